import type { Kept, Session, Slot, Speaker } from "./shape";

/** What is kept, with the ways between its parts. */
export class Programme {
  readonly index;
  readonly sessions = new Map<string, Session>();
  readonly speakers = new Map<string, Speaker>();
  /** Session → when and where. */
  private readonly placed = new Map<string, Slot[]>();
  /** Speaker → sessions, by first start. */
  private readonly speaking = new Map<string, string[]>();

  constructor(readonly kept: Kept) {
    this.index = kept.index;
    for (const [key, item] of Object.entries(kept.items)) {
      if (key.startsWith("s:")) this.sessions.set(key.slice(2), item as Session);
      else this.speakers.set(key.slice(2), item as Speaker);
    }
    for (const slot of this.index.slots) {
      if (slot.session === undefined) continue;
      const slots = this.placed.get(slot.session);
      if (slots) slots.push(slot);
      else this.placed.set(slot.session, [slot]);
    }
    for (const [code, session] of this.inOrder()) {
      for (const speaker of session.speakers ?? []) {
        const codes = this.speaking.get(speaker);
        if (codes) codes.push(code);
        else this.speaking.set(speaker, [code]);
      }
    }
  }

  get base(): string {
    return `/${this.index.event.slug}/`;
  }

  /** What the page says, with its gaps filled. */
  word(name: string, gaps: Record<string, string | number> = {}): string {
    const text = this.index.words[name] ?? "";
    return text.replace(/\{(\w+)\}/g, (gap, key: string) => String(gaps[key] ?? gap));
  }

  /** Sessions by first start. */
  inOrder(): [string, Session][] {
    const found: [string, Session][] = [];
    for (const code of this.placed.keys()) {
      const session = this.sessions.get(code);
      if (session) found.push([code, session]);
    }
    return found;
  }

  speakersInOrder(): [string, Speaker][] {
    const order = new Intl.Collator(this.index.locale).compare;
    return [...this.speakers].sort(([, one], [, other]) => order(one.name, other.name));
  }

  slotsOf(code: string): Slot[] {
    return this.placed.get(code) ?? [];
  }

  sessionsOf(speaker: string): string[] {
    return this.speaking.get(speaker) ?? [];
  }

  namesOf(session: Session): string {
    const names = (session.speakers ?? []).map((code) => this.speakers.get(code)?.name ?? "");
    return names.filter(Boolean).join(", ");
  }

  /** A break in all rooms needs none. */
  roomsOf(slot: Slot): string {
    const all = slot.rooms.length > 1 && slot.rooms.length === this.index.rooms.length;
    return all ? "" : slot.rooms.map((room) => this.index.rooms[room]?.name ?? "").join(", ");
  }

  trackOf(session: Session): { id: number; name: string } | undefined {
    return this.index.tracks.find((track) => track.id === session.track);
  }

  /** The code as it is written in the programme: addresses may have any case. */
  findCode(codes: Map<string, unknown>, asked: string): string | undefined {
    if (codes.has(asked)) return asked;
    const upper = asked.toUpperCase();
    return [...codes.keys()].find((code) => code.toUpperCase() === upper);
  }
}
