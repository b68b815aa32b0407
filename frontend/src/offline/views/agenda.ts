import { icon } from "../../dom";
import { card, empty, h, head, own } from "../elements";
import type { Programme } from "../programme";
import type { Slot } from "../shape";
import { stars } from "../stars";
import type { View } from "./view";

const STARRED = "starred";

/** The days, one at a time, and what is starred. Which one it is stands behind the address's `#`. */
export function agenda(programme: Programme, hash: string): View {
  const { index } = programme;
  const starred = hash === STARRED;
  const chosen = Math.max(0, index.days.findIndex((day) => day.id === (hash || today(index.event.time_zone))));
  const tabs = h("nav", { class: "tabs", "aria-label": programme.word("days") });
  const tab = (id: string, current: boolean, ...content: (Node | string)[]) =>
    tabs.append(h("a", { href: `#${id}`, ...(current ? { "aria-current": "true" } : {}) }, ...content));
  index.days.forEach((day, at) => tab(day.id, !starred && at === chosen, day.short));
  tab(STARRED, starred, icon("star"), programme.word("starred"));

  const search = h("a", { class: "button", href: `${programme.base}search/` }, icon("search"), programme.word("search"));
  const body = h("div", { class: "stack stack--loose" });
  const codes = stars(index.event.slug);
  index.days.forEach((day, at) => {
    if (!starred && at !== chosen) return;
    const slots = index.slots.filter((slot) => slot.day === at && (!starred || (slot.session !== undefined && codes.has(slot.session))));
    if (slots.length > 0) body.append(h("section", {}, h("h2", { class: "day-head" }, day.long), ...times(programme, slots)));
  });
  if (!body.firstChild && starred) body.append(empty("star", programme.word("starred"), programme.word("starred_empty")));
  const title = programme.word("schedule");
  return { title, content: [head(title, index.event.lead, search), tabs, body] };
}

/** Everything that starts at one time, under that time. */
function times(programme: Programme, slots: Slot[]): HTMLElement[] {
  const sections: HTMLElement[] = [];
  let list: HTMLElement | null = null;
  let start = "";
  for (const slot of slots) {
    if (slot.start !== start || !list) {
      start = slot.start;
      list = h("ul", { class: "session-list session-list--wide" });
      sections.push(h("section", { class: "offline-slot" }, h("h3", { class: "offline-slot__time" }, h("time", { datetime: start }, slot.from)), list));
    }
    const entry =
      slot.session === undefined
        ? h("div", { class: "schedule__break" }, own(slot.break ?? ""), own(programme.roomsOf(slot)), h("time", { class: "text-xs", datetime: slot.start }, slot.time))
        : card(programme, slot.session, 4, [slot], false);
    if (entry) list.append(h("li", {}, entry));
  }
  return sections;
}

/** `2026-09-04` at the event. */
function today(zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());
}
