import type { Entry, Room } from "./programme";

/**
 * One day as a grid of times and rooms. A row is the time between two neighbouring starts or ends,
 * so that long pauses take little space; its height grows with its minutes and its content.
 * Lines count from 1; column 1 holds the times.
 */
export interface Grid {
  heads: Head[];
  columns: number;
  /** `grid-template-rows` */
  rows: string;
  slots: Slot[];
  bounds: number[];
}
export interface Head {
  room: Room | null;
  column: number;
  span: number;
}
/** Everything that starts at one time. */
export interface Slot {
  start: number;
  row: number;
  /** Line at which the next slot starts. */
  until: number;
  placed: Placed[];
}
export interface Placed {
  entry: Entry;
  /** `grid-area`; for a break in rooms that are not neighbours, one for each run of rooms. */
  areas: string[];
}

const PIXELS_PER_MINUTE = 1.85;
const TALLEST_ROW = 112;
const MINUTE = 60_000;

/** `entries` by start; `rooms` in the order of the columns. Rooms without an entry get no column. */
export function gridOf(entries: readonly Entry[], rooms: readonly Room[]): Grid {
  const bounds = [...new Set(entries.flatMap((entry) => [entry.start, entry.end]))].sort((a, b) => a - b);
  const line = new Map(bounds.map((at, index) => [at, index + 1]));
  const rows = bounds.slice(1).map((at, index) => {
    const minutes = (at - (bounds[index] ?? at)) / MINUTE;
    return `minmax(${Math.min(minutes * PIXELS_PER_MINUTE, TALLEST_ROW).toFixed(1)}px,auto)`;
  });

  const sessions = entries.filter((entry) => entry.code !== null);
  const lanes = new Map<Room | null, number[]>();
  const laneOf = new Map<Entry, number>();
  for (const entry of sessions) {
    // Two sessions at one time in one room share its width.
    const room = entry.rooms[0] ?? null;
    const busy = lanes.get(room) ?? [];
    lanes.set(room, busy);
    let lane = busy.findIndex((until) => until <= entry.start);
    if (lane < 0) lane = busy.length;
    busy[lane] = entry.end;
    laneOf.set(entry, lane);
  }
  const inBreaks = new Set(entries.flatMap((entry) => entry.rooms));
  const heads: Head[] = [];
  let column = 2;
  for (const room of [...rooms, null]) {
    if (!lanes.has(room) && !(room && inBreaks.has(room))) continue;
    const span = Math.max(1, lanes.get(room)?.length ?? 1);
    heads.push({ room, column, span });
    column += span;
  }
  const headOf = new Map(heads.map((head) => [head.room, head]));

  const slots: Slot[] = [];
  for (const entry of entries) {
    const row = line.get(entry.start) ?? 1;
    const until = line.get(entry.end) ?? row + 1;
    let slot = slots.at(-1);
    if (slot?.start !== entry.start) {
      if (slot) slot.until = row;
      slot = { start: entry.start, row, until: bounds.length, placed: [] };
      slots.push(slot);
    }
    const areas = entry.code === null
      ? runs(entry, sessions, headOf, column).map(([from, to]) => `${row} / ${from} / ${until} / ${to}`)
      : [`${row} / ${(headOf.get(entry.rooms[0] ?? null)?.column ?? 2) + (laneOf.get(entry) ?? 0)} / ${until}`];
    slot.placed.push({ entry, areas });
  }
  return { heads, columns: Math.max(1, column - 2), rows: rows.join(" "), slots, bounds };
}

/** The columns of a break: all of them unless sessions run meanwhile, else runs of neighbouring rooms. */
function runs(pause: Entry, sessions: Entry[], heads: Map<Room | null, Head>, end: number): [number, number][] {
  const all: [number, number][] = [[2, Math.max(3, end)]];
  if (!sessions.some((entry) => entry.start < pause.end && entry.end > pause.start)) return all;
  const found: [number, number][] = [];
  const mine = pause.rooms.flatMap((room) => heads.get(room) ?? []).sort((a, b) => a.column - b.column);
  for (const head of mine) {
    const last = found.at(-1);
    if (last?.[1] === head.column) last[1] += head.span;
    else found.push([head.column, head.column + head.span]);
  }
  return found.length > 0 ? found : all;
}

/** Where an instant is: the row, and how far into it (0 to 1). Null outside the day. */
export function rowAt(grid: Grid, now: number): { row: number; part: number } | null {
  const next = grid.bounds.findIndex((at) => at > now);
  const to = grid.bounds[next];
  const from = grid.bounds[next - 1];
  return to === undefined || from === undefined ? null : { row: next, part: (now - from) / (to - from) };
}
