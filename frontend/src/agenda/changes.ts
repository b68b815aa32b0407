import { icon, label } from "../dom";
import { type About, count, make, storage, word } from "./data";
import type { Filters } from "./filters";
import type { Item } from "./items";

interface Seen {
  version: string;
  sessions: Record<string, string>;
}

/** After a newer release: marks what is new or elsewhere since this browser last saw the schedule. */
export function changes(root: HTMLElement, about: About, items: Item[], filters: Filters): void {
  const { version } = about;
  if (!version || items.length === 0) return;
  const key = `${about.slug}_seen`;
  const current: Seen = { version, sessions: digests(items) };
  const keep = () => storage.write(key, JSON.stringify(current));
  const seen = storage.json(key) as Seen | null;
  if (typeof seen?.version !== "string" || typeof seen.sessions !== "object" || seen.sessions === null) {
    keep();
    return;
  }
  if (seen.version === version) return;

  const isNew = new Set<string>();
  const moved = new Set<string>();
  for (const [code, digest] of Object.entries(current.sessions)) {
    const before = seen.sessions[code];
    if (before === undefined) isNew.add(code);
    else if (before !== digest) moved.add(code);
  }
  if (isNew.size + moved.size === 0) {
    keep();
    return;
  }
  const badges: HTMLElement[] = [];
  for (const { code, card } of items) {
    if (!isNew.has(code) && !moved.has(code)) continue;
    const badge = make("span", "badge badge--accent session__news", word(about, isNew.has(code) ? "new" : "moved"));
    card.querySelector(".session__title")?.before(badge);
    badges.push(badge);
  }
  filters.changed = new Set([...isNew, ...moved]);

  const note = make("div", "message agenda-news");
  note.setAttribute("role", "status");
  const text = make("div", "message__text");
  const parts = [isNew.size ? count(about, "news", isNew.size) : "", moved.size ? count(about, "changes", moved.size) : ""].filter(Boolean);
  text.append(word(about, "sinceThen", { changes: parts.join(", "), version: seen.version }), " ");
  const show = make("button", "link-button", word(about, "showChanges"));
  show.type = "button";
  show.addEventListener("click", () => filters.toggle("changed", true));
  text.append(show);
  const close = make("button", "button button--quiet button--icon button--small");
  close.type = "button";
  close.setAttribute("aria-label", label("close"));
  close.append(icon("x"));
  // Seen is what has been put away.
  close.addEventListener("click", () => {
    keep();
    filters.toggle("changed", false);
    note.remove();
    for (const badge of badges) badge.remove();
    document.querySelector<HTMLElement>("#content")?.focus({ preventScroll: true });
  });
  note.append(icon("refresh-cw"), text, close);
  root.prepend(note);
  // The address may have asked for them before it was known what they are.
  if (new URLSearchParams(location.search).get("changed") === "1") filters.toggle("changed", true);
}

/** Title, times and rooms of each session in a few letters. */
function digests(items: Item[]): Record<string, string> {
  const texts = new Map<string, string>();
  for (const { code, title, placings } of items) {
    const places = placings.map((place) => `${place.start}/${place.end}/${place.room}`).join();
    texts.set(code, `${texts.get(code) ?? title}|${places}`);
  }
  return Object.fromEntries([...texts].map(([code, text]) => [code, hash(text)]));
}

/** FNV-1a, 32 bits: enough to notice a change. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value >>> 0).toString(36);
}
