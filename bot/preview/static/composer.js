// The field one writes in, and the list above it: commands on "/", results on "@bot words".

import { byId, make } from "./dom.js";
import { words } from "./words.js";

const MOST_ROWS = 6;
const TYPING_MS = 200;

let on = {};
let serial = 0; // of the last question, so that a late answer to an older one is passed over
let timer = 0;

/** `doing`: { say(text), commands(), username(), ask(query), choose(answer, result), start(payload) }. */
export function listenToWriting(doing) {
  on = doing;
  byId("composer").onsubmit = submit;
  byId("text").onkeydown = typedKey;
  byId("text").oninput = () => {
    fitHeight();
    drawMenu();
  };
  byId("slash").onclick = () => {
    insert("/");
    drawMenu();
  };
}

export function insert(text) {
  byId("text").value = text;
  byId("text").focus();
  fitHeight();
}

/** Show what fits what is written, as if it had been typed. */
export const ask = () => drawMenu();

function drawMenu() {
  const typed = byId("text").value;
  clearTimeout(timer);
  serial += 1;
  const name = `@${on.username()}`;
  if (typed.toLowerCase().startsWith(`${name.toLowerCase()} `)) {
    timer = setTimeout(askInline, TYPING_MS, typed.slice(name.length + 1), serial);
  } else if (/^@\w*$/.test(typed) && name.toLowerCase().startsWith(typed.toLowerCase())) {
    show([{ label: name, note: words.inline, choose: () => (insert(`${name} `), drawMenu()) }]);
  } else {
    show(/^\/\w*$/.test(typed) ? commandRows(typed.toLowerCase()) : []);
  }
}

function commandRows(typed) {
  return on
    .commands()
    .filter((one) => `/${one.command}`.startsWith(typed))
    .map((one) => ({
      label: `/${one.command}`,
      note: one.description,
      choose: () => send(`/${one.command}`),
      fill: `/${one.command} `,
    }));
}

async function askInline(query, mine) {
  const answer = await on.ask(query);
  if (mine !== serial || !answer) return;
  const rows = answer.results.map((one) => ({
    label: one.title,
    note: one.description,
    choose: () => (empty(), on.choose(answer, one)),
  }));
  const lead = answer.button;
  if (lead) rows.unshift({ label: lead.text, note: "", choose: () => (empty(), on.start(lead.start_parameter)) });
  if (!answer.results.length) rows.push({ label: words.nothing, note: "", choose: () => {} });
  show(rows, lead ? 1 : 0); // Enter sends the best result, the way into the private chat stands above it
}

function show(rows, first = 0) {
  const items = rows.map((row, place) => {
    const item = make(
      "li",
      { role: "option", id: `row-${place}`, onclick: () => row.choose() },
      make("b", {}, row.label),
      make("span", {}, row.note),
    );
    item.fill = row.fill;
    return item;
  });
  byId("menu").replaceChildren(...items);
  byId("menu").hidden = items.length === 0;
  byId("text").setAttribute("aria-expanded", String(items.length > 0));
  select(first);
}

function select(next) {
  const rows = [...byId("menu").children];
  rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === next)));
  rows[next]?.scrollIntoView({ block: "nearest" });
  if (rows[next]) byId("text").setAttribute("aria-activedescendant", rows[next].id);
  else byId("text").removeAttribute("aria-activedescendant");
}

const selected = () => byId("menu").querySelector("[aria-selected=true]");

function typedKey(event) {
  const isMenu = !byId("menu").hidden;
  const rows = [...byId("menu").children];
  if (isMenu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    select((rows.indexOf(selected()) + step + rows.length) % rows.length);
  } else if (isMenu && event.key === "Tab" && !event.shiftKey && selected().fill) {
    event.preventDefault();
    insert(selected().fill);
    drawMenu();
  } else if (event.key === "Escape" && isMenu) {
    show([]);
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (isMenu) selected().click();
    else byId("composer").requestSubmit();
  }
}

function submit(event) {
  event.preventDefault();
  const text = byId("text").value.trim();
  if (text) send(text);
}

function send(text) {
  empty();
  on.say(text);
}

function empty() {
  clearTimeout(timer);
  serial += 1;
  insert("");
  show([]);
}

function fitHeight() {
  const field = byId("text");
  field.rows = Math.min(MOST_ROWS, field.value.split("\n").length);
}
