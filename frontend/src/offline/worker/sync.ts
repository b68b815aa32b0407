import { FORMAT, type Index, type Items, type Kept, cacheName, isCacheOf, readKept, writeConfirmed, writeKept } from "../shape";
import { BASE, SLUG, worker } from "./scope";

/**
 * `first`: everything was fetched; `changed`: what differs; `recent`: the server was not asked, because it was
 * a moment ago; `gone`: nobody may see the event any more.
 */
export type Outcome = "first" | "changed" | "same" | "recent" | "gone" | "failed";

const AGAIN = 60_000;
const AT_ONCE = 100;
const RATHER_ALL = 400;
const ATTEMPTS = 3;

let running: Promise<Outcome> = Promise.resolve("recent");
let last = { at: 0, language: "" };

/** Brings the device's programme up to date; one after the other, and once a minute unless forced. */
export function check(language: string, force: boolean): Promise<Outcome> {
  running = running.then(async () => {
    if (!force && last.language === language && Date.now() - last.at < AGAIN) return "recent";
    const outcome = await update(language).catch(() => "failed" as const);
    last = { at: outcome === "failed" ? 0 : Date.now(), language };
    return outcome;
  });
  return running;
}

/** What is kept is what everyone gets: asked for without cookies. */
function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(path, { credentials: "omit", redirect: "error", headers, signal: AbortSignal.timeout(60_000) });
}

async function update(language: string): Promise<Outcome> {
  const query = `?lang=${encodeURIComponent(language)}`;
  const old = await readKept(SLUG);
  const sameLanguage = old?.index.locale === language;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const answer = await get(`${BASE}offline/index.json${query}`, old && sameLanguage ? { "if-none-match": old.etag } : {});
    if (answer.status === 404 || answer.status === 410) {
      await forget();
      return "gone";
    }
    if (old && answer.status === 304) {
      await keepShell(query, old, old.index);
      await writeConfirmed(SLUG, new Date().toISOString());
      return "same";
    }
    if (!answer.ok) return "failed";
    const index = (await answer.json()) as Index;
    if (index.format !== FORMAT) return "failed";
    const items = await itemsOf(index, old, query);
    // A release in between: begin again.
    if (!items) continue;
    await keepShell(query, old, index);
    const changed = old !== null && old.index.digest !== index.digest;
    // Pages as they were seen would now contradict the programme.
    if (changed) await caches.delete(cacheName(SLUG, "pages"));
    await writeKept(SLUG, { index, items, etag: answer.headers.get("etag") ?? "", at: new Date().toISOString() });
    if (!old) return "first";
    return changed ? "changed" : "same";
  }
  return "failed";
}

/** The items of an index: those the device has, and the others from the server. */
async function itemsOf(index: Index, old: Kept | null, query: string): Promise<Items | null> {
  const has = (key: string) => old !== null && old.items[key] !== undefined && old.index.items[key] === index.items[key];
  const keys = Object.keys(index.items);
  const missing = keys.filter((key) => !has(key));
  const questions: string[] = [];
  if (!old || missing.length > RATHER_ALL) questions.push("");
  else {
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      questions.push(`&keys=${missing.slice(at, at + AT_ONCE).map(encodeURIComponent).join(",")}`);
    }
  }
  const fetched: Items = {};
  for (const question of questions) {
    const answer = await get(`${BASE}offline/items.json${query}${question}`);
    if (!answer.ok) throw new Error(`items: ${answer.status}`);
    const { of, items } = (await answer.json()) as { of: string; items: Items };
    if (of !== index.digest) return null;
    Object.assign(fetched, items);
  }
  const items: Items = {};
  for (const key of keys) {
    const item = fetched[key] ?? old?.items[key];
    if (item) items[key] = item;
  }
  return items;
}

/** The page that shows the programme, with every file it names. Pages of another build go with its files. */
async function keepShell(query: string, old: Kept | null, index: Index): Promise<void> {
  const name = cacheName(SLUG, "files");
  const has = await (await caches.open(name)).match(`${BASE}offline/`);
  if (has && old?.index.shell === index.shell) return;
  const shell = await get(`${BASE}offline/${query}`);
  if (!shell.ok) throw new Error(`shell: ${shell.status}`);
  const html = await shell.clone().text();
  const named = html.match(/(?<=["'])(?:\/[\w.~%-]+)?\/static\/[^"'#\s]+/g) ?? [];
  const files = await Promise.all(
    [...new Set(named)].map(async (path) => {
      const file = await get(path);
      if (!file.ok) throw new Error(`${path}: ${file.status}`);
      return [path, file] as const;
    }),
  );
  const pictures = await picturesOf(html);
  await caches.delete(name);
  await caches.delete(cacheName(SLUG, "pages"));
  const cache = await caches.open(name);
  for (const [path, file] of [...files, ...pictures]) await cache.put(path, file);
  await cache.put(`${BASE}offline/`, shell);
}

/** The event's logo and header; a page without them is still one. */
async function picturesOf(html: string): Promise<[string, Response][]> {
  const named = html.match(/(?<=["'(])(?:\/[\w.~%-]+)?\/media\/[^"'#)\s]+/g) ?? [];
  const found: [string, Response][] = [];
  for (const path of new Set(named.map((one) => one.replaceAll("&amp;", "&")))) {
    const picture = await get(path).catch(() => null);
    if (picture?.ok && picture.headers.get("content-type")?.startsWith("image/")) found.push([path, picture]);
  }
  return found;
}

/** Nothing of the event stays, and the worker goes too. */
async function forget(): Promise<void> {
  for (const name of await caches.keys()) if (isCacheOf(SLUG, name)) await caches.delete(name);
  await worker.registration.unregister();
}
