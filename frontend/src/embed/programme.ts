import { Times, knownZone } from "./times";

export interface Room {
  id: string;
  name: string;
}
export interface Track {
  id: string;
  name: string;
  /** A colour CSS understands. */
  colour: string | null;
}
export interface Speaker {
  code: string;
  name: string;
  avatar: string | null;
}
/** Something with a time: a session, or a break (without a code). */
export interface Entry {
  /** Unique in the programme, stable between versions. */
  key: string;
  code: string | null;
  title: string;
  abstract: string;
  speakers: Speaker[];
  track: Track | null;
  /** One for a session, several for a break that takes place in several rooms; none if not said. */
  rooms: Room[];
  /** Milliseconds. */
  start: number;
  end: number;
  /** Programme's day, `YYYY-MM-DD`, in the event's zone. */
  day: string;
  language: string;
  notRecorded: boolean;
  /** Lower case: what the search looks through. */
  haystack: string;
}
export interface Programme {
  /** Changes when the organisers release a new version. */
  version: string;
  zone: string;
  /** By start, then room. */
  entries: Entry[];
  /** In the organisers' order, only used ones. */
  rooms: Room[];
  tracks: Track[];
  languages: string[];
  days: string[];
}
/** What the element's attributes leave in. Empty means everything. */
export interface Scope {
  /** `YYYY-MM-DD` */
  dates: string[];
  /** Ids or names. */
  rooms: string[];
}

type Wire = Record<string, unknown>;

/**
 * Reads the data of `schedule/widgets/schedule.json`. Liberal: names are strings or
 * `{locale: text}`, anything may be missing; what has no time is left out.
 */
export function readProgramme(data: unknown, locale: string, zone: string | null | undefined, scope: Scope): Programme {
  const wire = isObject(data) ? data : {};
  const name = (value: unknown) => inLanguage(value, locale);
  const eventZone = knownZone(wire["timezone"]) ?? knownZone(zone) ?? "UTC";
  const times = new Times(eventZone, "en");

  const wanted = new Set(scope.rooms.map((room) => room.toLowerCase()));
  const rooms = new Map<string, Room>();
  const hidden = new Set<string>();
  for (const room of list(wire["rooms"])) {
    const id = text(room["id"]);
    const names = isObject(room["name"]) ? Object.values(room["name"]) : [room["name"]];
    if (wanted.size > 0 && ![id, ...names].some((each) => wanted.has(text(each).trim().toLowerCase()))) hidden.add(id);
    else rooms.set(id, { id, name: name(room["name"]) || `#${id}` });
  }
  const tracks = new Map(list(wire["tracks"]).map((track) => [
    text(track["id"]),
    { id: text(track["id"]), name: name(track["name"]), colour: colour(track["color"]) },
  ]));
  const speakers = new Map(list(wire["speakers"]).map((speaker) => [
    text(speaker["code"]),
    {
      code: text(speaker["code"]),
      name: name(speaker["name"]) || text(speaker["code"]),
      avatar: text(speaker["avatar_thumbnail_default"]) || text(speaker["avatar"]) || null,
    },
  ]));

  const entries = new Map<string, Entry>();
  for (const talk of list(wire["talks"])) {
    const start = Date.parse(text(talk["start"]));
    const end = endOf(talk, start);
    const roomId = text(talk["room"]);
    if (!Number.isFinite(start) || hidden.has(roomId) || (wanted.size > 0 && !rooms.has(roomId))) continue;
    const day = times.day(start);
    if (scope.dates.length > 0 && !scope.dates.includes(day)) continue;
    const room = rooms.get(roomId);
    const code = text(talk["code"]) || null;
    const title = name(talk["title"]);
    // The same break in several rooms is one break.
    const key = code ? `${code}-${text(talk["id"])}` : `${start}-${end}-${title}`;
    const same = entries.get(key);
    if (same) {
      if (room && !same.rooms.includes(room)) same.rooms.push(room);
      continue;
    }
    const people = strings(talk["speakers"]).flatMap((each) => speakers.get(each) ?? []);
    entries.set(key, {
      key, code, title, start, end, day,
      abstract: name(talk["abstract"]),
      speakers: people,
      track: tracks.get(text(talk["track"])) ?? null,
      rooms: room ? [room] : [],
      language: text(talk["content_locale"]),
      notRecorded: talk["do_not_record"] === true,
      haystack: [title, ...people.map((person) => person.name)].join("\n").toLowerCase(),
    });
  }

  const order = [...rooms.values()];
  const sorted = [...entries.values()].sort(
    (a, b) => a.start - b.start || order.indexOf(a.rooms[0] as Room) - order.indexOf(b.rooms[0] as Room) || a.end - b.end,
  );
  const used = <T>(all: T[], of: (entry: Entry) => T | T[] | null) => {
    const seen = new Set(sorted.flatMap((entry) => of(entry) ?? []));
    return all.filter((each) => seen.has(each));
  };
  return {
    version: `${text(wire["schedule_id"])} ${text(wire["version"])}`,
    zone: eventZone,
    entries: sorted,
    rooms: used(order, (entry) => entry.rooms),
    tracks: used([...tracks.values()], (entry) => entry.track),
    languages: [...new Set(sorted.flatMap((entry) => entry.language || []))].sort(),
    days: [...new Set(sorted.map((entry) => entry.day))].sort(),
  };
}

/** An entry ends after it starts, whatever the data says. */
function endOf(talk: Wire, start: number): number {
  const end = Date.parse(text(talk["end"]));
  if (end > start) return end;
  const minutes = Number(talk["duration"]);
  return start + (minutes > 0 ? minutes : 30) * 60_000;
}

/** The text in the reader's language, or the next best. */
export function inLanguage(value: unknown, locale: string): string {
  if (!isObject(value)) return text(value);
  const short = locale.split("-")[0] ?? "";
  const best = [locale, locale.toLowerCase(), short, "en", ...Object.keys(value)].find((key) => Object.hasOwn(value, key) && text(value[key]));
  return best === undefined ? "" : text(value[best]);
}

function colour(value: unknown): string | null {
  const written = text(value).trim();
  return written && CSS.supports("color", written) ? written : null;
}
function isObject(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function list(value: unknown): Wire[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text) : [];
}
function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
