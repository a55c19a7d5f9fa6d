// The page: it puts its parts together and follows what happens.

import { act, watch } from "./api.js";
import { listenToChat } from "./chat.js";
import { listenToWriting } from "./composer.js";
import { listenToDesk } from "./desk.js";
import { byId, icon, toast, tried } from "./dom.js";
import { forgetSeen, listenToSide, open } from "./side.js";
import { say } from "./tapping.js";
import { here, refresh, view } from "./view.js";
import { language, words } from "./words.js";

function nameEverything() {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-word]")) one.append(words[one.dataset.word]);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", words[one.dataset.label]);
  for (const one of document.querySelectorAll("[data-icon]")) one.prepend(icon(one.dataset.icon));
  byId("text").placeholder = words.write;
}

function listenToTyping() {
  listenToWriting({
    say,
    commands: () => view.chat?.commands ?? [],
    username: () => view.state?.bot.username ?? "",
    ask: (text) => tried(() => act("inline", { person: view.person, text })),
    choose: ({ query }, { id }) =>
      tried(() => act("choose", { ...here(), query, result: id, thread: view.thread })),
    start: (payload) => open(view.person).then(() => say(`/start ${payload}`)),
  });
}

function follow() {
  let isLost = false;
  const changed = (event) => {
    isLost = false;
    if (event.data && JSON.parse(event.data).kind === "reset") return beginAnew();
    return refresh();
  };
  const lost = () => {
    if (!isLost) toast(words.offline);
    isLost = true;
  };
  watch(changed, lost);
}

function beginAnew() {
  forgetSeen();
  localStorage.removeItem("person");
  location.reload();
}

nameEverything();
listenToSide();
listenToChat();
listenToDesk();
listenToTyping();
follow();
