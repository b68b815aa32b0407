import { fold } from "../fold";
import type { Programme } from "./programme";

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

function textOf(html = ""): string {
  return html.replace(/<[^>]*>/g, " ").replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? " ");
}

interface Entry {
  code: string;
  /** From the strongest: the name, who and where, everything. */
  fields: [string, string, string];
}

/** Looks through titles, names, rooms and texts; all words must be there, in any order. */
export class Finder {
  private readonly sessions: Entry[];
  private readonly speakers: Entry[];

  constructor(programme: Programme) {
    const entry = (code: string, title: string, about: string[], texts: string[]): Entry => {
      const name = fold(title);
      const near = `${name} ${fold(about.join(" "))}`;
      return { code, fields: [name, near, `${near} ${fold(texts.join(" "))}`] };
    };
    this.sessions = programme.inOrder().map(([code, session]) => {
      const rooms = programme.slotsOf(code).map((slot) => programme.roomsOf(slot));
      const about = [programme.namesOf(session), programme.trackOf(session)?.name ?? "", session.type, code, ...rooms];
      return entry(code, session.title, about, [textOf(session.abstract_html), textOf(session.description_html)]);
    });
    this.speakers = programme
      .speakersInOrder()
      .map(([code, speaker]) => entry(code, speaker.name, [], [textOf(speaker.biography_html)]));
  }

  find(question: string): { sessions: string[]; speakers: string[] } {
    const words = fold(question).split(/\s+/).filter(Boolean);
    if (words.length === 0) return { sessions: [], speakers: [] };
    const among = (entries: Entry[]) => {
      const ranked: string[][] = [[], [], []];
      for (const { code, fields } of entries) {
        const rank = fields.findIndex((field) => words.every((word) => field.includes(word)));
        if (rank >= 0) ranked[rank]?.push(code);
      }
      return ranked.flat();
    };
    return { sessions: among(this.sessions), speakers: among(this.speakers) };
  }
}
