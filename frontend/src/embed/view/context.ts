import type { Choice, Filters } from "../filters";
import type { Language } from "../language";
import type { Entry, Programme } from "../programme";
import type { Source } from "../source";
import type { Times } from "../times";

/** What the templates draw from, and whom they tell. */
export interface Context {
  language: Language;
  programme: Programme;
  source: Source;
  /** Of the zone the visitor chose. */
  times: Times;
  /** Of the event's zone. */
  eventTimes: Times;
  /** Null where it shows the same clock as the event's. */
  localTimes: Times | null;
  stars: ReadonlySet<string>;
  filters: Filters;
  /** All days: what the filters let through. */
  shown: readonly Entry[];
  /** The day on show, `YYYY-MM-DD`. */
  day: string;
  /** Milliseconds. */
  now: number;
  act: Actions;
}

export interface Actions {
  filter(filters: Filters): void;
  toggle(choice: Choice, value: string): void;
  showDay(day: string): void;
  jumpToNow(): void;
  chooseZone(zone: string): void;
  star(code: string): void;
  openSession(entry: Entry): void;
  openSpeaker(code: string): void;
}
