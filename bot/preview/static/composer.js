// The field one writes in, and the menu of commands that opens on "/".

import { byId, make } from "./dom.js";

const MOST_ROWS = 6;

let say = () => {};
let getCommands = () => [];

/** `send` takes a text to send, `commands` gives the open chat's commands. */
export function listenToWriting(send, commands) {
  say = send;
  getCommands = commands;
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
}

function drawMenu() {
  const typed = byId("text").value;
  const fitting = /^\/\w*$/.test(typed)
    ? getCommands().filter((one) => `/${one.command}`.startsWith(typed.toLowerCase()))
    : [];
  const rows = fitting.map((one, place) =>
    make(
      "li",
      { role: "option", id: `command-${place}`, "aria-selected": String(place === 0), onclick: () => choose(one) },
      make("b", {}, `/${one.command}`),
      make("span", {}, one.description),
    ),
  );
  byId("menu").replaceChildren(...rows);
  byId("menu").hidden = rows.length === 0;
}

function choose(one) {
  byId("menu").hidden = true;
  byId("text").value = "";
  say(`/${one.command}`);
}

function moveInMenu(step) {
  const rows = [...byId("menu").children];
  const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  const next = (at + step + rows.length) % rows.length;
  rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === next)));
  rows[next].scrollIntoView({ block: "nearest" });
}

function typedKey(event) {
  const isMenu = !byId("menu").hidden;
  if (isMenu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    moveInMenu(event.key === "ArrowDown" ? 1 : -1);
  } else if (isMenu && event.key === "Tab") {
    event.preventDefault();
    insert(`${byId("menu").querySelector("[aria-selected=true] b").textContent} `);
    byId("menu").hidden = true;
  } else if (event.key === "Escape") {
    byId("menu").hidden = true;
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (isMenu) byId("menu").querySelector("[aria-selected=true]").click();
    else byId("composer").requestSubmit();
  }
}

function submit(event) {
  event.preventDefault();
  const text = byId("text").value.trim();
  if (!text) return;
  byId("text").value = "";
  byId("menu").hidden = true;
  fitHeight();
  say(text);
}

function fitHeight() {
  const field = byId("text");
  field.rows = Math.min(MOST_ROWS, field.value.split("\n").length);
}
