/** What the server says (crates/web-public/src/offline) and what a device keeps of it. */

export interface Index {
  format: number;
  digest: string;
  version: string | null;
  schedule_id: number;
  locale: string;
  shell: string;
  event: { slug: string; name: string; time_zone: string; lead: string };
  words: Record<string, string>;
  days: { id: string; short: string; long: string }[];
  rooms: { name: string; description?: string }[];
  tracks: { id: number; name: string; color?: string }[];
  slots: Slot[];
  items: Record<string, string>;
}

export interface Slot {
  day: number;
  start: string;
  end: string;
  from: string;
  time: string;
  rooms: number[];
  session?: string;
  break?: string;
}

/** Only fields that end in `_html` hold HTML, which the server has cleaned. */
export interface Session {
  title: string;
  abstract_html?: string;
  description_html?: string;
  type: string;
  track?: number;
  language: string;
  language_name?: string;
  duration: string;
  not_recorded?: boolean;
  image?: string;
  speakers?: string[];
  resources?: { name: string; url: string; file: boolean }[];
}

export interface Speaker {
  name: string;
  biography_html?: string;
  nested_html?: string;
  picture?: string;
  thumbnail?: string;
}

export type Items = Record<string, Session | Speaker>;

/** Index and items that belong together; `at` is when the server last confirmed them (ISO 8601). */
export interface Kept {
  index: Index;
  items: Items;
  etag: string;
  at: string;
}

/** Must be the index's; what another one left behind is fetched again. */
export const FORMAT = 1;

const PREFIX = "plenary";
type Kind = "data" | "files" | "pages" | "pictures";

/** The names of an event's caches; slugs have no colon. */
export function cacheName(slug: string, kind: Kind): string {
  return `${PREFIX}:${slug}:${kind}`;
}

export function isCacheOf(slug: string, name: string): boolean {
  return name.startsWith(`${PREFIX}:${slug}:`);
}

export async function readKept(slug: string): Promise<Kept | null> {
  if (!(await caches.has(cacheName(slug, "data")))) return null;
  const cache = await caches.open(cacheName(slug, "data"));
  const answer = await cache.match(key(slug, "kept"));
  const kept = answer && ((await unpacked(answer).json()) as Kept);
  if (kept?.index.format !== FORMAT) return null;
  const at = await (await cache.match(key(slug, "confirmed")))?.text();
  return at ? { ...kept, at } : kept;
}

/** The same question without reading a megabyte. */
export async function isKept(slug: string): Promise<boolean> {
  if (!(await caches.has(cacheName(slug, "data")))) return false;
  const cache = await caches.open(cacheName(slug, "data"));
  return (await cache.match(key(slug, "confirmed"))) !== undefined;
}

/** One entry for everything, so that no half of a programme is ever read. */
export async function writeKept(slug: string, kept: Kept): Promise<void> {
  const cache = await caches.open(cacheName(slug, "data"));
  await cache.put(key(slug, "kept"), packed(JSON.stringify(kept)));
  await writeConfirmed(slug, kept.at);
}

/** The server says that what is kept still holds. */
export async function writeConfirmed(slug: string, at: string): Promise<void> {
  const cache = await caches.open(cacheName(slug, "data"));
  await cache.put(key(slug, "confirmed"), new Response(at));
}

const PACKED = "application/gzip";

/** A big programme is 1.5 MB of text and a third of that on the device. Older browsers keep it as it is. */
function packed(text: string): Response {
  const body = new Response(text).body;
  if (body === null || !("CompressionStream" in globalThis)) return new Response(text, { headers: { "content-type": "application/json" } });
  return new Response(body.pipeThrough(new CompressionStream("gzip")), { headers: { "content-type": PACKED } });
}

function unpacked(answer: Response): Response {
  if (answer.body === null || answer.headers.get("content-type") !== PACKED) return answer;
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip")));
}

const key = (slug: string, name: string) => `/${slug}/offline/${name}`;

/** A moment as people write it, on the event's clocks. */
export function moment(index: Index, at: string): string {
  // The pages' English is British.
  const locale = index.locale === "en" ? "en-GB" : index.locale;
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: index.event.time_zone,
  }).format(new Date(at));
}

// Between pages and the worker.

/** `fresh`: the page comes straight from the server, so an update does not concern it. */
export interface Check {
  kind: "check";
  language: string;
  fresh: boolean;
  force: boolean;
  /** What this page has loaded before any worker could see it. */
  seen: string[];
}

/** `online`: the server has just answered. */
export type News =
  | { kind: "ready"; online: boolean }
  | { kind: "changed"; text: string; action: string; close: string }
  | { kind: "gone" };
