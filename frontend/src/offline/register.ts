import { notice } from "./notice";
import type { Check, News } from "./shape";

const FIVE_MINUTES = 300_000;
const SOON = 3000;
/** How often a device that says it is back asks before it gives up until the next occasion. */
const TRIES = 4;

/** Public pages of a programme name a manifest. The worker beside it keeps the programme for later. */
export function offline(): void {
  const manifest = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  if (!manifest || !navigator.serviceWorker) return;
  const start = () => void register(new URL(".", manifest.href).pathname).catch(() => {});
  const idle = () => ("requestIdleCallback" in window ? requestIdleCallback(start, { timeout: 3000 }) : setTimeout(start, 500));
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle);
}

async function register(scope: string): Promise<void> {
  const workers = navigator.serviceWorker;
  let left = 0;
  workers.addEventListener("message", ({ data }: MessageEvent<News>) => {
    if (data.kind === "ready") {
      document.documentElement.dataset["offline"] = "ready";
      // The first moments of a network are often none.
      if (data.online) left = 0;
      else if (left-- > 0) setTimeout(check, SOON, false);
    }
    if (data.kind === "changed") notice(data.text, data.action, data.close);
  });
  const first = !workers.controller;
  await workers.register(`${scope}service-worker.js`, { scope });
  const registration = await workers.ready;
  let last = 0;
  const check = (fresh: boolean): void => {
    last = Date.now();
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    registration.active?.postMessage({
      kind: "check",
      language: document.documentElement.lang,
      fresh,
      force: !fresh,
      seen: first && fresh ? [location.href, ...loaded] : [],
    } satisfies Check);
  };
  check(true);
  addEventListener("online", () => {
    left = TRIES;
    check(false);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - last > FIVE_MINUTES) check(false);
  });
}
