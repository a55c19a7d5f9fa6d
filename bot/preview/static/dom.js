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

export function copyButton(text, label, done) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    done();
  };
  return make("button", { type: "button", class: "copy", "aria-label": label, title: label, onclick: copy }, icon("copy"));
}
