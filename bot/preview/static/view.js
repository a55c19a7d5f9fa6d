// What the page knows, and how it is brought up to date: one request at a time, and one more if something changed meanwhile.

import { look } from "./api.js";
import { toast } from "./dom.js";
import { useZone } from "./times.js";

export const GENERAL = null;

export const view = { state: null, notes: null, person: 0, chat: null, chatId: 0, thread: GENERAL, lead: 0 };
const drawers = [];
let isBusy = false;
let isStale = false;

/** `draw` runs after each refresh. */
export const onRefresh = (draw) => drawers.push(draw);

export const here = () => ({ person: view.person, chat: view.chatId });

const isWide = matchMedia("(min-width: 701px)");

/** On a phone the list of chats covers the chat. */
export const isChatShown = () => isWide.matches || document.body.classList.contains("in-chat");

export async function refresh() {
  if (isBusy) {
    isStale = true;
    return;
  }
  isBusy = true;
  try {
    do {
      isStale = false;
      await load();
    } while (isStale);
  } catch (error) {
    toast(error.message);
  } finally {
    isBusy = false;
  }
}

async function load() {
  let state = await look("state", { person: view.person });
  if (!state.people.some((one) => one.id === view.person) && state.people.length) {
    const remembered = Number(localStorage.getItem("person"));
    const known = state.people.some((one) => one.id === remembered);
    view.person = known ? remembered : state.people[0].id;
    state = await look("state", { person: view.person });
  }
  if (!state.chats.some((chat) => chat.id === view.chatId)) view.chatId = state.chats[0]?.id ?? 0;
  const asked = here();
  const chat = asked.chat ? await look("chat", asked) : null;
  view.notes = await look("notes");
  if (asked.chat !== view.chatId || asked.person !== view.person) return (isStale = true);
  view.state = state;
  view.chat = chat;
  view.lead = new Date(state.now) - Date.now();
  useZone(state.zone);
  for (const draw of drawers) draw();
}
