// Elements are made here and nowhere else; text goes in as text, never as markup.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const ICONS = {
  copy: "M8 8V4h12v12h-4M4 8h12v12H4z",
  out: "M8 16 18 6M9 6h9v9",
  send: "M4 12 20 4l-5 16-3.500-6.500z",
  back: "M15 5l-7 7 7 7",
  eye: "M2 12c3-5 6.500-7 10-7s7 2 10 7c-3 5-6.500 7-10 7s-7-2-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  close: "M6 6l12 12M18 6 6 18",
  desk: "M4 7h10M18 7h2M4 17h2M10 17h10M16 4.500v5M8 14.500v5",
};
const SVG = "http://www.w3.org/2000/svg";

/** A drawn sign: fonts differ in what they have. */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.classList.add("icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  picture.append(path);
  return picture;
}

export const byId = (id) => document.getElementById(id);

const TOAST_MS = 4500;
const MOST_TOASTS = 3;

/** A line or a button that goes by itself. */
export function toast(what) {
  const isButton = typeof what !== "string";
  const note = make("div", { class: isButton ? "toast news" : "toast" }, what);
  if (isButton) what.addEventListener("click", () => note.remove());
  byId("toasts").append(note);
  while (byId("toasts").children.length > MOST_TOASTS) byId("toasts").firstChild.remove();
  setTimeout(() => note.remove(), TOAST_MS);
}

/** What `doing` gives, or null and a word about what stood in the way. */
export async function tried(doing) {
  try {
    return await doing();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

export function copyButton(text, label, done) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    done();
  };
  return make("button", { type: "button", class: "copy", "aria-label": label, title: label, onclick: copy }, icon("copy"));
}
