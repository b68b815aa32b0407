import { all } from "../dom";
import { fold } from "../fold";
import { inSlices } from "./idle";

/** One session where and when it takes place. */
export interface Placing {
  start: number;
  end: number;
  /** Id and name of the room. */
  room: string;
  roomName: string;
}

/** A card: in the grid one for each placing, in lists one for each session. */
export interface Item {
  card: HTMLElement;
  code: string;
  title: string;
  speakers: string;
  /** Id of the track; empty without one. */
  track: string;
  trackName: string;
  type: string;
  language: string;
  languageName: string;
  unrecorded: boolean;
  placings: Placing[];
  /** Everything the search looks at, folded; made when first needed. */
  text(): string;
}

/** The cards of a page, in its order. With `breathe`, in more than one go. */
export async function items(root: HTMLElement, breathe: boolean): Promise<Item[]> {
  const found: Item[] = [];
  await inSlices(all(".schedule__slot", root), breathe, (slot) => {
    const start = Date.parse(slot.querySelector("time")?.dateTime ?? "");
    const grid = slot.parentElement;
    for (const card of all(".session", slot)) {
      const column = /\bc\d+\b/.exec(card.className)?.[0];
      const room = column ? grid?.querySelector<HTMLElement>(`.schedule__room.${column}`)?.dataset["room"] : undefined;
      const minutes = Number(card.dataset["m"]);
      found.push(item(card, [{ start, end: start + minutes * 60_000, room: room ?? "", roomName: words(card, ".session__room") }]));
    }
  });
  await inSlices(all(".session-list .session", root), breathe, (card) => {
    const placings = all(".session__meta", card).map((line) => {
      const time = line.querySelector("time");
      const start = Date.parse(time?.dateTime ?? "");
      const room = line.querySelector<HTMLElement>(".session__room");
      return { start, end: start + Number(time?.dataset["m"]) * 60_000, room: room?.dataset["room"] ?? "", roomName: room?.textContent ?? "" };
    });
    found.push(item(card, placings));
  });
  return found;
}

function words(card: HTMLElement, selector: string): string {
  return card.querySelector(selector)?.textContent?.trim() ?? "";
}

function item(card: HTMLElement, placings: Placing[]): Item {
  const link = card.querySelector<HTMLAnchorElement>(".session__title a");
  const language = card.querySelector<HTMLElement>(".session__language");
  const track = /\btrack-(\d+)/.exec(card.className)?.[1] ?? "";
  // In a list by tracks only the heading names the track.
  const trackName = words(card, ".session__track") || (track ? (card.closest("section")?.querySelector("h2")?.textContent?.trim() ?? "") : "");
  let folded: string | undefined;
  const found: Item = {
    card,
    code: link?.pathname.split("/").at(-2) ?? "",
    title: link?.textContent?.trim() ?? "",
    speakers: words(card, ".session__speakers"),
    track,
    trackName,
    type: words(card, ".session__type"),
    language: language?.dataset["code"] ?? "",
    languageName: language?.textContent ?? "",
    unrecorded: card.querySelector(".session__off") !== null,
    placings,
    text: () => (folded ??= fold([found.title, found.speakers, trackName, ...placings.map((place) => place.roomName)].join("\n"))),
  };
  return found;
}
