// One visit, then no network: the whole programme is there, at the addresses of the real pages. Later
// visits fetch what has changed; an event that nobody may see any more leaves nothing behind.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import { after, before, describe, test } from "node:test";
import { axeClean, launchBrowser, newVisitor, Plenary } from "./harness.mjs";
import { names, paths } from "./names.mjs";

const ADMIN = { email: "admin@example.org", password: "correct-horse-battery-7" };
const EVENT = "pocket";
const BASE = `/${EVENT}/`;

/**
 * The way to the server, which can be bad: `down` hangs up, `broken` answers 503, `slow` takes four
 * seconds for pages. Pages of the programme pass as what they are, the same for everyone.
 */
class Road {
  state = "open";
  log = [];

  static async to(plenary) {
    const road = new Road();
    road.server = createServer((incoming, outgoing) => road.pass(plenary, incoming, outgoing)).listen(0, "127.0.0.1");
    await once(road.server, "listening");
    road.url = `http://127.0.0.1:${road.server.address().port}`;
    return road;
  }

  pass(plenary, incoming, outgoing) {
    this.log.push(incoming.url);
    if (this.state === "down") return incoming.socket.destroy();
    if (this.state === "broken") return outgoing.writeHead(503, { "content-type": "text/html" }).end("<h1>Maintenance</h1>");
    const onward = ask(plenary.url + incoming.url, { method: incoming.method, headers: incoming.headers }, (answer) => {
      const headers = { ...answer.headers };
      const page = new RegExp(`^${BASE}(schedule|talk|speaker)/[^.]*$`).test(incoming.url);
      if (page && answer.statusCode === 200) headers["cache-control"] = "public, no-cache";
      const go = () => {
        outgoing.writeHead(answer.statusCode, headers);
        answer.pipe(outgoing);
      };
      if (this.state === "slow" && page) setTimeout(go, 4000);
      else go();
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  }

  /** What was asked for below `/event/offline/` since the last time. */
  fetched() {
    const found = this.log.filter((url) => url.startsWith(`${BASE}offline/`));
    this.log = [];
    return found;
  }

  async close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
const heading = (page) => page.getByRole("heading", { level: 1 });
const shows = (page, title) => page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
const tab = (page, name) => page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name });
/** What no network writes to the console is no defect. */
const expected = /net::ERR_|^503 |Failed to load resource/;

describe("the programme without a network", () => {
  let browser, plenary, road, orga, visitor, index, items, late;

  before(async () => {
    browser = await launchBrowser();
    plenary = await Plenary.create();
    await plenary.run(["createsuperuser", "--noinput", "--email", ADMIN.email], { PLENARY_SUPERUSER_PASSWORD: ADMIN.password });
    await plenary.run(["create_test_event", "--slug", EVENT, "--seed", "4"]);
    await plenary.start();
    road = await Road.to(plenary);
    orga = await newVisitor(browser, plenary.url);
    visitor = await newVisitor(browser, road.url);
    await orga.page.goto(paths.orgaLogin);
    await orga.page.getByLabel(names.logIn.email).first().fill(ADMIN.email);
    await orga.page.getByLabel(names.logIn.password).first().fill(ADMIN.password);
    await orga.page.getByRole("button", { name: names.logIn.submit }).click();
    await orga.page.waitForURL((url) => !url.pathname.includes("login"));
    // One session comes later.
    const first = await (await fetch(`${plenary.url}${BASE}offline/index.json`)).json();
    const everything = await (await fetch(`${plenary.url}${BASE}offline/items.json`)).json();
    const placed = first.slots.filter((slot) => slot.session);
    late = { code: placed[3].session, ...everything.items[`s:${placed[3].session}`], start: placed[3].start.slice(0, 16) };
    await change("cancel", late.code);
    await release("without");
    index = await (await fetch(`${plenary.url}${BASE}offline/index.json`)).json();
    items = (await (await fetch(`${plenary.url}${BASE}offline/items.json`)).json()).items;
    assert.equal(items[`s:${late.code}`], undefined);
  });

  after(async () => {
    await visitor?.context.close();
    await orga?.context.close();
    await road?.close();
    await plenary?.stop();
    await browser?.close();
  });

  async function change(verb, code) {
    await orga.page.goto(`${paths.orgaSubmission(EVENT, code)}${verb}`);
    await orga.page.locator("main form button[type=submit], main form button:not([type])").first().click();
    await orga.page.waitForURL((url) => !url.pathname.endsWith(verb));
  }

  async function release(version) {
    await orga.page.goto(paths.orgaRelease(EVENT));
    await orga.page.getByLabel(names.orga.release.version, { exact: false }).first().fill(version);
    await orga.page.getByRole("button", { name: names.orga.release.submit }).click();
    await orga.page.waitForURL((url) => !url.pathname.endsWith("release"));
  }

  const session = (at) => {
    const codes = [...new Set(index.slots.map((slot) => slot.session).filter(Boolean))];
    return { code: codes.at(at), ...items[`s:${codes.at(at)}`] };
  };
  const text = (html) => html.replace(/<[^>]*>/g, "").replaceAll("&amp;", "&").trim().split("\n")[0].slice(0, 40);
  /** Waits until the page has asked the server and the worker has answered. */
  const visit = async (path) => {
    await visitor.page.goto(path);
    await ready(visitor.page);
  };

  test("one visit keeps everything, with one request for all items", async () => {
    road.fetched();
    await visit(paths.schedule(EVENT));
    const fetched = road.fetched();
    assert.equal(fetched.filter((url) => url.includes("items.json")).length, 1, fetched.join(" "));
    assert.ok(!fetched.some((url) => url.includes("keys=")));
    const kept = await visitor.page.evaluate(() => caches.keys());
    assert.ok(kept.length > 0 && kept.every((name) => name.startsWith("plenary:pocket:")), kept.join());
  });

  test("a device keeps the programme packed", async () => {
    const sizes = await visitor.page.evaluate(async () => {
      const size = async (answer) => (await answer.arrayBuffer()).byteLength;
      const kept = await (await caches.open("plenary:pocket:data")).match("/pocket/offline/kept");
      const sent = ["index", "items"].map(async (name) => size(await fetch(`/pocket/offline/${name}.json`)));
      return { kept: await size(kept), plain: (await Promise.all(sent)).reduce((sum, one) => sum + one) };
    });
    assert.ok(sizes.kept * 2 < sizes.plain, JSON.stringify(sizes));
  });

  test("without a network, a session that was never opened", async () => {
    const { page, context } = visitor;
    await context.setOffline(true);
    const one = session(5);
    await page.goto(paths.talk(EVENT, one.code));
    await shows(page, one.title);
    const main = await page.getByRole("main").innerText();
    assert.match(main, /You are offline/);
    assert.ok(main.includes(text(one.abstract_html ?? one.description_html)), main);
    const slot = index.slots.find((slot) => slot.session === one.code);
    for (const part of [slot.time, index.rooms[slot.rooms[0]].name, index.days[slot.day].long]) assert.ok(main.includes(part), part);
    assert.equal(await page.title(), `${one.title} · ${index.event.name}`);
    await axeClean(page);
  });

  test("links lead on without a page load, and the reading starts at the heading", async () => {
    const { page } = visitor;
    const one = session(5);
    const speaker = items[`p:${one.speakers[0]}`];
    await page.evaluate(() => (globalThis.still = true));
    await page.locator(".article__head").getByRole("link", { name: speaker.name }).click();
    await page.waitForURL(`**${BASE}speaker/${one.speakers[0]}/`);
    await shows(page, speaker.name);
    assert.equal(await page.evaluate(() => document.activeElement.localName), "h1");
    assert.equal(await page.evaluate(() => globalThis.still), true);
    await page.getByRole("main").getByRole("link", { name: one.title }).first().waitFor();
    await axeClean(page);
    await page.goBack();
    await shows(page, one.title);
    await page.goto(`${BASE}talk/${one.code.toLowerCase()}/`);
    await shows(page, one.title);
  });

  test("days, all sessions, all speakers", async () => {
    const { page } = visitor;
    const main = page.getByRole("main");
    await tab(page, "Schedule").click();
    await main.getByRole("link", { name: index.days[1].short, exact: true }).click();
    await main.getByRole("heading", { name: index.days[1].long }).waitFor();
    assert.equal(await main.getByRole("article").count(), index.slots.filter((slot) => slot.day === 1 && slot.session).length);
    await main.getByRole("link", { name: index.days[0].short, exact: true }).click();
    await main.getByRole("heading", { name: index.days[0].long }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), index.days[0].short, "the focus stays in the tabs");
    await tab(page, "Speakers").click();
    assert.equal(await main.locator(".speaker-card").count(), Object.keys(items).filter((key) => key.startsWith("p:")).length);
    await axeClean(page);
    await tab(page, "Sessions").click();
    assert.equal(await main.getByRole("article").count(), Object.keys(items).filter((key) => key.startsWith("s:")).length);
    await page.goto(`${BASE}talk/NOSUCH/`);
    await main.getByText("Not in the programme").last().waitFor();
    await axeClean(page);
  });

  test("stars are kept in the list of the other pages", async () => {
    const { page } = visitor;
    const one = session(7);
    const day = index.days[index.slots.find((slot) => slot.session === one.code).day];
    await tab(page, "Schedule").click();
    await page.getByRole("main").getByRole("link", { name: day.short, exact: true }).click();
    const star = page.getByRole("button", { name: `Star “${one.title}”` }).first();
    await star.click();
    assert.equal(await star.getAttribute("aria-pressed"), "true");
    assert.deepEqual(await page.evaluate(() => JSON.parse(localStorage.getItem("pocket_favs"))), [one.code]);
    await page.getByRole("link", { name: "Starred" }).click();
    await page.waitForURL(/#starred$/);
    assert.equal(await page.getByRole("main").getByRole("article").count(), 1);
    await axeClean(page);
    await page.getByRole("button", { name: `Star “${one.title}”` }).click();
    await page.getByText("You have not starred any session yet").waitFor();
    assert.deepEqual(await page.evaluate(() => JSON.parse(localStorage.getItem("pocket_favs"))), []);
  });

  test("search finds while typing, whatever the accents and capitals", async () => {
    const { page } = visitor;
    const everyone = Object.entries(items).filter(([key]) => key.startsWith("p:"));
    const [key, speaker] = everyone.find(([, item]) => /[áéíóúüöäčšžřł]/i.test(item.name)) ?? everyone[0];
    const plain = speaker.name.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ł", "l").toUpperCase();
    await page.goto(`${BASE}search/`);
    await page.getByRole("searchbox").fill(plain);
    await page.getByRole("main").locator(`a[href="${BASE}speaker/${key.slice(2)}/"]`).waitFor();
    assert.match(await page.getByRole("main").getByRole("status").last().innerText(), /^Sessions found: \d+. Speakers found: \d+.$/);
    await page.waitForURL(/\?q=/);
    await axeClean(page);
    const one = session(9);
    await page.goto(`${BASE}search/?q=${encodeURIComponent(one.title.split(" ").slice(0, 3).join(" "))}`);
    await page.getByRole("main").locator(`a[href="${paths.talk(EVENT, one.code)}"]`).first().waitFor();
    await page.getByRole("searchbox").fill("zzzzqqqq");
    await page.getByText("Nothing found").waitFor();
  });

  test("back online: the note changes, and a release is fetched by difference", async () => {
    const { page, context } = visitor;
    for (const verb of ["accept", "confirm"]) await change(verb, late.code);
    await orga.page.goto(paths.orgaSchedule(EVENT));
    const form = orga.page.locator("form").filter({ has: orga.page.getByText(late.title) }).or(orga.page.getByRole("row").filter({ hasText: late.title })).first();
    await form.getByLabel(names.orga.place.room, { exact: false }).first().selectOption({ label: index.rooms[0].name });
    await form.getByLabel(names.orga.place.start).first().fill(late.start);
    await form.getByRole("button", { name: names.orga.place.submit }).click();
    await orga.page.waitForLoadState();
    await release("with");
    road.fetched();
    await context.setOffline(false);
    await page.getByText("You are online again").waitFor();
    await page.getByText("The schedule has been updated.").waitFor();
    const asked = road.fetched().filter((url) => url.includes("items.json"));
    assert.equal(asked.length, 1, asked.join(" "));
    const keys = new URL(asked[0], road.url).searchParams.get("keys").split(",");
    assert.ok(keys.includes(`s:${late.code}`), keys.join());
    assert.ok(keys.every((key) => key === `s:${late.code}` || late.speakers.includes(key.slice(2))), keys.join());
    // What is new is there without a network, too.
    await context.setOffline(true);
    await page.goto(paths.talk(EVENT, late.code));
    await shows(page, late.title);
    await context.setOffline(false);
    await page.getByText("You are online again").waitFor();
  });

  test("nothing is fetched when nothing has changed", async () => {
    road.fetched();
    await visitor.page.goto(paths.schedule(EVENT));
    await ready(visitor.page);
    assert.deepEqual(road.fetched().filter((url) => !url.includes("index.json")), []);
  });

  test("online, the fresh page wins; pages that were seen come back as they were", async () => {
    const { page } = visitor;
    const seen = session(1);
    await visit(paths.talk(EVENT, seen.code));
    assert.equal(await page.locator("#offline").count(), 0, "the real page");
    for (const state of ["down", "broken", "slow"]) {
      road.state = state;
      await page.goto(paths.talk(EVENT, seen.code));
      await page.getByText("You are offline. This page is as of").waitFor();
      await shows(page, seen.title);
      assert.equal(await page.locator("#offline").count(), 0, `${state}: the page itself, not the shell`);
      if (state === "down") await axeClean(page);
      const other = session(-2);
      await page.goto(paths.talk(EVENT, other.code));
      await page.locator("#offline h1").waitFor();
      await shows(page, other.title);
      road.state = "open";
    }
    assert.deepEqual(visitor.problems.filter((problem) => !expected.test(problem)), []);
  });

  test("nothing personal is kept, and nothing of it comes back", async () => {
    const { page, context } = visitor;
    road.state = "open";
    const personal = [`${BASE}me/submissions/`, `${BASE}login/`, `${BASE}cfp`];
    for (const path of personal) await page.goto(path);
    const kept = await page.evaluate(async () => {
      const urls = [];
      for (const name of await caches.keys()) for (const key of await (await caches.open(name)).keys()) urls.push(new URL(key.url).pathname);
      return urls;
    });
    const allowed = new RegExp(`^(/static/|/media/|${BASE}(static/|schedule/$|talk/|speaker/|offline/))`);
    assert.deepEqual(kept.filter((path) => !allowed.test(path)), []);
    assert.ok(kept.includes(paths.schedule(EVENT)));
    await context.setOffline(true);
    for (const path of personal) await assert.rejects(page.goto(path), /ERR_INTERNET_DISCONNECTED/, path);
    await context.setOffline(false);
  });

  test("the manifest makes a program of it", async () => {
    const { page } = visitor;
    await visit(paths.schedule(EVENT));
    const link = await page.locator("link[rel=manifest]").getAttribute("href");
    const manifest = await (await visitor.context.request.get(link)).json();
    assert.deepEqual([manifest.start_url, manifest.scope, manifest.display], [paths.schedule(EVENT), BASE, "standalone"]);
    const session = await visitor.context.newCDPSession(page);
    const { errors } = await session.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    const own = installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito");
    assert.deepEqual(own, []);
  });

  test("an event that is hidden leaves nothing behind", async () => {
    const { page, context } = visitor;
    await visit(paths.schedule(EVENT));
    await orga.context.request.post(`/orga/event/${EVENT}/live`, { form: { action: "deactivate" }, headers: { origin: plenary.url } });
    assert.equal((await fetch(`${plenary.url}${BASE}offline/index.json`)).status, 404);
    await page.goto(paths.schedule(EVENT));
    await page.waitForFunction(async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0);
    await context.setOffline(true);
    await assert.rejects(page.goto(paths.schedule(EVENT)), /ERR_INTERNET_DISCONNECTED/);
    await context.setOffline(false);
    assert.deepEqual(visitor.problems.filter((problem) => !expected.test(problem)), []);
  });
});
