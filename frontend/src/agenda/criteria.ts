// What visitors look for, and how it stands in the address: `?q=…&track=3&track=5&starred=1`.
import { fold } from "../fold";
import type { Item } from "./items";
import type { Stars } from "./stars";

/** Kinds of which any number may be chosen; an item matches one of each. */
export const KINDS = ["track", "type", "room", "language"] as const;
export type Kind = (typeof KINDS)[number];
/** What is on or off. */
export const FLAGS = ["starred", "unrecorded", "changed"] as const;
export type Flag = (typeof FLAGS)[number];

export interface Option {
  value: string;
  label: string;
}

export class Criteria {
  q = "";
  readonly chosen: Record<Kind, Set<string>> = { track: new Set(), type: new Set(), room: new Set(), language: new Set() };
  readonly flags: Record<Flag, boolean> = { starred: false, unrecorded: false, changed: false };

  /** From an address; values that no session has are left out. */
  static read(search: string, options: Record<Kind, Option[]>): Criteria {
    const found = new Criteria();
    const query = new URLSearchParams(search);
    found.q = (query.get("q") ?? "").slice(0, 200);
    for (const kind of KINDS) {
      for (const value of query.getAll(kind)) if (options[kind].some((option) => option.value === value)) found.chosen[kind].add(value);
    }
    for (const flag of FLAGS) found.flags[flag] = query.get(flag) === "1";
    return found;
  }

  /** The address with these criteria, and whatever else it had. */
  address(here: string): string {
    const url = new URL(here);
    for (const name of ["q", ...KINDS, ...FLAGS]) url.searchParams.delete(name);
    if (this.q.trim()) url.searchParams.set("q", this.q.trim());
    for (const kind of KINDS) for (const value of this.chosen[kind]) url.searchParams.append(kind, value);
    for (const flag of FLAGS) if (this.flags[flag]) url.searchParams.set(flag, "1");
    return url.href;
  }

  clear(): void {
    this.q = "";
    for (const kind of KINDS) this.chosen[kind].clear();
    for (const flag of FLAGS) this.flags[flag] = false;
  }

  /** How many filters are on, the search not counted. */
  get size(): number {
    return KINDS.reduce((sum, kind) => sum + this.chosen[kind].size, 0) + FLAGS.filter((flag) => this.flags[flag]).length;
  }

  get active(): boolean {
    return this.size > 0 || this.q.trim() !== "";
  }

  matches(items: Item[], stars: Stars, isChanged: (code: string) => boolean): Item[] {
    const words = fold(this.q).split(/\s+/).filter(Boolean);
    const { track, type, room, language } = this.chosen;
    const { starred, unrecorded, changed } = this.flags;
    return items.filter(
      (item) =>
        (!track.size || track.has(item.track)) &&
        (!type.size || type.has(item.type)) &&
        (!language.size || language.has(item.language)) &&
        (!room.size || item.placings.some((place) => room.has(place.room))) &&
        (!unrecorded || item.unrecorded) &&
        (!starred || stars.has(item.code)) &&
        (!changed || isChanged(item.code)) &&
        words.every((word) => item.text().includes(word)),
    );
  }
}

/** What can be chosen: whatever the sessions have, in their order or by name; a single value is no choice. */
export function optionsOf(items: Item[], roomOrder: string[]): Record<Kind, Option[]> {
  const collect = (of: (item: Item) => [string, string][]) => {
    const map = new Map<string, string>();
    for (const item of items) for (const [value, label] of of(item)) if (value) map.set(value, label);
    const list = [...map].map(([value, label]) => ({ value, label }));
    return list.length > 1 ? list.sort((a, b) => a.label.localeCompare(b.label, document.documentElement.lang)) : [];
  };
  const rooms = collect((item) => item.placings.map((place) => [place.room, place.roomName]));
  if (roomOrder.length) rooms.sort((a, b) => roomOrder.indexOf(a.value) - roomOrder.indexOf(b.value));
  return {
    track: collect((item) => [[item.track, item.trackName]]),
    type: collect((item) => [[item.type, item.type]]),
    room: rooms,
    language: collect((item) => [[item.language, item.languageName]]),
  };
}
