import { all, icon } from "../dom";
import { type Criteria, Criteria as State, FLAGS, type Flag, KINDS, optionsOf } from "./criteria";
import { type About, count, make, word } from "./data";
import { FilterDialog } from "./filter-dialog";
import type { Item } from "./items";
import type { Stars } from "./stars";

type Listener = (hits: Item[]) => void;

/** Search and filters over the cards of a page. The address keeps them. */
export class Filters {
  readonly #about: About;
  readonly #root: HTMLElement;
  readonly #items: Item[];
  readonly #stars: Stars;
  readonly #state: Criteria;
  readonly #options;
  #dialog: FilterDialog | undefined;
  readonly #input = document.querySelector<HTMLInputElement>("#agenda-q");
  readonly #mine = document.querySelector<HTMLButtonElement>("#agenda-mine");
  readonly #open = document.querySelector<HTMLButtonElement>("#agenda-filter");
  readonly #chips = document.querySelector<HTMLElement>("#agenda-chips");
  readonly #count = document.querySelector<HTMLElement>("#agenda-count");
  readonly #tracks: HTMLButtonElement[] = [];
  #none: HTMLElement | undefined;
  #listeners: Listener[] = [];
  /** Codes of sessions that are new or moved since the last visit. */
  changed: ReadonlySet<string> = new Set();

