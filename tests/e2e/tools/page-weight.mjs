// usage: node page-weight.mjs URL
// What a first visit to a page fetches, as sent, as a line of JSON. Without what the service worker
// keeps for later, which is no part of the page.
import { launchBrowser } from "../harness.mjs";

const [url] = process.argv.slice(2);
const browser = await launchBrowser();
const page = await (await browser.newContext({ locale: "en-GB", viewport: { width: 390, height: 844 } })).newPage();
const session = await page.context().newCDPSession(page);
await session.send("Network.enable");
await session.send("Network.setCacheDisabled", { cacheDisabled: true });

const known = new Map();
session.on("Network.requestWillBeSent", ({ requestId, request }) => known.set(requestId, { url: request.url }));
session.on("Network.responseReceived", ({ requestId, type, response }) => {
  Object.assign(known.get(requestId) ?? {}, { kind: type.toLowerCase(), status: response.status, encoding: encoding(response.headers) });
});
session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => Object.assign(known.get(requestId) ?? {}, { bytes: encodedDataLength }));

function encoding(headers) {
  const name = Object.keys(headers).find((name) => name.toLowerCase() === "content-encoding");
  return name ? headers[name] : "identity";
}

await page.goto(url, { waitUntil: "networkidle" });
await browser.close();

process.stdout.write(`${JSON.stringify([...known.values()].filter(({ bytes }) => bytes))}\n`);
