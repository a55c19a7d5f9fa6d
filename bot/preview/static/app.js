// The page: who one is, which chat is open, and what happens on a tap.

import { act, look, watch } from "./api.js";
import { insert, listenToWriting } from "./composer.js";
import { byId, icon, make } from "./dom.js";
import { clockTime, dayOf, messageNode, summary } from "./message.js";
import { language, words } from "./words.js";

const GENERAL = null;
const TOAST_MS = 3500;
const BOTTOM_PX = 80; // nearer than that to the end, the log follows new messages

const view = { state: null, person: 0, chat: null, chatId: 0, thread: GENERAL, lead: 0, isBusy: false, isStale: false };
const shown = new Map(); // message id -> { signature, nodes }

// Words and texts

function nameEverything() {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = words[one.dataset.word];
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", words[one.dataset.label]);
  byId("text").placeholder = words.write;
  byId("back").append(icon("back"));
  byId("send").append(icon("send"));
}

function toast(text) {
  const note = make("p", {}, text);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), TOAST_MS);
}

function alertBox(text) {
  byId("alert-text").textContent = text;
  byId("alert").showModal();
}

// Refreshing: one request at a time, and one more if something changed meanwhile

async function refresh() {
  if (view.isBusy) {
    view.isStale = true;
    return;
  }
  view.isBusy = true;
  try {
    do {
      view.isStale = false;
      await load();
    } while (view.isStale);
  } catch (error) {
    toast(error.message);
  } finally {
    view.isBusy = false;
  }
}

async function load() {
  view.state = await look("state", { person: view.person });
  if (!view.person && view.state.people.length) {
    view.person = Number(localStorage.getItem("person")) || view.state.people[0].id;
    if (!view.state.people.some((one) => one.id === view.person)) view.person = view.state.people[0].id;
    view.state = await look("state", { person: view.person });
  }
  if (!view.state.chats.some((chat) => chat.id === view.chatId)) view.chatId = view.state.chats[0]?.id ?? 0;
  view.chat = view.chatId ? await look("chat", { person: view.person, chat: view.chatId }) : null;
  view.lead = new Date(view.state.now) - Date.now();
  drawSide();
  if (view.chat) drawChat();
}

function drawSide() {
  const people = view.state.people.map((one) =>
    make("option", { value: one.id, selected: one.id === view.person }, one.name),
  );
  byId("person").replaceChildren(...people);
  byId("chats").replaceChildren(...view.state.chats.map(chatRow));
  drawClock();
}

function drawClock() {
  const now = new Date(Date.now() + view.lead);
  byId("now").textContent = `${dayOf(now)}, ${clockTime(now)}`;
  byId("now").dateTime = now.toISOString();
}

function chatRow(chat) {
  const last = chat.last;
  return make(
    "button",
    { type: "button", class: "chat-row", "aria-current": chat.id === view.chatId ? "true" : null, onclick: () => open(chat.id) },
    make("span", { class: `face ${chat.type}`, "aria-hidden": "true" }, [...chat.title][0]),
    make("span", { class: "chat-name" }, chat.title),
    make("span", { class: "chat-time" }, last ? clockTime(last.date) : ""),
    make("span", { class: "chat-last" }, last ? summary(last) : words.empty),
  );
}

function open(chatId, thread = GENERAL) {
  view.chatId = chatId;
  view.thread = thread;
  document.body.classList.add("in-chat");
  shown.clear();
  byId("log").replaceChildren();
  refresh().then(() => byId("text").focus());
}

// The open chat

function drawChat() {
  const { chat } = view;
  const isPrivate = chat.type === "private";
  byId("title").textContent = chat.title;
  byId("subtitle").textContent = chat.action ? words.typing : isPrivate ? words.bot : words.members(chat.members);
  byId("block").hidden = !(isPrivate && chat.bot === "member");
  byId("block").textContent = words.block;
  const startWord = !isPrivate || chat.bot === "member" ? "" : chat.bot === "kicked" ? words.unblock : words.start;
  byId("start").hidden = !startWord;
  byId("start").textContent = startWord;
  byId("composer").hidden = Boolean(startWord);
  drawTopics();
  drawLog();
}

