// The side: who one is, the clock, the chats with what is unread, and word of what came elsewhere.

import { act } from "./api.js";
import { byId, make, toast, tried } from "./dom.js";
import { summary } from "./message.js";
import { clockTime, shortDay } from "./times.js";
import { GENERAL, isChatShown, onRefresh, refresh, view } from "./view.js";
import { words } from "./words.js";

const FACES = 4; // colours of people
const heard = new Map(); // "person:chat" -> how many messages of others there were
let seen = JSON.parse(localStorage.getItem("seen") ?? "{}");

export function listenToSide() {
  byId("hour").onclick = () => tried(() => act("clock", { seconds: 3600 }));
  byId("morning").onclick = () => tried(() => act("morning", {}));
  setInterval(drawClock, 1000);
  onRefresh(drawSide);
}

export function forgetSeen() {
  seen = {};
  heard.clear();
  localStorage.removeItem("seen");
}

export function open(chatId, thread = GENERAL) {
  view.chatId = chatId;
  view.thread = thread;
  document.body.classList.add("in-chat");
  byId("log").dispatchEvent(new Event("turned"));
  return refresh().then(() => byId(byId("start").hidden ? "text" : "start").focus());
}

export function become(person, chatId = person) {
  view.person = person;
  localStorage.setItem("person", person);
  return open(chatId);
}

function drawSide() {
  if (isChatShown() && view.chat) {
    seen[`${view.person}:${view.chatId}`] = view.chat.incoming;
    localStorage.setItem("seen", JSON.stringify(seen));
  }
  redraw("people", view.state.people.map(personButton));
  redraw("chats", view.state.chats.map(chatRow));
  drawClock();
  tellOfNews();
}

/** Makes a list anew without taking the focus from who is in it. */
function redraw(id, nodes) {
  const at = [...byId(id).children].indexOf(document.activeElement);
  byId(id).replaceChildren(...nodes);
  if (at >= 0) byId(id).children[at]?.focus();
}

function unread(person, { id, incoming }) {
  return Math.max(0, incoming - (seen[`${person}:${id}`] ?? 0));
}

function badge(count) {
  if (!count) return null;
  return make("span", { class: "badge" }, String(count), make("span", { class: "unseen" }, ` ${words.unread}`));
}

function personButton(one, place) {
  const count = one.chats.reduce((sum, chat) => sum + unread(one.id, chat), 0);
  return make(
    "button",
    { type: "button", class: "person", "aria-pressed": String(one.id === view.person), onclick: () => become(one.id) },
    make("span", { class: `face small tone-${place % FACES}`, "aria-hidden": "true" }, [...one.name][0]),
    make("span", {}, one.name),
    one.id === view.person ? null : badge(count),
  );
}

function chatRow(chat) {
  const { last } = chat;
  return make(
    "button",
    {
      type: "button",
      class: "chat-row",
      "aria-current": chat.id === view.chatId ? "true" : null,
      onclick: () => open(chat.id),
    },
    make("span", { class: `face ${chat.type}`, "aria-hidden": "true" }, [...chat.title][0]),
    make("span", { class: "chat-name" }, chat.title),
    make("span", { class: "chat-time" }, last ? clockTime(last.date) : ""),
    make("span", { class: "chat-last" }, last ? line(chat, last) : words.empty),
    badge(unread(view.person, chat)),
  );
}

const line = (chat, last) => (chat.type === "private" ? "" : `${last.sender}: `) + summary(last);

function drawClock() {
  const now = new Date(Date.now() + view.lead);
  byId("now").textContent = `${shortDay(now)}, ${clockTime(now)}`;
  byId("now").dateTime = now.toISOString();
}

/** As a phone does: what came into a chat that is not before one's eyes, one's own or another person's private one. */
function tellOfNews() {
  for (const one of view.state.people) {
    for (const { id, incoming } of one.chats) {
      const key = `${one.id}:${id}`;
      const before = heard.get(key);
      heard.set(key, incoming);
      const isMine = one.id === view.person;
      const isBefore = isMine && id === view.chatId && isChatShown();
      if (before !== undefined && incoming > before && !isBefore && (isMine || id === one.id)) notify(one, id);
    }
  }
}

function notify(one, chatId) {
  const chat = view.state.chats.find((row) => row.id === chatId);
  if (chat?.last?.is_silent) return;
  const told = chat?.last ? line(chat, chat.last) : words.newMessage;
  const name = one.id === view.person ? (chat?.title ?? "") : words.forPerson(one.name);
  toast(make("button", { type: "button", onclick: () => become(one.id, chatId) }, make("b", {}, name), " ", told));
}
