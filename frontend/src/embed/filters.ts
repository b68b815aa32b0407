import type { Entry } from "./programme";

/** What the visitor wants to see. Sets hold ids; empty sets let everything through. */
export interface Filters {
  tracks: ReadonlySet<string>;
  rooms: ReadonlySet<string>;
  languages: ReadonlySet<string>;
  notRecorded: boolean;
  starred: boolean;
  text: string;
}
export type Choice = "tracks" | "rooms" | "languages";

const none: ReadonlySet<string> = new Set();
export const noFilters: Filters = { tracks: none, rooms: none, languages: none, notRecorded: false, starred: false, text: "" };

/** With one value put in or taken out. */
export function toggled(filters: Filters, choice: Choice, value: string): Filters {
  const values = new Set(filters[choice]);
  if (!values.delete(value)) values.add(value);
  return { ...filters, [choice]: values };
}

export function active(filters: Filters): boolean {
  return filters.rooms.size > 0 || aboutSessions(filters);
}

/** Breaks have no track, language, speaker or star: with such a filter on they only distract. */
function aboutSessions(filters: Filters): boolean {
  return filters.tracks.size > 0 || filters.languages.size > 0 || filters.notRecorded || filters.starred || filters.text.trim() !== "";
}

/** The entries that match. Every word of the search must occur in the title or a speaker's name. */
export function matching(entries: readonly Entry[], filters: Filters, stars: ReadonlySet<string>): Entry[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const withoutBreaks = aboutSessions(filters);
  return entries.filter((entry) => {
    if (filters.rooms.size > 0 && !entry.rooms.some((room) => filters.rooms.has(room.id))) return false;
    if (entry.code === null) return !withoutBreaks;
    return (
      (filters.tracks.size === 0 || (entry.track !== null && filters.tracks.has(entry.track.id))) &&
      (filters.languages.size === 0 || filters.languages.has(entry.language)) &&
      (!filters.notRecorded || entry.notRecorded) &&
      (!filters.starred || stars.has(entry.code)) &&
      words.every((word) => entry.haystack.includes(word))
    );
  });
}
