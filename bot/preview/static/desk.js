// The desk beside the chat: the notes with their faults, trouble on demand, and beginning anew.

import { act } from "./api.js";
import { byId, copyButton, make, toast, tried } from "./dom.js";
import { onRefresh, view } from "./view.js";
import { clockTime } from "./times.js";
import { words } from "./words.js";

const TROUBLES = ["too_many", "server_error", "cut", "slow"];
const ROOM = matchMedia("(min-width: 1100px)"); // beside the chat; else the desk covers it
let drawn = "";

export function listenToDesk() {
  const remembered = localStorage.getItem("desk");
  setOpen(ROOM.matches && remembered !== "closed");
  for (const button of document.querySelectorAll("[data-desk]")) {
    button.onclick = () => setOpen(byId("desk").hidden, button);
  }
  byId("desk").onkeydown = (event) => {
    if (event.key === "Escape") setOpen(false);
  };
  byId("troubles").replaceChildren(...TROUBLES.map(troubleSwitch));
  byId("reset").onclick = () => byId("sure").showModal();
  byId("sure").onclose = () => {
    if (byId("sure").returnValue === "yes") startAnew();
    byId("sure").returnValue = "";
  };
  onRefresh(drawDesk);
}

function setOpen(isOpen, opener) {
  byId("desk").hidden = !isOpen;
  document.body.classList.toggle("with-desk", isOpen);
  localStorage.setItem("desk", isOpen ? "open" : "closed");
  for (const button of document.querySelectorAll("[data-desk]")) {
    if (button.id !== "desk-close") button.setAttribute("aria-expanded", String(isOpen));
  }
  if (opener) (isOpen ? byId("desk-close") : visible("[data-desk]"))?.focus();
}

const visible = (selector) => [...document.querySelectorAll(selector)].find((one) => one.offsetParent);

async function startAnew() {
  toast(words.emptying);
  await tried(() => act("reset", {}));
}

function troubleSwitch(name) {
  const flip = (event) => tried(() => act("faults", { kind: "switch", name, is_on: event.target.checked }));
  const box = make("input", { type: "checkbox", role: "switch", name, onchange: flip });
  const [label, note] = words.troubles[name];
  return make("label", { class: "switch" }, box, make("span", {}, make("b", {}, label), make("small", {}, note)));
}

function drawDesk() {
  for (const box of byId("troubles").querySelectorAll("input")) box.checked = view.state.faults.includes(box.name);
  document.body.classList.toggle("in-trouble", view.state.faults.length > 0);
  const signature = JSON.stringify(view.notes);
  if (signature === drawn) return;
  drawn = signature;
  drawNotes();
}

function drawNotes() {
  const { notes } = view;
  const faults = notes?.faults ?? [];
  const count = String(faults.length);
  for (const badge of document.querySelectorAll("[data-faults]")) {
    badge.textContent = notes?.is_refused ? "!" : faults.length ? count : "";
    badge.hidden = !badge.textContent;
  }
  byId("counts").textContent = notes ? notes.counts : words.reading;
  const news = notes?.news ? make("div", { class: `news ${notes.is_refused ? "refused" : ""}` }, newsText(notes)) : null;
  const tail = faults.length ? faults.map(faultNode) : notes ? [make("p", { class: "fine" }, `✓ ${words.noFaults}`)] : [];
  byId("faults").replaceChildren(...[news, ...tail].filter(Boolean));
}

function newsText({ news, is_refused: isRefused, at }) {
  const title = isRefused ? words.refused : words.reloaded(clockTime(at));
  return [make("b", {}, title), make("p", {}, news)];
}

function faultNode(fault) {
  const place = `${fault.file}:${fault.line}`;
  const rows = fault.source.map(([number, text]) =>
    make("span", { class: number === fault.line ? "at" : null }, make("i", {}, String(number)), text || " "),
  );
  const source = rows.length ? make("pre", { tabindex: "0" }, rows) : null;
  const copied = () => toast(words.copied);
  return make(
    "details",
    { class: `fault ${fault.is_error ? "error" : "warning"}` },
    make("summary", {}, make("span", { class: "where" }, place), make("span", {}, fault.message)),
    make("p", { class: "place" }, make("code", {}, place), copyButton(place, `${words.copy}: ${place}`, copied)),
    source,
  );
}
