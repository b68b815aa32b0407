import { safeHtml, safeLink } from "./safe-html";
import { type Source, Unavailable } from "./source";

/** What the overlay shows beyond the schedule's data; ready to be put into the page. */
export interface Details {
  abstract: HTMLElement | null;
  /** A session's description, a speaker's biography. */
  text: HTMLElement | null;
  /** On the event's own origin. */
  image: string | null;
  url: string | null;
  resources: { name: string; url: string }[];
  answers: { question: string; answer: HTMLElement }[];
  failed: boolean;
}

const nothing: Details = { abstract: null, text: null, image: null, url: null, resources: [], answers: [], failed: false };

/**
 * Asks for a session's or speaker's details. Old servers have none (404): then the schedule's own
 * data has to do. Null if given up meanwhile.
 */
export async function askDetails(source: Source, kind: "session" | "speaker", code: string, signal: AbortSignal): Promise<Details | null> {
  try {
    return read(await source[kind](code, signal), source);
  } catch (error) {
    if (signal.aborted) return null;
    return { ...nothing, failed: !(error instanceof Unavailable) };
  }
}

function read(data: unknown, source: Source): Details {
  const wire = (typeof data === "object" && data !== null ? data : {}) as Record<string, unknown>;
  const list = (value: unknown) => (Array.isArray(value) ? value.filter((each): each is Record<string, unknown> => typeof each === "object" && each !== null) : []);
  const link = (value: unknown) => (typeof value === "string" && value ? safeLink(absolute(value, source.base)) : null);
  const image = wire["image"] ?? wire["avatar"];
  return {
    abstract: safeHtml(wire["abstract_html"]),
    text: safeHtml(wire["description_html"] ?? wire["biography_html"]),
    image: typeof image === "string" && image ? ownPicture(image, source) : null,
    url: link(wire["url"]),
    resources: list(wire["resources"]).flatMap((each) => {
      const url = link(each["url"]);
      return url ? { name: typeof each["description"] === "string" && each["description"].trim() ? each["description"] : url, url } : [];
    }),
    answers: list(wire["answers"]).flatMap((each) => {
      const answer = safeHtml(each["answer_html"]);
      return answer ? { question: inWords(each["question"]), answer } : [];
    }),
    failed: false,
  };
}

/** A picture's address, if it is on the event's own origin. */
export function ownPicture(address: string, source: Source): string | null {
  const url = absolute(address, source.base);
  return url && new URL(url).origin === source.origin ? url : null;
}

function inWords(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function absolute(address: string, base: string): string | null {
  try {
    return new URL(address, base).href;
  } catch {
    return null;
  }
}
