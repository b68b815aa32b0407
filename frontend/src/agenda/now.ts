import { all, icon } from "../dom";
import { type About, count, make, word } from "./data";
import type { Item } from "./items";
import type { Stars } from "./stars";
import { language } from "./zones";

const EVERY = 30_000;
const MANY = 3;
const HOUR = 3_600_000;

/** While the event runs: a line across the schedule, what is over set back, and a way to get there. */
export function now(root: HTMLElement, about: About, items: Item[], stars: Stars): void {
  const placings = items.flatMap((item) => item.placings);
  const first = Math.min(...placings.map((place) => place.start));
  const last = Math.max(...placings.map((place) => place.end));
  const slots = all(".schedule__slot", root).map((slot) => ({ slot, start: Date.parse(slot.querySelector("time")?.dateTime ?? "") }));
  const line = make("div", "schedule__now");
  line.append(make("span", "", word(about, "now")));
  const jump = jumpButton(about, line);
  const block = slots.length ? new Overview(root, about, items, stars) : undefined;

  let marked = false;
  const mark = (time: number, running: boolean) => {
    // Before and after the event no card differs.
    if (!running && !marked) return;
    marked = running;
    for (const { card, placings: places } of items) {
      card.classList.toggle("session--live", places.some((place) => place.start <= time && time < place.end));
      card.classList.toggle("session--past", running && places.every((place) => place.end <= time));
    }
  };
  const update = () => {
    const time = Date.now();
    const running = first <= time && time < last;
    mark(time, running);
    const placed = running && draw(line, slots, placings, time);
    if (!placed) line.remove();
    jump.show(placed);
    // Two hours early there are people at the door who want to know where to go.
    block?.update(first - 2 * HOUR <= time && time < last ? time : undefined);
  };
  update();
  setInterval(update, EVERY);
  root.addEventListener("agenda:layout", update);
  stars.listen(update);
  if (slots.length) new ResizeObserver(update).observe(root);
}

/** Puts the line where `time` is: into a grid between the two neighbouring starts, into a list before what comes next. */
function draw(line: HTMLElement, slots: { slot: HTMLElement; start: number }[], placings: Item["placings"], time: number): boolean {
  const index = slots.findLastIndex(({ start }) => start <= time);
  const here = slots[index];
  if (!here || here.slot.hidden) return false;
  const grid = here.slot.parentElement;
  const following = slots[index + 1];
  const sameDay = following?.slot.parentElement === grid;
  // Nights between days have no place on the page.
  const end = sameDay && following ? following.start : Math.max(...placings.filter((place) => place.start <= here.start).map((place) => place.end));
  if (time >= end) return false;
  const cell = here.slot.querySelector<HTMLElement>(".schedule__time");
  if (!grid || !cell) return false;
  if (getComputedStyle(grid).display === "grid") {
    if (line.parentElement !== grid) grid.append(line);
    line.style.insetBlockStart = `${cell.offsetTop + (cell.offsetHeight * (time - here.start)) / (end - here.start)}px`;
  } else {
    if (here.slot.nextElementSibling !== line) here.slot.after(line);
    line.style.removeProperty("inset-block-start");
  }
  return true;
}

/** A button that leads to the line as long as it is out of sight. */
function jumpButton(about: About, line: HTMLElement): { show: (on: boolean) => void } {
  const button = make("button", "button button--primary agenda-jump", word(about, "jump"));
  button.type = "button";
  button.prepend(icon("clock"));
  button.hidden = true;
  button.addEventListener("click", () => line.scrollIntoView({ block: "center" }));
  document.body.append(button);
  let wanted = false;
  let visible = false;
  const set = () => {
    button.hidden = !wanted || visible;
  };
  new IntersectionObserver((entries) => {
    visible = entries.at(-1)?.isIntersecting ?? false;
    set();
  }).observe(line);
  return {
    show(on) {
      wanted = on;
      set();
    },
  };
}

/** Phones: what runs, what comes next, and what of it is starred, before the whole schedule. */
class Overview {
  readonly #box = make("section", "agenda-now");
  readonly #about: About;
  readonly #items: Item[];
  readonly #stars: Stars;
  #shown = "";

  constructor(root: HTMLElement, about: About, items: Item[], stars: Stars) {
    this.#about = about;
    this.#items = items;
    this.#stars = stars;
    this.#box.setAttribute("aria-label", word(about, "overview"));
    this.#box.hidden = true;
    root.prepend(this.#box);
  }

  /** `undefined`: the event does not run. */
  update(time: number | undefined): void {
    this.#box.hidden = time === undefined;
    if (time === undefined) return;
    const at = (test: (place: Item["placings"][number]) => boolean) =>
      this.#items.flatMap((item) => item.placings.filter(test).map((place) => ({ item, place }))).sort((a, b) => a.place.start - b.place.start);
    const running = at((place) => place.start <= time && time < place.end);
    const coming = at((place) => place.start > time);
    const next = coming.filter(({ place }) => place.start === coming[0]?.place.start);
    const mine = coming.filter(({ item }) => this.#stars.has(item.code));
    const parts: [string, typeof running][] = [
      ["now", running],
      ["next", next],
      ["mine", mine],
    ];
    const key = parts.map(([name, list]) => name + list.map(({ item, place }) => item.code + place.start).join()).join("|");
    if (key === this.#shown) return;
    this.#shown = key;
    this.#box.replaceChildren(...parts.filter(([, list]) => list.length > 0).map(([name, list]) => this.#part(name, list)));
  }

  #part(name: string, list: { item: Item; place: Item["placings"][number] }[]): HTMLElement {
    const part = make("div", "agenda-now__part");
    part.append(make("h2", "", word(this.#about, name)));
    const rows = make("ul");
    // One more than shown would need the same line to say so.
    const shown = list.length === MANY + 1 ? list : list.slice(0, MANY);
    for (const { item, place } of shown) {
      const row = make("li", item.track ? `track-${item.track}` : "");
      const link = make("a");
      link.href = item.card.querySelector<HTMLAnchorElement>(".session__title a")?.href ?? "";
      const title = make("bdi", "", item.title);
      const lang = item.card.querySelector<HTMLElement>(".session__title")?.lang;
      if (lang) title.lang = lang;
      link.append(title);
      row.append(link, make("span", "", `${when(place.start)}, ${place.roomName}`));
      rows.append(row);
    }
    if (list.length > shown.length) rows.append(make("li", "agenda-now__more", count(this.#about, "more", list.length - shown.length)));
    part.append(rows);
    return part;
  }
}

/** The time as the page shows it: in the event's zone or the visitor's. */
function when(start: number): string {
  for (const time of document.querySelectorAll<HTMLTimeElement>(".schedule__time > time")) {
    if (Date.parse(time.dateTime) === start) return time.textContent ?? "";
  }
  return new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit" }).format(start);
}