function drawTopics() {
  const { chat } = view;
  byId("topics").hidden = !chat.is_forum;
  if (!chat.is_forum) return;
  const tabs = [{ id: GENERAL, name: words.general }, ...chat.topics].map((topic) =>
    make(
      "button",
      {
        type: "button",
        role: "tab",
        "aria-selected": String(topic.id === view.thread),
        onclick: () => open(chat.id, topic.id),
      },
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
    before.nodes.at(-1).after(...nodes);
    before.nodes.forEach((old) => old.remove());
  } else if (above) {
    above.after(...nodes);
  } else {
    byId("log").prepend(...nodes);
  }
  shown.set(message.id, { signature, nodes });
  return node;
}

// Doing

const here = () => ({ person: view.person, chat: view.chatId });

async function tried(doing) {
  try {
    return await doing();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

async function say(text) {
  const sent = await tried(() => act("send", { ...here(), text, thread: view.thread }));
  byId("log").scrollTop = byId("log").scrollHeight;
  return sent;
}

async function press(message, button, element) {
  if (button.url) {
    if (!deepLink(button.url)) window.open(button.url, "_blank", "noopener,noreferrer");
  } else if (button.copy_text) {
    await navigator.clipboard.writeText(button.copy_text.text);
    toast(words.copied);
  } else if (button.callback_data === undefined) {
    insert(`@${view.state.bot.username} ${button.switch_inline_query_current_chat ?? button.switch_inline_query}`);
  } else {
    await pressCallback(message, button, element);
  }
}

async function pressCallback(message, button, element) {
  element.setAttribute("aria-busy", "true");
  const answer = await tried(() => act("press", { ...here(), message: message.id, data: button.callback_data }));
  element.removeAttribute("aria-busy");
  if (!answer) return;
  if (!answer.answered) toast(words.silent);
  else if (answer.url) deepLink(answer.url);
  else if (answer.text) (answer.is_alert ? alertBox : toast)(answer.text);
}

/** A link to the bot with a start payload opens the private chat and starts there. */
function deepLink(url) {
  const match = /^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start=([\w-]*))?$/i.exec(url);
  if (match?.[1].toLowerCase() !== view.state.bot.username.toLowerCase()) return false;
  open(view.person);
  if (match[2] !== undefined) act("send", { person: view.person, chat: view.person, text: `/start ${match[2]}` });
  return true;
}

const on = {
  press,
  vote: (message, places) => tried(() => act("vote", { ...here(), message: message.id, options: places })),
  command: say,
  link: deepLink,
  copied: () => toast(words.copied),
};

// Time

function secondsToMorning() {
  const now = new Date(Date.now() + view.lead);
  const morning = new Date(now);
  morning.setHours(9, 0, 0, 0);
  if (morning <= now) morning.setDate(morning.getDate() + 1);
  return (morning - now) / 1000;
}

function listen() {
  byId("person").onchange = (event) => {
    view.person = Number(event.target.value);
    localStorage.setItem("person", view.person);
    open(view.person);
  };
  byId("hour").onclick = () => tried(() => act("clock", { seconds: 3600 }));
  byId("morning").onclick = () => tried(() => act("clock", { seconds: secondsToMorning() }));
  byId("back").onclick = () => document.body.classList.remove("in-chat");
  byId("block").onclick = () => tried(() => act("block", { ...here(), is_blocked: true }));
  byId("start").onclick = () => say("/start");
  listenToWriting(say, () => view.chat?.commands ?? []);
  setInterval(drawClock, 1000);
  let isLost = false;
  watch(
    () => {
      isLost = false;
      refresh();
    },
    () => {
      if (!isLost) toast(words.offline);
      isLost = true;
    },
  );
}

nameEverything();
listen();
