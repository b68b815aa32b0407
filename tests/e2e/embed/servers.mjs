// Two servers: one with events' data, open to everybody, and a foreign page with a strict policy.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

const SCRIPT = new URL("../../../frontend/dist/embed.js", import.meta.url);

async function serve(answer, port = 0) {
  const server = createServer(answer).listen(port, "127.0.0.1");
  await once(server, "listening");
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}

/**
 * `events` maps slugs to `{schedule, session(code), speaker(code), old, down}`; they can be changed while it runs.
 * `requests` collects method, path and cookies of what was asked for.
 */
export async function eventServer(events) {
  const requests = [];
  const script = await readFile(SCRIPT);
  const server = await serve((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    requests.push({ method: request.method, path, cookie: request.headers.cookie });
    const send = (status, type, body) => {
      response.writeHead(status, { "content-type": type, "access-control-allow-origin": "*", "cache-control": "max-age=60" });
      response.end(body);
    };
    const json = (value) => (value === undefined ? send(404, "text/plain", "no") : send(200, "application/json", JSON.stringify(value)));
    if (path.startsWith("/media/")) return send(200, "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="2" height="2" fill="#9bc"/></svg>');
    const [, slug, ...rest] = path.split("/");
    const event = events[slug];
    const tail = rest.join("/");
    if (tail === "widgets/schedule.js") return send(200, "text/javascript", script);
    if (!event) return json(undefined);
    if (event.down) return send(503, "text/plain", "down");
    if (tail === "schedule/widgets/schedule.json") return json(event.old ? undefined : event.schedule);
    if (tail === "schedule/widget/v2.json") return json(event.schedule);
    const version = /^schedule\/v\/(.+)\/widgets\/schedule\.json$/.exec(tail)?.[1];
    if (version) return json(event.versions?.[version]);
    const details = /^schedule\/widgets\/(session|speaker)\/(\w+)\.json$/.exec(tail);
    if (details) return json(event[details[1]]?.(details[2]));
    return json(undefined);
  });
  return { ...server, requests, events };
}

/** A page of somebody else: `body` may be changed; its policy allows the event's server and no styles at all. */
export async function foreignPage(allowed) {
  const page = { body: "", head: "", lang: "en", policy: `default-src 'none'; script-src ${allowed}; connect-src ${allowed}; img-src ${allowed}; style-src 'none'` };
  const server = await serve((request, response) => {
    if (request.url !== "/") return response.writeHead(204).end();
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": page.policy });
    response.end(`<!doctype html><html lang="${page.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
      <meta name="color-scheme" content="light dark"><title>Our conference</title><link rel="icon" href="${allowed}/media/icon.svg">${page.head}</head><body><main><h1>Our conference</h1>${page.body}</main></body></html>`);
  });
  return Object.assign(page, server);
}
