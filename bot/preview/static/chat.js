// The open chat: its head, its topics and its messages.

import { act } from "./api.js";
import { byId, make, toast, tried } from "./dom.js";
import { messageNode } from "./message.js";
import { open } from "./side.js";
import { deepLink, press, say } from "./tapping.js";
import { dayOf, left } from "./times.js";
import { GENERAL, here, onRefresh, view } from "./view.js";
import { words } from "./words.js";

const BOTTOM_PX = 80; // nearer than that to the end, the log follows new messages
const shown = new Map(); // message id -> { signature, nodes }

const on = {
  press,
  vote: (message, places) => tried(() => act("vote", { ...here(), message: message.id, options: places })),
  command: say,
  link: deepLink,
  copied: () => toast(words.copied),
};

export function listenToChat() {
  byId("back").onclick = () => {
    document.body.classList.remove("in-chat");
    byId("chats").querySelector("[aria-current]")?.focus();
  };
  byId("block").onclick = () => tried(() => act("block", { ...here(), is_blocked: true }));
  byId("start").onclick = () => say("/start");
  byId("log").addEventListener("turned", clear);
  setInterval(drawTimers, 1000);
  onRefresh(() => view.chat && drawChat());
}

function clear() {
  shown.clear();
  byId("log").replaceChildren();
}

function drawChat() {
  const { chat } = view;
  const isPrivate = chat.type === "private";
  byId("title").textContent = chat.title;
  byId("subtitle").textContent = subtitle(chat, isPrivate);
  byId("block").hidden = !(isPrivate && chat.bot === "member");
  const startWord = !isPrivate || chat.bot === "member" ? "" : chat.bot === "kicked" ? words.unblock : words.start;
  const wasAtStart = document.activeElement === byId("start");
  byId("start").hidden = !startWord;
  byId("start").textContent = startWord;
  byId("composer").hidden = Boolean(startWord);
  if (wasAtStart && !startWord) byId("text").focus(); // the button that had the focus is gone
  drawTopics();
  drawLog();
  drawTimers();
}

function drawTimers() {
  const now = new Date(Date.now() + view.lead);
  for (const timer of byId("log").querySelectorAll("[data-until]")) timer.textContent = left(timer.dataset.until, now);
}

function subtitle(chat, isPrivate) {
  if (!view.state.is_listening && !chat.action) return words.waking;
  if (chat.action) return words.typing;
  return isPrivate ? words.bot : words.members(chat.members);
}

function drawTopics() {
  const { chat } = view;
  byId("topics").hidden = !chat.is_forum;
  if (!chat.is_forum) return;
  const tabs = [{ id: GENERAL, name: words.general }, ...chat.topics].map((topic) =>
    make(
      "button",
      { type: "button", "aria-pressed": String(topic.id === view.thread), onclick: () => open(chat.id, topic.id) },
      topic.is_closed ? words.closedTopic(topic.name) : topic.name,
    ),
  );
  byId("topics").replaceChildren(...tabs);
}

function drawLog() {
  const { chat } = view;
  const log = byId("log");
  const follows = log.scrollHeight - log.scrollTop - log.clientHeight < BOTTOM_PX;
  const messages = chat.messages.filter((message) => !chat.is_forum || message.thread === view.thread);
  const kept = new Set(messages.map((message) => message.id));
  for (const [id, { nodes }] of shown) {
    if (kept.has(id)) continue;
    nodes.forEach((node) => node.remove());
    shown.delete(id);
  }
  let day = "";
  let above = null;
  for (const message of messages) {
    const isNewDay = dayOf(message.date) !== day;
    day = dayOf(message.date);
    above = place(message, isNewDay ? day : "", above);
  }
  if (follows) log.scrollTop = log.scrollHeight;
}

/**
 * Only what changed is made anew: focus, selection and open spoilers of the rest stay. A new message stands below
 * the node `above`, not always last: an ephemeral one may come in the place of another. Gives its own last node.
 */
function place(message, day, above) {
  const before = shown.get(message.id);
  const signature = JSON.stringify([message, day]);
  if (before?.signature === signature) return before.nodes.at(-1);
  const replied = view.chat.messages.find((one) => one.id === message.reply_to);
  const node = messageNode(message, { isGroup: view.chat.type !== "private", replied }, on);
  const nodes = day ? [make("p", { class: "day" }, day), node] : [node];
  if (before) {
    const focused = placeOfFocus(before.nodes.at(-1));
    before.nodes.at(-1).after(...nodes);
    before.nodes.forEach((old) => old.remove());
    if (focused >= 0) focusAgain(node, focused);
  } else if (above) {
    above.after(...nodes);
  } else {
    byId("log").prepend(...nodes);
  }
  shown.set(message.id, { signature, nodes });
  return node;
}

/** An edit in place must not throw a keyboard's user out of the message. */
const placeOfFocus = (node) => [...node.querySelectorAll("button")].indexOf(document.activeElement);

function focusAgain(node, place) {
  const buttons = [...node.querySelectorAll("button")];
  const next = buttons[Math.min(place, buttons.length - 1)];
  if (next) next.focus();
  else byId("log").focus();
}
