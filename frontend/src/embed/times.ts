/** A day of the programme runs from this hour to the same hour of the next date. */
export const DAY_STARTS = 4;
const HOUR = 3_600_000;

/** Writes instants (milliseconds) as somebody in one time zone reads them. */
export class Times {
  readonly zone: string;
  readonly #time: Intl.DateTimeFormat;
  readonly #weekday: Intl.DateTimeFormat;
  readonly #parts: Intl.DateTimeFormat;
  readonly #written = new Map<number, string>();
  readonly #days = new Map<number, string>();

  constructor(zone: string, locale: string) {
    this.zone = zone;
    this.#time = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit" });
    this.#weekday = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "short" });
    this.#parts = new Intl.DateTimeFormat("en", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    });
  }

  /** "09:30" */
  time(at: number): string {
    let text = this.#written.get(at);
    if (text === undefined) this.#written.set(at, (text = this.#time.format(at)));
    return text;
  }

  /** "09:30 – 10:15" */
  range(start: number, end: number): string {
    return `${this.time(start)} – ${this.time(end)}`;
  }

  weekday(at: number): string {
    return this.#weekday.format(at);
  }

  /** The clock on the wall, as if it showed UTC: its difference to `at` is the offset. */
  wall(at: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of this.#parts.formatToParts(at)) part[type] = Number(value);
    return Date.UTC(part["year"] ?? 0, (part["month"] ?? 1) - 1, part["day"], part["hour"], part["minute"]);
  }

  /** The programme's day an instant belongs to, `YYYY-MM-DD`: by the wall clock, not by elapsed hours. */
  day(at: number): string {
    let day = this.#days.get(at);
    if (day === undefined) {
      day = new Date(this.wall(at) - DAY_STARTS * HOUR).toISOString().slice(0, 10);
      this.#days.set(at, day);
    }
    return day;
  }

  /** "+02:00" */
  offset(at: number): string {
    const minutes = Math.round((this.wall(at) - Math.floor(at / 60_000) * 60_000) / 60_000);
    const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
    return `${minutes < 0 ? "−" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  }
}

/** A day of the programme in words. */
export function dayName(day: string, locale: string, length: "short" | "long"): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: length, day: "numeric", month: length });
  return format.format(Date.parse(`${day}T12:00:00Z`));
}

/** The zone if the browser knows it. */
export function knownZone(zone: unknown): string | null {
  if (typeof zone !== "string" || !zone) return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone && zone;
  } catch {
    return null;
  }
}

export function localZone(): string {
  return knownZone(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? "UTC";
}

/** Whether two zones show the same clock at all these instants. */
export function sameClock(a: Times, b: Times, instants: Iterable<number>): boolean {
  for (const at of instants) if (a.wall(at) !== b.wall(at)) return false;
  return true;
}
