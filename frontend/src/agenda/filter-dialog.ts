import { icon, label } from "../dom";
import { type Criteria, type Kind, KINDS, type Option } from "./criteria";
import { type About, count, make, word } from "./data";

interface Reactions {
  changed: () => void;
  clear: () => void;
}

/** All filters in one dialog: beside the schedule on wide screens, a sheet from below on phones. */
export class FilterDialog {
  readonly #dialog = make("dialog", "dialog agenda-sheet");
  readonly #boxes: [HTMLInputElement, () => boolean][] = [];
  readonly #show: HTMLButtonElement;
  readonly #about: About;

  constructor(about: About, options: Record<Kind, Option[]>, state: Criteria, unrecorded: boolean, { changed, clear }: Reactions) {
    this.#about = about;
    const head = make("div", "dialog__head");
    const title = make("h2", "", word(about, "filters"));
    title.id = "agenda-filters-title";
    const close = make("button", "button button--quiet button--icon button--small");
    close.type = "button";
    close.setAttribute("aria-label", label("close"));
    close.append(icon("x"));
    close.addEventListener("click", () => this.#dialog.close());
    head.append(title, close);

    const body = make("div", "dialog__body");
    const choice = (label: string, extra: string, isOn: () => boolean, set: (on: boolean) => void) => {
      const row = make("label", "choice");
      const box = make("input");
      box.type = "checkbox";
      box.addEventListener("change", () => {
        set(box.checked);
        changed();
      });
      const text = make("span", "choice__label");
      text.append(make("bdi", extra, label));
      row.append(box, text);
      this.#boxes.push([box, isOn]);
      return row;
    };
    for (const kind of KINDS) {
      if (!options[kind].length) continue;
      const group = make("fieldset", "agenda-sheet__group");
      group.append(make("legend", "", word(about, kind)));
      const chosen = state.chosen[kind];
      for (const { value, label } of options[kind]) {
        const extra = kind === "track" ? `tag tag--text track-${value}` : "";
        group.append(choice(label, extra, () => chosen.has(value), (on) => (on ? chosen.add(value) : chosen.delete(value))));
      }
      body.append(group);
    }
    const group = make("fieldset", "agenda-sheet__group");
    group.append(make("legend", "", word(about, "more")));
    group.append(choice(word(about, "starred"), "", () => state.flags.starred, (on) => (state.flags.starred = on)));
    if (unrecorded) group.append(choice(word(about, "unrecorded"), "", () => state.flags.unrecorded, (on) => (state.flags.unrecorded = on)));
    body.append(group);

    const foot = make("div", "dialog__foot");
    const none = make("button", "button button--quiet", word(about, "clear"));
    none.type = "button";
    none.addEventListener("click", clear);
    this.#show = make("button", "button button--primary");
    this.#show.type = "button";
    this.#show.addEventListener("click", () => this.#dialog.close());
    foot.append(none, this.#show);

    this.#dialog.setAttribute("aria-labelledby", title.id);
    this.#dialog.setAttribute("closedby", "any");
    this.#dialog.append(head, body, foot);
    // A click beside the dialog closes it where `closedby` is not known.
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    document.body.append(this.#dialog);
  }

  open(): void {
    this.#dialog.showModal();
  }

  /** Boxes as the state has them, and how many sessions are left. */
  show(found: number): void {
    for (const [box, isOn] of this.#boxes) box.checked = isOn();
    this.#show.textContent = count(this.#about, "show", found);
  }
}
