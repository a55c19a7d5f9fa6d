// One message as DOM: text, picture, poll or service line, with its buttons.

import { icon, make } from "./dom.js";
import { formatted, plain, richBlocks } from "./format.js";
import { clockTime } from "./times.js";
import { words } from "./words.js";

const TONES = 6;

/** `on` tells what to do: { press(message, button, element), vote(message, places), command, link, copied }. */
export function messageNode(message, { isGroup, replied }, on) {
  if (message.service) return make("p", { class: "service" }, serviceText(message.service));
  const tone = [...message.sender].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % TONES;
  const sender = isGroup && !message.is_mine ? make("p", { class: `sender tone-${tone}` }, message.sender) : null;
  const quote = replied ? make("p", { class: "reply" }, summary(replied)) : null;
  const seal = message.is_ephemeral ? make("p", { class: "seal" }, icon("eye"), words.onlyYou) : null;
  const bubble = make("div", { class: "bubble" }, seal, sender, quote, body(message, on), foot(message));
  const buttons = message.buttons.length ? keyboard(message, on) : null;
  const look = [message.is_mine ? "mine" : "theirs", message.is_ephemeral ? "ephemeral" : ""].join(" ").trim();
  return make("article", { class: `message ${look}`, "aria-label": message.sender }, bubble, buttons);
}

function body(message, on) {
  if (message.poll) return pollNode(message, on);
  if (message.rich) return make("div", { class: "rich" }, richBlocks(message.rich, on));
  const text = message.text ? make("div", { class: "text" }, formatted(message, on)) : null;
  return [pictureNode(message), documentNode(message), text];
}

function pictureNode({ photo, text }) {
  if (!photo) return null;
  const { id, width, height } = photo;
  return make("img", { src: `/preview/file/${id}`, width, height, alt: text || words.image, loading: "lazy" });
}

function documentNode({ document }) {
  if (!document) return null;
  return make("a", { class: "file", href: `/preview/file/${document.id}`, download: document.name }, "📄 ", document.name);
}

function foot(message) {
  const marks = [
    message.via && words.via(`@${message.via}`),
    message.is_pinned && words.pinned,
    message.is_edited && words.edited,
  ].filter(Boolean);
  return make("p", { class: "foot" }, [...marks, clockTime(message.date)].join(" · "));
}

function keyboard(message, on) {
  const rows = message.buttons.map((row) =>
    make(
      "div",
      { class: "row" },
      row.map((button) => {
        const press = (event) => on.press(message, button, event.currentTarget);
        const look = button.style ? `look-${button.style}` : null;
        const attributes = { type: "button", class: look, onclick: press };
        if (button.disabled) attributes.disabled = true;
        return make("button", attributes, button.text, hint(button));
      }),
    ),
  );
  return make("div", { class: "keyboard" }, rows);
}

function hint(button) {
  const sign = button.url ? "out" : button.copy_text ? "copy" : null;
  return sign ? make("span", { class: "hint" }, icon(sign)) : null;
}

function pollNode(message, on) {
  const { poll } = message;
  const kind = [poll.is_quiz ? words.quiz : words.poll];
  if (poll.is_anonymous) kind.push(words.anonymous);
  if (poll.is_multiple) kind.push(words.several);
  if (poll.is_closed) kind.push(words.closed);
  const description = poll.description.text
    ? make("div", { class: "text" }, formatted(poll.description, on))
    : null;
  const isOpen = !poll.is_closed && poll.vote === null;
  return make(
    "div",
    { class: "poll" },
    make("p", { class: "question" }, poll.question),
    make("p", { class: "kind" }, kind.join(" · "), timer(poll)),
    description,
    isOpen ? choices(message, on) : results(poll),
    explanation(poll, on),
    make("p", { class: "kind" }, words.answers(poll.total)),
    !poll.is_closed && poll.vote !== null && poll.is_revotable
      ? make("button", { type: "button", class: "quiet", onclick: () => on.vote(message, []) }, words.retract)
      : null,
  );
}

function timer(poll) {
  if (poll.is_closed || !poll.close_date) return null;
  return [" · ", make("span", { class: "timer", role: "timer", "data-until": poll.close_date })];
}

function choices(message, on) {
  const { poll } = message;
  if (!poll.is_multiple) {
    const buttons = poll.options.map((option, place) =>
      make("button", { type: "button", class: "option", onclick: () => on.vote(message, [place]) }, option),
    );
    return make("div", { class: "options" }, buttons);
  }
  const boxes = poll.options.map((option, place) =>
    make("label", { class: "option" }, make("input", { type: "checkbox", value: place }), option),
  );
  const submit = (event) => {
    event.preventDefault();
    const places = [...event.currentTarget.querySelectorAll("input:checked")].map((box) => Number(box.value));
    if (places.length) on.vote(message, places);
  };
  return make("form", { class: "options", onsubmit: submit }, boxes, make("button", {}, words.vote));
}

function results(poll) {
  const rows = poll.options.map((option, place) => {
    const share = poll.counts && poll.total ? Math.round((100 * poll.counts[place]) / poll.total) : 0;
    const isMine = poll.vote?.includes(place);
    const isRight = poll.correct?.includes(place);
    const notes = [isRight && poll.is_quiz && words.right, isMine && words.yours].filter(Boolean).join(", ");
    const sign = !poll.is_quiz ? (isMine ? "●" : "") : isRight ? "✓" : isMine ? "✗" : "";
    const state = poll.is_quiz ? (isRight ? "right" : isMine ? "wrong" : "") : "";
    return make(
      "li",
      { class: state },
      make("span", { class: "sign", "aria-hidden": "true" }, sign),
      make("span", { class: "share" }, poll.counts ? `${share}%` : ""),
      make("span", {}, option, notes ? make("span", { class: "unseen" }, ` (${notes})`) : null),
      make("progress", { max: 100, value: share, "aria-label": `${share}%` }),
    );
  });
  return make("ul", { class: "results" }, rows);
}

function explanation(poll, on) {
  if (!poll.explanation?.text) return null;
  return make("aside", { class: "explanation", "aria-label": words.explanation }, formatted(poll.explanation, on));
}

export function summary(message) {
  if (!message) return "";
  if (message.service) return serviceText(message.service);
  if (message.poll) return `📊 ${message.poll.question}`;
  if (message.photo) return `🖼 ${message.text || words.image}`;
  if (message.document) return `📄 ${message.document.name}`;
  if (message.rich) return `📰 ${message.rich.map((block) => plain(block.text ?? "")).find(Boolean) ?? ""}`;
  return message.text;
}

function serviceText(fields) {
  if (fields.new_chat_members) return words.joined(fields.new_chat_members.map((one) => one.first_name).join(", "));
  if (fields.left_chat_member) return words.gone(fields.left_chat_member.first_name);
  if (fields.pinned_message) return words.pin;
  if (fields.forum_topic_created) return words.topic(fields.forum_topic_created.name);
  if (fields.forum_topic_closed) return words.topicClosed;
  if (fields.forum_topic_reopened) return words.topicReopened;
  if (fields.new_chat_title) return words.renamed(fields.new_chat_title);
  if (fields.migrate_to_chat_id || fields.migrate_from_chat_id) return words.upgraded;
  return words.service;
}
