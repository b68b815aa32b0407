// usage: node pictures.mjs DIRECTORY
// Takes the pictures of the user guide: the demo, always on the same day. CLOCK_LIBRARY names the library that makes the
// server's clock run from DAY (scripts/guide-pictures); the browser's clock stands still.
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { launchBrowser, Plenary } from "../harness.mjs";

const [directory] = process.argv.slice(2);
const EVENT = "demo";
const ADMIN = { email: "admin@example.org", password: "try-plenary" };
// The demo's event begins two weeks after the day on which it is made.
const DAY = "2026-05-04 07:30:00";
const BEFORE = new Date("2026-05-04T09:45:00+02:00");
const DURING = new Date("2026-05-18T11:35:00+02:00");
const LARGEST = 120_000;
const DESKTOP = { width: 1440, height: 900 };
const LAPTOP = { width: 1120, height: 760 };
const PHONE = { width: 390, height: 780 };

const plenary = await Plenary.create();
Object.assign(plenary.environment, { LD_PRELOAD: process.env.CLOCK_LIBRARY ?? "", FAKETIME: `@${DAY}`, FAKETIME_DONT_FAKE_MONOTONIC: "1", TZ: "UTC" });
let browser;

/** A page of a new visitor, at a moment. */
async function visitor({ size = LAPTOP, dark = false, at = BEFORE } = {}) {
  const context = await browser.newContext({
    baseURL: plenary.url, locale: "en-GB", timezoneId: "Europe/Berlin", reducedMotion: "reduce",
    colorScheme: dark ? "dark" : "light", viewport: size,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.clock.setFixedTime(at);
  return page;
}

/** What the window shows, as WebP. */
async function take(page, name) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // Those further down load when somebody scrolls there.
    const seen = [...document.images].filter((image) => image.checkVisibility() && image.getBoundingClientRect().top < innerHeight);
    await Promise.all(seen.map((image) => image.decode().catch(() => undefined)));
  });
  await page.mouse.move(0, 0);
  const session = await page.context().newCDPSession(page);
  const { cssVisualViewport: view } = await session.send("Page.getLayoutMetrics");
  const { width } = page.viewportSize();
  const clip = { x: view.pageX, y: view.pageY, width, height: page.viewportSize().height, scale: width === PHONE.width ? 2 : 1 };
  let bytes;
  for (const quality of [88, 80, 70, 60]) {
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality, clip });
    bytes = Buffer.from(data, "base64");
    if (bytes.length <= LARGEST) break;
  }
  if (bytes.length > LARGEST) throw new Error(`${name} takes ${bytes.length} bytes`);
  await writeFile(join(directory, `${name}.webp`), bytes);
  process.stdout.write(`${name}.webp ${Math.round(bytes.length / 1000)} kB\n`);
}

async function open(page, path) {
  await page.goto(path);
  await page.waitForLoadState("networkidle");
}

/** A session and a speaker that show what such a page can hold. */
function examples(programme) {
  const sessions = programme.schedule.conference.days.flatMap((day) => Object.values(day.rooms).flat());
  const most = (list, of) => list.reduce((best, one) => (of(one) > of(best) ? one : best));
  const english = sessions.filter((session) => session.language === "en" && session.persons.length > 0);
  const told = english.filter((session) => !session.logo);
  const session = most(told, ({ persons, description }) => persons.length * 10_000 + (description ?? "").length);
  const people = english.flatMap((one) => one.persons).filter((person) => person.avatar && person.biography);
  return { session, speaker: most(people, ({ biography }) => biography.length) };
}

/** The pages that everyone sees. */
async function publicPages(programme) {
  const { session, speaker } = examples(programme);

  let page = await visitor({ size: DESKTOP, at: DURING });
  await open(page, `/${EVENT}/schedule/`);
  await page.locator("#agenda-days").evaluate((days) => days.scrollIntoView());
  await take(page, "schedule-grid");
  await page.context().close();

  page = await visitor({ size: PHONE, dark: true, at: DURING });
  await open(page, `/${EVENT}/schedule/`);
  await page.getByRole("button", { name: "Jump to now" }).or(page.getByRole("link", { name: "Jump to now" })).first().click();
  await take(page, "schedule-phone");
  await page.context().close();

  page = await visitor();
  await open(page, `/${EVENT}/talk/${session.code}/`);
  await take(page, "session");
  await open(page, `/${EVENT}/speaker/`);
  await take(page, "speakers");
  await open(page, `/${EVENT}/speaker/${speaker.code}/`);
  await take(page, "speaker");
  await open(page, `/${EVENT}/search/?q=small`);
  await take(page, "search");
  await page.context().close();
}

/** Stars, and the programme without a network. */
async function plan(programme) {
  const { session } = examples(programme);
  const page = await visitor({ size: PHONE });
  await open(page, `/${EVENT}/schedule/`);
  for (const title of ["Hardware tokens for a school district", "Local groups in small towns", "After two years: view transitions", "Codes of conduct after the first complaint"]) {
    await page.getByRole("button", { name: `Star “${title}` }).first().click();
  }
  await page.getByRole("button", { name: /My plan/ }).click();
  await page.locator("#agenda-days").evaluate((days) => days.scrollIntoView());
  await take(page, "my-plan");

  await page.waitForFunction(async () => (await navigator.serviceWorker?.ready) && (await caches.keys()).length > 0);
  // Now the worker keeps the pictures that are seen, too.
  await page.reload();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(2000);
  await page.context().setOffline(true);
  await page.goto(`/${EVENT}/talk/${session.code}/`);
  // The worker, whose clock can't be set, has kept the programme just now.
  await page.getByText(/^You are offline\./).evaluate((note) => (note.textContent = note.textContent.replace(/\d+ \w+ \d{4}, \d\d:\d\d/, "4 May 2026, 09:45")));
  await take(page, "offline");
  await page.context().close();
}

/** The schedule on somebody else's site. */
async function embedded() {
  const element = `<script src="${plenary.url}/${EVENT}/widgets/schedule.js" async></script><plenary-schedule event-url="${plenary.url}/${EVENT}/" locale="en"></plenary-schedule>`;
  const html = (await readFile(new URL("foreign.html", import.meta.url), "utf8")).replace("SCHEDULE", element);
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const page = await visitor();
  await open(page, `http://127.0.0.1:${server.address().port}/`);
  await take(page, "embed");
  await page.context().close();
  server.closeAllConnections();
  server.close();
}

/** What organisers see. */
async function organisersPages() {
  const page = await visitor();
  await open(page, "/orga/login/");
  await page.getByLabel("Email address").fill(ADMIN.email);
  await page.getByLabel("Password", { exact: true }).fill(ADMIN.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => !url.pathname.includes("login"));
  const base = `/orga/event/${EVENT}/`;
  for (const [name, path] of [["dashboard", ""], ["proposals", "submissions/"], ["schedule-plan", "schedule/"], ["release", "schedule/release"]]) {
    await open(page, base + path);
    await take(page, name);
  }
  await open(page, `${base}submissions/`);
  await page.getByRole("main").getByRole("table").getByRole("link").first().click();
  await page.waitForLoadState("networkidle");
  await take(page, "proposal");
  await page.context().close();
}

try {
  await mkdir(directory, { recursive: true });
  await plenary.run(["demo", "--no-serve"]);
  await plenary.start();
  browser = await launchBrowser();
  const programme = await (await fetch(`${plenary.url}/${EVENT}/schedule.json`)).json();
  await publicPages(programme);
  await plan(programme);
  await embedded();
  await organisersPages();
} finally {
  await browser?.close();
  await plenary.stop();
}
