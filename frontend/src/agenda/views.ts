import { all } from "../dom";
import { type About, storage } from "./data";

/** Grid or list: the organisers' choice until the visitor makes one. Narrow screens always have the list. */
export function views(root: HTMLElement, about: About): void {
  const buttons = all<HTMLButtonElement>("button[data-view]");
  const key = `${about.slug}_view`;
  const show = (view: string | undefined) => {
    root.classList.toggle("agenda--list", view === "list");
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset["view"] === view));
    root.dispatchEvent(new Event("agenda:layout"));
  };
  const kept = storage.read(key);
  if (buttons.length && (kept === "list" || kept === "grid")) show(kept);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const view = button.dataset["view"] ?? "grid";
      storage.write(key, view);
      // What stood at the top stays there.
      const top = all(".schedule__slot, .agenda-day", root).find((part) => (part.firstElementChild ?? part).getBoundingClientRect().bottom > 120);
      const before = (top?.firstElementChild ?? top)?.getBoundingClientRect().top ?? 0;
      show(view);
      const after = (top?.firstElementChild ?? top)?.getBoundingClientRect().top ?? 0;
      if (window.scrollY > 0) window.scrollBy({ top: after - before, behavior: "instant" });
    });
  }
  // Sticky heads and places to jump to keep clear of the bar.
  const bar = document.querySelector<HTMLElement>("#agenda-bar");
  if (bar) {
    new ResizeObserver(() => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
  }
}
