import { all } from "../dom";
import { snapshot } from "../forms";

/** Says beside the save button of a guarded form that something is unsaved, and offers to discard it. */
export function unsaved(): void {
  const words = document.querySelector<HTMLElement>(".topbar")?.dataset;
  if (!words) return;
  for (const form of all<HTMLFormElement>("form[data-guard]")) {
    const bar = form.querySelector<HTMLElement>(".action-bar");
    if (!bar) continue;
    const before = snapshot(form);
    const note = document.createElement("span");
    note.className = "action-bar__unsaved";
    note.setAttribute("role", "status");
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "button button--quiet";
    discard.textContent = words["discard"] ?? "";
    discard.hidden = true;
    discard.addEventListener("click", () => form.reset());
    bar.append(note, discard);
    const look = (): void => {
      const dirty = snapshot(form) !== before;
      if (discard.hidden === !dirty) return;
      if (!dirty && document.activeElement === discard) bar.querySelector<HTMLElement>("button")?.focus();
      discard.hidden = !dirty;
      note.textContent = dirty ? (words["unsaved"] ?? "") : "";
    };
    form.addEventListener("input", look);
    form.addEventListener("change", look);
    // The fields are reset after the event.
    form.addEventListener("reset", () => setTimeout(look));
  }
}
