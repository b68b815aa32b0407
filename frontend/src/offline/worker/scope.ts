/** The part of the worker's world that the page's types do not have. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface FetchEvent extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
export interface PageMessage extends Lasting {
  readonly data: unknown;
  readonly source: { id: string } | null;
}
interface Page {
  readonly id: string;
  readonly url: string;
  postMessage(message: unknown): void;
}
interface Scope {
  readonly registration: { readonly scope: string; unregister(): Promise<boolean> };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<Page[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(kind: "install" | "activate", listen: (event: Lasting) => void): void;
  addEventListener(kind: "fetch", listen: (event: FetchEvent) => void): void;
  addEventListener(kind: "message", listen: (event: PageMessage) => void): void;
}

export const worker = self as unknown as Scope;

/** `/event/`: the pages this worker is for. */
export const BASE = new URL(worker.registration.scope).pathname;
export const SLUG = decodeURIComponent(BASE.slice(1, -1));

/** The event's open pages. */
export async function pages(): Promise<Page[]> {
  const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter((page) => new URL(page.url).pathname.startsWith(BASE));
}
