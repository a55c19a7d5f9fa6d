// Times as the bot's clock and its zone tell them, in the page's language.

import { language, words } from "./words.js";

let zone;

export function useZone(name) {
  zone = name;
}

export const clockTime = (iso) =>
  new Date(iso).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", timeZone: zone });

export const dayOf = (iso) => new Date(iso).toLocaleDateString(language, { day: "numeric", month: "long", timeZone: zone });

export const shortDay = (iso) => new Date(iso).toLocaleDateString(language, { day: "numeric", month: "short", timeZone: zone });

/** What is left of a poll: "0:27". */
export function left(until, now) {
  const seconds = Math.max(0, Math.round((new Date(until) - now) / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return words.until(clockTime(until));
  return words.left(`${minutes}:${String(seconds % 60).padStart(2, "0")}`);
}
