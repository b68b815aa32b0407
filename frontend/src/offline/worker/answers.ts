import { cacheName, isKept, moment, readKept } from "../shape";
import { BASE, type FetchEvent, SLUG } from "./scope";
import { check } from "./sync";

const PATIENCE = 3000;
const MOST_PAGES = 60;
const MOST_PICTURES = 200;
const KEPT_AT = "x-kept-at";

/** The pages the programme consists of, below `/event/`; the first is the event's start. */
const PROGRAMME = /^(?:(?:schedule|search|offline)\/|(?:talk|speaker)\/(?:[^/]+\/)?)?$/;

export function isProgramme(url: URL): boolean {
  return url.pathname.startsWith(BASE) && PROGRAMME.test(url.pathname.slice(BASE.length));
}

/** The fresh page wins. Without an answer in time: the page as it was seen last, else the shell. */
export async function page(event: FetchEvent, url: URL): Promise<Response> {
  const network = fetch(event.request);
  event.waitUntil(network.then((answer) => seen(url, answer.clone())).catch(() => {}));
  const late = new Promise<null>((done) => setTimeout(() => done(null), PATIENCE));
  const fresh = await Promise.race([network.catch(() => null), late]);
  if (fresh && fresh.status < 500) return fresh;
  return (await instead(url).catch(() => null)) ?? network;
}

async function seen(url: URL, answer: Response): Promise<void> {
  if (answer.status === 404 || answer.status === 410) {
    const cache = await caches.open(cacheName(SLUG, "pages"));
    await cache.delete(url.href, { ignoreVary: true });
    // Perhaps the whole event is gone.
    const kept = await readKept(SLUG);
    if (kept) await check(kept.index.locale, true);
  } else if (!url.search) {
    await keepPage(url, answer);
  }
}

/** Only what the server gives to everyone: never an error, a redirect, anything personal. */
function isShared(answer: Response): boolean {
  const rules = answer.headers.get("cache-control") ?? "";
  const html = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  const plain = answer.status === 200 && answer.type === "basic" && !answer.redirected;
  return html && plain && /\bpublic\b/.test(rules) && !/\b(?:private|no-store)\b/.test(rules);
}

async function keepPage(url: URL, answer: Response): Promise<void> {
  if (!isShared(answer) || !(await isKept(SLUG))) return;
  const headers = new Headers(answer.headers);
  // The body is no longer packed.
  headers.delete("content-encoding");
  headers.delete("content-length");
  headers.set(KEPT_AT, new Date().toISOString());
  const body = await answer.text();
  await keep("pages", url.origin + url.pathname, new Response(body, { headers }), MOST_PAGES);
}

/** The newest at the end; the oldest go. */
async function keep(kind: "files" | "pages" | "pictures", key: string, answer: Response, most: number): Promise<void> {
  const cache = await caches.open(cacheName(SLUG, kind));
  await cache.delete(key, { ignoreVary: true });
  await cache.put(key, answer);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}

async function instead(url: URL): Promise<Response | null> {
  const found = await caches.match(url.origin + url.pathname, { cacheName: cacheName(SLUG, "pages"), ignoreVary: true });
  const shell = async () => (await caches.match(`${BASE}offline/`, { cacheName: cacheName(SLUG, "files"), ignoreVary: true })) ?? null;
  if (!found || url.search) return (await isKept(SLUG)) ? shell() : null;
  const kept = await readKept(SLUG);
  if (!kept) return null;
  const { words } = kept.index;
  const text = (words["page_as_of"] ?? "").replace("{time}", moment(kept.index, found.headers.get(KEPT_AT) ?? kept.at));
  const bar = `<aside class="banner" data-offline-page aria-label="${escaped(words["offline"])}"><div class="wrap banner__bar"><span>${escaped(text)} <a href="">${escaped(words["reload"])}</a></span></div></aside>`;
  const html = (await found.text()).replace(/<main\b/, () => `${bar}<main`);
  return new Response(html, { headers: found.headers });
}

function escaped(text = ""): string {
  const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => named[sign] ?? sign);
}

/** Built files have a hash in their name: what is there stays right. */
export async function file(request: Request, hashed: boolean): Promise<Response> {
  const has = await caches.match(request, { cacheName: cacheName(SLUG, "files"), ignoreVary: true });
  if (has && hashed) return has;
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.type === "basic" && (await isKept(SLUG))) {
      const cache = await caches.open(cacheName(SLUG, "files"));
      await cache.put(request, answer.clone());
    }
    return answer;
  } catch (error) {
    if (has) return has;
    throw error;
  }
}

/** Portraits and illustrations that were seen once, and what every page of the event shows. */
export async function picture(event: FetchEvent): Promise<Response> {
  const { url } = event.request;
  const answer = await fetch(event.request).catch(() => null);
  if (answer && answer.status < 500) {
    event.waitUntil(keepPicture(url, answer.clone()).catch(() => {}));
    return answer;
  }
  const kept = (kind: "files" | "pictures") => caches.match(url, { cacheName: cacheName(SLUG, kind), ignoreVary: true });
  const has = (await kept("pictures")) ?? (await kept("files"));
  return has ?? answer ?? Response.error();
}

async function keepPicture(url: string, answer: Response): Promise<void> {
  const image = answer.headers.get("content-type")?.startsWith("image/") ?? false;
  if (answer.status === 200 && answer.type === "basic" && image && (await isKept(SLUG))) {
    await keep("pictures", url, answer, MOST_PICTURES);
  }
}

/** What the first page loaded before this worker was there. */
export async function keepSeen(addresses: string[]): Promise<void> {
  for (const address of addresses) {
    const url = new URL(address);
    if (url.origin !== location.origin) continue;
    const { pathname } = url;
    if (isProgramme(url) && !url.search) await keepPage(url, await fetch(url.pathname, { cache: "no-cache" }));
    else if (pathname.startsWith("/static/")) await file(new Request(url), true);
    else if (pathname.startsWith(`${BASE}static/`)) await file(new Request(url), false);
    else if (pathname.startsWith("/media/")) await keepPicture(url.href, await fetch(url));
  }
}
