import { all, icon } from "../dom";
import type { Programme } from "./programme";

// The same list as on the other pages: `<slug>_favs`, codes in a JSON array.
const key = (slug: string) => `${slug}_favs`;

export function stars(slug: string): Set<string> {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key(slug)) ?? "[]");
    return new Set(Array.isArray(list) ? list.filter((code): code is string => typeof code === "string") : []);
  } catch {
    return new Set();
  }
}

function toggle(slug: string, code: string): boolean {
  const codes = stars(slug);
  const starred = !codes.delete(code);
  if (starred) codes.add(code);
  try {
    localStorage.setItem(key(slug), JSON.stringify([...codes]));
  } catch {
    return !starred;
  }
  return starred;
}

export function starButton(programme: Programme, code: string, title: string, name: string): HTMLButtonElement {
  const { slug } = programme.index.event;
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  button.dataset["star"] = code;
  button.setAttribute("aria-label", programme.word("star", { title }));
  button.setAttribute("aria-pressed", String(stars(slug).has(code)));
  button.append(icon("star"));
  button.addEventListener("click", () => {
    toggle(slug, code);
    show(slug);
    document.dispatchEvent(new Event("stars"));
  });
  return button;
}

/** All buttons as the list says: other windows change it, too. */
export function show(slug: string): void {
  const codes = stars(slug);
  for (const button of all<HTMLButtonElement>("[data-star]")) {
    button.setAttribute("aria-pressed", String(codes.has(button.dataset["star"] ?? "")));
  }
}
