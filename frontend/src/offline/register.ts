import { notice } from "./notice";
import type { Check, News } from "./shape";

const FIVE_MINUTES = 300_000;

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
  workers.addEventListener("message", ({ data }: MessageEvent<News>) => {
    if (data.kind === "ready") document.documentElement.dataset["offline"] = "ready";
    if (data.kind === "changed") notice(data.text, data.action, data.close);
  });
  const first = !workers.controller;
  await workers.register(`${scope}service-worker.js`, { scope });
  const { active } = await workers.ready;
  let last = 0;
  const check = (fresh: boolean) => {
    last = Date.now();
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    active?.postMessage({
      kind: "check",
      language: document.documentElement.lang,
      fresh,
      force: !fresh,
      seen: first && fresh ? [location.href, ...loaded] : [],
    } satisfies Check);
  };
  check(true);
  addEventListener("online", () => check(false));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - last > FIVE_MINUTES) check(false);
  });
}
