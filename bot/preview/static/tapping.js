// What a person does in a chat: writes, presses a button, follows a link.

import { act } from "./api.js";
import { ask, insert } from "./composer.js";
import { byId, make, toast, tried } from "./dom.js";
import { open } from "./side.js";
import { here, view } from "./view.js";
import { words } from "./words.js";

export async function say(text) {
  const sent = await tried(() => act("send", { ...here(), text, thread: view.thread }));
  byId("log").scrollTop = byId("log").scrollHeight;
  return sent;
}

export async function press(message, button, element) {
  if (button.url) {
    if (!deepLink(button.url)) window.open(button.url, "_blank", "noopener,noreferrer");
  } else if (button.copy_text) {
    await navigator.clipboard.writeText(button.copy_text.text);
    toast(words.copied);
  } else if (button.callback_data !== undefined) {
    await pressCallback(message, button, element);
  } else if (button.switch_inline_query_current_chat !== undefined) {
    writeInline(button.switch_inline_query_current_chat);
  } else {
    pickChat(button.switch_inline_query ?? "");
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

function alertBox(text) {
  byId("alert-text").textContent = text;
  byId("alert").showModal();
}

function writeInline(query) {
  insert(`@${view.state.bot.username} ${query}`);
  ask();
}

/** "Share": Telegram asks into which chat, and writes the query there. */
function pickChat(query) {
  const rows = view.state.chats.map((chat) =>
    make("button", { type: "button", onclick: () => (byId("pick").close(), open(chat.id).then(() => writeInline(query))) }, chat.title),
  );
  byId("pick-rows").replaceChildren(...rows);
  byId("pick").showModal();
}

/** A link to the bot with a start payload opens the private chat and starts there. */
export function deepLink(url) {
  const match = /^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start=([\w-]*))?$/i.exec(url);
  if (match?.[1].toLowerCase() !== view.state.bot.username.toLowerCase()) return false;
  open(view.person);
  const text = `/start ${match[2] ?? ""}`.trim();
  if (match[2] !== undefined) tried(() => act("send", { person: view.person, chat: view.person, text }));
  return true;
}