  constructor(root: HTMLElement, about: About, items: Item[], stars: Stars) {
    this.#root = root;
    this.#about = about;
    this.#items = items;
    this.#stars = stars;
    const rooms = all(".schedule__room[data-room]", root).map((head) => head.dataset["room"] ?? "");
    this.#options = optionsOf(items, rooms);
    this.#state = State.read(location.search, this.#options);
    // What was typed before the script was there.
    if (this.#input?.value.trim()) this.#state.q = this.#input.value;
    this.#open?.addEventListener("click", () => {
      // Dozens of boxes that most visitors never see.
      this.#dialog ??= new FilterDialog(about, this.#options, this.#state, items.some((item) => item.unrecorded), {
        changed: () => this.#apply(),
        clear: () => this.clear(),
      });
      this.#dialog.show(this.#hits().length);
      this.#dialog.open();
    });
    this.#mine?.addEventListener("click", () => this.toggle("starred"));
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.#input?.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        this.#state.q = this.#input?.value ?? "";
        this.#apply();
      }, 60);
    });
    this.#legend();
    stars.listen(() => {
      if (this.#state.flags.starred) this.#apply();
      else this.#buttons();
    });
    this.#buttons();
    if (this.#state.active) this.#apply();
  }

  /** Calls back with the cards that are left. */
  listen(listener: Listener): void {
    this.#listeners.push(listener);
    if (this.#state.active) listener(this.#hits());
  }

  toggle(flag: Flag, on = !this.#state.flags[flag]): void {
    this.#state.flags[flag] = on;
    this.#apply();
  }

  clear(): void {
    this.#state.clear();
    this.#apply();
  }

  #hits(): Item[] {
    return this.#state.active ? this.#state.matches(this.#items, this.#stars, (code) => this.changed.has(code)) : this.#items;
  }

  #apply(): void {
    const { active } = this.#state;
    const found = this.#hits();
    const hits = new Set(found);
    for (const item of this.#items) (item.card.closest<HTMLElement>("li") ?? item.card).hidden = !hits.has(item);
    this.#root.classList.toggle("agenda--filtered", active);
    // Times, days and groups without a hit disappear; breaks say nothing between hits.
    const left = new Set<Element>();
    for (const { card } of found) {
      for (let part = card.parentElement; part && part !== this.#root; part = part.parentElement) left.add(part);
    }
    for (const part of all(".schedule__slot, .agenda-day, .agenda-group", this.#root)) part.hidden = active && !left.has(part);
    for (const pause of all(".schedule__break", this.#root)) pause.hidden = active;
    for (const grid of all(".schedule__grid", this.#root)) narrow(grid, active);
    history.replaceState(history.state, "", this.#state.address(location.href));
    this.#buttons();
    this.#showChips();
    if (this.#count) this.#count.textContent = active ? count(this.#about, "found", found.length) : "";
    this.#empty(active && found.length === 0);
    this.#dialog?.show(found.length);
    for (const listener of this.#listeners) listener(found);
    this.#root.dispatchEvent(new Event("agenda:layout"));
  }

  /** What the buttons say of the state. */
  #buttons(): void {
    if (this.#input && this.#input.value.trim() !== this.#state.q.trim()) this.#input.value = this.#state.q;
    this.#mine?.setAttribute("aria-pressed", String(this.#state.flags.starred));
    badge(this.#mine, this.#stars.size);
    badge(this.#open, this.#state.size - Number(this.#state.flags.starred));
    for (const button of this.#tracks) button.setAttribute("aria-pressed", String(this.#state.chosen.track.has(button.value)));
  }

  /** The legend of the tracks: each of its colours is a filter, too. */
  #legend(): void {
    if (!this.#options.track.length) return;
    for (const entry of all("#agenda-tracks > .tag")) {
      const button = make("button", entry.className);
      button.type = "button";
      button.value = /\btrack-(\d+)/.exec(entry.className)?.[1] ?? "";
      button.append(...entry.childNodes);
      button.addEventListener("click", () => {
        if (!this.#state.chosen.track.delete(button.value)) this.#state.chosen.track.add(button.value);
        this.#apply();
      });
      entry.className = "";
      entry.append(button);
      this.#tracks.push(button);
    }
  }

  #showChips(): void {
    const place = this.#chips;
    if (!place) return;
    const focused = [...place.children].indexOf(document.activeElement ?? place);
    const chips: HTMLElement[] = [];
    const add = (label: string, remove: () => void) => {
      const chip = make("button", "chip chip--active");
      chip.type = "button";
      chip.setAttribute("aria-label", word(this.#about, "remove", { name: label }));
      const text = make("bdi", "", label);
      chip.append(text, icon("x"));
      chip.addEventListener("click", () => {
        remove();
        this.#apply();
      });
      chips.push(chip);
    };
    const state = this.#state;
    if (state.q.trim()) add(`“${state.q.trim()}”`, () => (state.q = ""));
    for (const kind of KINDS) {
      for (const { value, label } of this.#options[kind]) if (state.chosen[kind].has(value)) add(label, () => state.chosen[kind].delete(value));
    }
    for (const flag of FLAGS) if (state.flags[flag]) add(word(this.#about, flag), () => (state.flags[flag] = false));
    if (chips.length) {
      const clear = make("button", "link-button", word(this.#about, "clear"));
      clear.type = "button";
      clear.addEventListener("click", () => this.clear());
      chips.push(clear);
    }
    place.replaceChildren(...chips);
    // Focus stays where it was: on the next chip, or back in the search.
    if (focused >= 0) (chips[Math.min(focused, chips.length - 1)] ?? this.#input)?.focus();
  }

  #empty(empty: boolean): void {
    if (!this.#none && empty) {
      const about = this.#about;
      this.#none = make("div", "empty");
      const again = make("button", "button", word(about, "clear"));
      again.type = "button";
      again.addEventListener("click", () => {
        this.clear();
        this.#input?.focus();
      });
      const glass = icon("search");
      glass.classList.add("icon--l");
      this.#none.append(glass, make("h2", "", word(about, "noneTitle")), make("p", "empty__text"), again);
      this.#count?.parentElement?.after(this.#none);
    }
    if (!this.#none) return;
    this.#none.hidden = !empty;
    const text = this.#none.querySelector(".empty__text");
    const mineOnly = this.#state.flags.starred && this.#stars.size === 0;
    if (text) text.textContent = word(this.#about, mineOnly ? "mineEmpty" : "noneText");
  }
}

/** The number on a button. */
function badge(button: HTMLElement | null, number: number): void {
  if (!button) return;
  const place = button.querySelector(".agenda-number") ?? button.appendChild(make("span", "agenda-number"));
  place.textContent = number > 0 ? String(number) : "";
}

/** Columns of rooms without a hit take no room in the grid. */
function narrow(grid: HTMLElement, active: boolean): void {
  const heads = all(".schedule__room", grid);
  const used = new Set<string>();
  if (active) {
    for (const card of all(".session:not([hidden])", grid)) used.add(/\bc\d+\b/.exec(card.className)?.[0] ?? "");
  }
  const shows = (head: HTMLElement) => !active || used.has(/\bc\d+\b/.exec(head.className)?.[0] ?? "");
  const columns = all(".schedule__column", grid);
  for (const [index, head] of heads.entries()) {
    head.hidden = !shows(head);
    columns[index]?.toggleAttribute("hidden", head.hidden);
  }
  if (active) {
    grid.style.setProperty("--rooms", String(Math.max(used.size, 1)));
    grid.style.setProperty("--columns", heads.map((head) => (shows(head) ? "minmax(0, 1fr)" : "0")).join(" "));
  } else {
    grid.style.removeProperty("--rooms");
    grid.style.removeProperty("--columns");
  }
}
