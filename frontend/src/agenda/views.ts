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
  // Sticky heads and places to jump to keep clear of what stays on top.
  const page = document.documentElement;
  const measure = () => {
    const height = stickyTop()?.offsetHeight ?? 0;
    // Mostly what agenda.css assumes. Everything below would be styled again, to look the same.
    const assumed = parseFloat(getComputedStyle(page).getPropertyValue("--bar"));
    if (Math.abs(assumed - height) < 1) return;
    page.style.setProperty("--bar", `${height}px`);
  };
  addEventListener("resize", measure);
  // Calls back at once, when the page has been laid out anyway.
  const size = new ResizeObserver(measure);
  for (const part of all("#agenda-bar, #agenda-days")) size.observe(part);
}

/** What stays at the top of the window: the bar; on phones only its days, if there are several. */
export function stickyTop(): HTMLElement | undefined {
  const parts = all("#agenda-bar, #agenda-days");
  // On phones the bar is no box of its own (display: contents).
  return parts.find((part) => part.getClientRects().length > 0 && getComputedStyle(part).position === "sticky");
}
