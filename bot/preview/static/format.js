// Formatted texts and rich messages as DOM. Offsets are in UTF-16 units, as JavaScript strings are.

import { copyButton, make } from "./dom.js";
import { words } from "./words.js";

const TAGS = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  blockquote: "blockquote",
  code: "code",
  subscript: "sub",
  superscript: "sup",
  marked: "mark",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE_LINK = /^(https?|tg|mailto):/i;

/** `on` tells what to do: { command(text), link(url) -> handled?, copied() }. */
export function formatted({ text, entities = [] }, on) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, on);
}

function build(text, from, to, entities, on) {
  const nodes = [];
  const queue = [...entities];
  let at = from;
  while (queue.length) {
    const entity = queue.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (start >= end) continue;
    const inside = [];
    const later = [];
    for (const other of queue) {
      if (other.offset < end) inside.push(other);
      if (other.offset + other.length > end) later.push(other);
    }
    const isBlock = BLOCKS.has(entity.type);
    if (start > at) nodes.push(isBlock ? text.slice(at, start).replace(/\n$/, "") : text.slice(at, start));
    nodes.push(wrap(entity, text.slice(start, end), build(text, start, end, inside, on), on));
    queue.splice(0, queue.length, ...later);
    at = isBlock && text[end] === "\n" ? end + 1 : end; // a block makes its own line breaks
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrap(entity, raw, children, on) {
  switch (entity.type) {
    case "pre":
      return codeBlock(raw, entity.language, on);
    case "expandable_blockquote":
      return make("details", { class: "quote", open: raw.length < 200 }, make("summary", {}, "❝"), children);
    case "spoiler":
      return spoiler(children);
    case "text_link":
      return link(entity.url, children, on);
    case "url":
      return link(raw, children, on);
    case "email":
      return link(`mailto:${raw}`, children, on);
    case "bot_command":
      return make("button", { type: "button", class: "command", onclick: () => on.command(raw) }, raw);
    case "code":
      return make("code", { title: words.copy, onclick: () => copy(raw, on) }, children);
    case "mention":
    case "hashtag":
    case "text_mention":
      return make("span", { class: "mention" }, children);
    default:
      return TAGS[entity.type] ? make(TAGS[entity.type], {}, children) : make("span", {}, children);
  }
}

async function copy(text, on) {
  await navigator.clipboard.writeText(text);
  on.copied();
}

function codeBlock(text, language, on) {
  const name = language ? make("span", { class: "language" }, language) : null;
  const head = make("span", { class: "code-head" }, name, copyButton(text, words.copy, on.copied));
  return make("div", { class: "code" }, head, make("pre", { tabindex: "0" }, make("code", {}, text)));
}

function spoiler(children) {
  const reveal = (event) => event.currentTarget.classList.add("shown");
  return make("button", { type: "button", class: "spoiler", onclick: reveal }, children);
}

function link(url, children, on) {
  const address = /^[a-z]+:/i.test(url) ? url : `http://${url}`;
  if (!SAFE_LINK.test(address)) return make("span", {}, children);
  const follow = (event) => {
    if (on.link(address)) event.preventDefault();
  };
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer", onclick: follow }, children);
}

export const richBlocks = (blocks, on) => blocks.map((block) => richBlock(block, on));

function richBlock(block, on) {
  const text = () => richText(block.text, on);
  switch (block.type) {
    case "heading":
      return make(`h${Math.min(6, block.size + 1)}`, {}, text());
    case "pre":
      return codeBlock(plain(block.text), block.language, on);
    case "divider":
      return make("hr");
    case "list":
      return richList(block.items, on);
    case "blockquote":
    case "expandable_blockquote":
      return make("blockquote", {}, richBlocks(block.blocks, on));
    case "pullquote":
      return make("blockquote", { class: "pull" }, text());
    case "table":
      return richTable(block, on);
    case "details":
      return make(
        "details",
        { open: block.is_open },
        make("summary", {}, richText(block.summary, on)),
        richBlocks(block.blocks, on),
      );
    case "mathematical_expression":
      return make("p", { class: "math" }, block.expression);
    case "photo":
      return richPhoto(block, on);
    case "footer":
      return make("footer", {}, text());
    default:
      return make("p", {}, text());
  }
}

function richPhoto({ photo, caption }, on) {
  const { file_id: id, width, height } = photo.at(-1);
  const words = caption ? plain(caption.text) : "";
  const image = make("img", { src: `/preview/file/${id}`, width, height, alt: words, loading: "lazy" });
  return make("figure", {}, image, caption ? make("figcaption", {}, richText(caption.text, on)) : null);
}

function richList(items, on) {
  const isNumbered = items.some((item) => item.value !== undefined);
  const rows = items.map((item) => {
    const box = item.has_checkbox
      ? make("input", { type: "checkbox", disabled: true, checked: Boolean(item.is_checked) })
      : null;
    return make("li", { value: item.value, class: box ? "task" : null }, box, richBlocks(item.blocks, on));
  });
  return make(isNumbered ? "ol" : "ul", {}, rows);
}

function richTable(block, on) {
  const rows = block.cells.map((row) =>
    make(
      "tr",
      {},
      row.map((cell) =>
        make(
          cell.is_header ? "th" : "td",
          { colspan: cell.colspan, rowspan: cell.rowspan, class: `to-${cell.align}` },
          richText(cell.text ?? "", on),
        ),
      ),
    ),
  );
  const caption = block.caption ? make("caption", {}, richText(block.caption, on)) : null;
  return make("div", { class: "table", tabindex: "0" }, make("table", {}, caption, make("tbody", {}, rows)));
}

function richText(value, on) {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((part) => richText(part, on)).flat();
  if (value.type === "mathematical_expression") return make("code", { class: "math" }, value.expression);
  const entity = { type: value.type === "url" ? "text_link" : value.type, url: value.url };
  return wrap(entity, plain(value.text), [richText(value.text, on)].flat(), on);
}

export function plain(value) {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(plain).join("");
  return value.expression ?? plain(value.text ?? "");
}
