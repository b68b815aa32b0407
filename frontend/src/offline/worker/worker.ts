// Runs beside an event's pages and keeps its programme, so that it can be read without a network.
// What belongs to one visitor never passes through here: only pages, files and pictures that are
// the same for everyone are looked at, and only by GET.
import { type Check, type News, readKept } from "../shape";
import { file, isProgramme, keepSeen, page, picture } from "./answers";
import { BASE, SLUG, type FetchEvent, pages, worker } from "./scope";
import { check } from "./sync";

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event: FetchEvent) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (isProgramme(url)) event.respondWith(page(event, url));
  } else if (url.pathname.startsWith("/static/")) event.respondWith(file(request, true));
  else if (url.pathname.startsWith(`${BASE}static/`)) event.respondWith(file(request, false));
  else if (url.pathname.startsWith("/media/") && request.destination === "image") event.respondWith(picture(event));
});

worker.addEventListener("message", (event) => {
  const message = event.data as Check;
  if (message.kind === "check") event.waitUntil(answer(message, event.source?.id ?? ""));
});

async function answer({ language, fresh, force, seen }: Check, asking: string): Promise<void> {
  const outcome = await check(language, force);
  const kept = await readKept(SLUG);
  if (kept) await keepSeen(seen).catch(() => {});
  for (const one of await pages()) {
    const tell = (news: News) => one.postMessage(news);
    if (outcome === "gone") tell({ kind: "gone" });
    else if (kept) {
      const words = kept.index.words;
      if (outcome === "changed" && !(fresh && one.id === asking)) {
        tell({ kind: "changed", text: words["updated"] ?? "", action: words["reload"] ?? "", close: words["close"] ?? "" });
      }
      if (one.id === asking) tell({ kind: "ready", online: outcome !== "failed" && outcome !== "recent" });
    }
  }
}
