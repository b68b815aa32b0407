// The schedule on foreign pages: no Plenary runs here, only its script, data and a strict page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOSTILE, HOSTILE_HTML, conference } from "./embed/conference.mjs";
import { eventServer, foreignPage } from "./embed/servers.mjs";
import { axeClean, launchBrowser, newVisitor } from "./harness.mjs";

const detail = (code) => ({
  code, title: "t", abstract_html: `<p>Abstract of <em>${code}</em></p>`, description_html: HOSTILE_HTML, image: "http://evil.invalid/track.png",
  resources: [{ description: "Slides", url: "https://example.org/slides.pdf" }, { description: "Bad", url: "javascript:globalThis.hacked=20" }],
  answers: [{ question: "Level", answer_html: "<p>Beginner</p>" }], url: "javascript:globalThis.hacked=21",
});
const about = (code) => ({ code, name: "n", biography_html: `<p>Biography of ${code}</p>${HOSTILE_HTML}`, avatar: null, answers: [], url: null });

// Enough to scroll sideways, few enough for axe to be done soon.
const SOME_ROOMS = Array.from({ length: 8 }, (_, i) => `Hall ${2 * i + 1}`).join(",");

let browser, server, page;
before(async () => {
  browser = await launchBrowser();
  server = await eventServer({
    small: { schedule: conference({ rooms: 3, days: 3, count: 60, zone: "Europe/Berlin", offset: 2, first: "2026-09-04" }), session: (code) => detail(code), speaker: about },
    big: { schedule: conference({ rooms: 30, days: 3, count: 1000, zone: "America/New_York", offset: -4, first: "2026-10-02", title: "Big " }) },
    old: { old: true, schedule: conference({ rooms: 2, days: 1, count: 8, zone: "Europe/Berlin", offset: 2, first: "2026-09-04", tracks: 1 }), versions: { "2.1 <hotfix>&": conference({ rooms: 1, days: 1, count: 3, zone: "UTC", offset: 0, first: "2026-09-04", title: "Versioned " }) } },
    sparse: { schedule: { talks: [{ code: "A", start: "2026-09-04T10:00:00Z" }, { code: "B", title: null }, { title: "Break", start: "nonsense" }, 7, null], tracks: null, timezone: "Mars/Base" } },
    empty: { schedule: { talks: [] } },
    broken: { down: true },
  });
  page = await foreignPage(server.origin);
});
after(async () => {
  await browser?.close();
  await server?.close();
  await page?.close();
});

const element = (slug, attributes = "", tag = "pretalx-schedule") => `<${tag} event-url="${server.origin}/${slug}/" ${attributes}></${tag}>`;
const script = () => `<script src="${server.origin}/any/widgets/schedule.js" async></script>`;

/** Opens the foreign page with this in it. Anything refused by its policy or asked of a third host is a problem. */
async function open(body, { width = 1440, zone = "Europe/Berlin", now = null, expected = [], storage = true } = {}) {
  page.body = body;
  page.head = script();
  const context = await browser.newContext({ viewport: { width, height: 900 }, timezoneId: zone, locale: "en-GB", reducedMotion: "reduce" });
  context.setDefaultTimeout(8000);
  const tab = await context.newPage();
  const problems = [];
  tab.on("pageerror", (error) => problems.push(error.message));
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !expected.some((part) => message.text().includes(part))) problems.push(message.text());
  });
  tab.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && ![server.origin, page.origin].includes(origin)) problems.push(`request to ${request.url()}`);
  });
  await tab.addInitScript(() => {
    globalThis.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => globalThis.refused.push(`${event.violatedDirective} ${event.sample}`));
  });
  if (!storage) await tab.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get() { throw new Error("refused"); } }));
  if (now) await tab.clock.install({ time: new Date(now) });
  await tab.goto(page.origin);
  const done = async () => {
    problems.push(...(await tab.evaluate(() => [...globalThis.refused, ...(globalThis.hacked === undefined ? [] : [`script ran: ${globalThis.hacked}`])])));
    await context.close();
    assert.deepEqual(problems, []);
  };
  return { tab, done };
}
const sessions = (tab) => tab.getByRole("article");
const title = (tab, text) => tab.getByRole("link", { name: text, exact: true });

test("a grid on wide pages, a list on narrow ones and where asked for, nights with the day before", async () => {
  const { tab, done } = await open(element("small"));
  await tab.getByRole("tab", { name: "Fri 4 Sept" }).waitFor();
  assert.equal(await tab.getByRole("tab").count(), 3);
  const top = async (text) => (await title(tab, text).boundingBox()).x;
  const [first, second] = ["practical small 2", "archive tears 3"];
  const boxes = [];
  for (const text of [first, second]) boxes.push(await sessions(tab).filter({ hasText: text }).first().boundingBox());
  assert.ok(boxes[1].x > boxes[0].x + boxes[0].width - 1, "rooms are columns");
  assert.ok(boxes[1].y > boxes[0].y, "later is lower");
  assert.equal(await tab.getByRole("heading", { level: 3 }).first().innerText(), "09:00");
  assert.ok(await title(tab, "Songs past midnight").isVisible(), "00:30 on Saturday belongs to Friday");
  assert.ok((await top("Songs past midnight")) > 0);
  await tab.getByRole("tab", { name: "Sat 5 Sept" }).click();
  await title(tab, "Songs past midnight").waitFor({ state: "detached" });
  await tab.locator("pretalx-schedule").evaluate((schedule) => schedule.setAttribute("format", "list"));
  await tab.locator(".list").waitFor();
  await tab.locator("pretalx-schedule").evaluate((schedule) => schedule.setAttribute("format", "grid"));
  await tab.locator(".grid").waitFor();
  await tab.setViewportSize({ width: 690, height: 900 });
  await tab.locator(".list").waitFor();
  assert.equal(await tab.getByText("Lunch").count(), 1, "a break in all rooms is one break");
  assert.equal(new URL(tab.url()).hash, "");
  await done();
});

test("searching, filters, pills and what is counted", async () => {
  const { tab, done } = await open(element("small"));
  const all = await sessions(tab).count();
  await tab.getByRole("searchbox").fill("SONGS midnight");
  await tab.getByText("1 session, 1 on Friday 4 September").waitFor();
  assert.equal(await sessions(tab).count(), 1);
  assert.equal(await tab.getByText("Lunch").count(), 0);
  await tab.getByRole("searchbox").fill("nobody has this");
  await tab.getByText("No session matches your filters.").waitFor();
  await tab.getByRole("button", { name: "Remove filter Search: nobody has this" }).press("Enter");
  await tab.waitForFunction((n) => document.querySelector("pretalx-schedule").shadowRoot.querySelectorAll("article").length === n, all);
  assert.ok(await tab.getByRole("searchbox").evaluate((input) => input.getRootNode().activeElement === input), "focus is not lost with the pill");
  await tab.getByRole("button", { name: "Filters" }).click();
  await tab.getByRole("checkbox", { name: "Systems" }).check();
  await tab.getByRole("checkbox", { name: "German" }).check();
  await tab.getByRole("checkbox", { name: "Not recorded" }).check();
  const { talks } = server.events.small.schedule;
  const expected = talks.filter((talk) => talk.track === 1 && talk.content_locale === "de" && talk.do_not_record).length;
  assert.ok(expected > 0);
  await tab.getByRole("button", { name: new RegExp(`^Show ${expected} session`) }).click();
  assert.equal(await tab.getByRole("button", { name: /^Remove filter/ }).count(), 3);
  await tab.getByRole("button", { name: "Remove filter Track: Systems" }).click();
  assert.equal(await tab.getByRole("button", { name: /^Remove filter/ }).count(), 2);
  await tab.getByRole("button", { name: "Clear all" }).click();
  assert.equal(await sessions(tab).count(), all);
  await done();
});

test("stars last, here and where storage is refused", async () => {
  const { tab, done } = await open(element("small") + element("small", 'format="list"', "plenary-schedule"));
  const star = tab.locator("pretalx-schedule").getByRole("button", { name: "Star “Songs past midnight”" });
  await star.click();
  await tab.locator("plenary-schedule").getByRole("button", { name: "Star “Songs past midnight”", pressed: true }).waitFor();
  assert.equal(await tab.evaluate(() => localStorage.getItem("small_favs")), '["NIGHT1"]');
  await tab.reload();
  await tab.locator("pretalx-schedule").getByRole("button", { name: /^Starred/ }).click();
  assert.equal(await sessions(tab.locator("pretalx-schedule")).count(), 1);
  await done();
  const refused = await open(element("small"), { storage: false });
  await refused.tab.getByRole("button", { name: "Star “Songs past midnight”" }).click();
  await refused.tab.getByRole("button", { name: "Star “Songs past midnight”", pressed: true }).waitFor();
  await refused.done();
});

// With a policy browsers stop what slips through; without one only the element does.
for (const [name, policy] of [
  ["a strict policy", (strict) => strict],
  ["no policy", () => "img-src *"],
  ["trusted types", (strict) => `${strict}; require-trusted-types-for 'script'; trusted-types lit-html plenary-embed`],
]) test(`details, with hostile texts, and the speaker's view: ${name}`, async (context) => {
  const strict = page.policy;
  page.policy = policy(strict);
  context.after(() => (page.policy = strict));
  const { tab, done } = await open(element("small"));
  await title(tab, HOSTILE).click();
  const dialog = tab.getByRole("dialog");
  await dialog.getByText("Safe words").waitFor();
  const kept = await dialog.locator(".prose").evaluateAll((texts) => texts.flatMap((text) => [...text.querySelectorAll("*")].map((part) => `${part.localName} ${[...part.attributes].map((a) => a.name).join(",")}`)));
  for (const part of kept) assert.match(part, /^((p|strong|em|ul|li|h4) |a href,target,rel)$/);
  assert.equal(await dialog.getByRole("link", { name: "fine link" }).getAttribute("rel"), "noopener nofollow");
  assert.equal(await dialog.getByText("script link", { exact: false }).first().evaluate((part) => part.closest("a")), null);
  assert.equal(await dialog.getByRole("link", { name: /^Slides/ }).count(), 1);
  assert.equal(await dialog.getByRole("link", { name: /^Bad/ }).count(), 0);
  assert.equal(await dialog.getByRole("link", { name: /^Open full page/ }).getAttribute("href"), `${server.origin}/small/talk/HOSTIL/`);
  assert.ok(await dialog.getByText("Friday 4 September, 09:00 – 10:00").isVisible());
  if (name === "a strict policy") await axeClean(tab);
  await dialog.getByRole("button", { name: "Ada Lovelace 0" }).click();
  await dialog.getByText("Biography of SPK0").waitFor();
  await dialog.getByRole("button", { name: "Back" }).click();
  await dialog.getByText("Abstract of HOSTIL").waitFor();
  await dialog.getByText("Next in this room").waitFor();
  await tab.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.ok(await title(tab, HOSTILE).evaluate((link) => link.getRootNode().activeElement === link), "the focus is back");
  await done();
});

test("without details the schedule's own text is shown, as text", async () => {
  const { tab, done } = await open(element("big", 'locale="de"'), { expected: ["404"] });
  await tab.getByRole("searchbox").fill("past midnight");
  await title(tab, "Big Songs past midnight").click();
  await tab.getByRole("dialog").getByText("Second line with <b>no markup</b>.").waitFor();
  await done();
});

test("by keyboard alone", async () => {
  const { tab, done } = await open(element("small"));
  const focused = () => tab.evaluate(() => {
    const active = document.activeElement?.shadowRoot?.activeElement;
    return active?.getAttribute("aria-label") ?? active?.textContent?.trim() ?? active?.localName ?? "";
  });
  const tabTo = async (text) => {
    for (let i = 0; i < 40; i++) {
      await tab.keyboard.press("Tab");
      if ((await focused()).includes(text)) return;
    }
    assert.fail(`Tab never reaches ${text}`);
  };
  await tab.getByRole("tab").first().waitFor();
  await tabTo("Fri 4");
  await tab.keyboard.press("ArrowRight");
  await tab.getByRole("tab", { name: "Sat 5 Sept", selected: true }).waitFor();
  await tab.waitForFunction(() => document.querySelector("pretalx-schedule").shadowRoot.activeElement?.textContent.includes("Sat 5"));
  await tab.keyboard.press("Home");
  await tab.waitForFunction(() => document.querySelector("pretalx-schedule").shadowRoot.activeElement?.textContent.includes("Fri 4"));
  await tabTo("practical small 2");
  const link = title(tab, "libraries queues of practical small 2");
  if (!(await focused()).startsWith("libraries")) await tabTo("libraries queues of practical small 2");
  await tab.keyboard.press("Enter");
  const dialog = tab.getByRole("dialog");
  await dialog.getByText("Safe words").waitFor();
  await tab.keyboard.press("Tab");
  assert.equal(await focused(), "Close");
  await tab.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  assert.ok(await link.evaluate((each) => each.getRootNode().activeElement === each));
  await done();
});

for (const width of [390, 768, 1440]) {
  test(`axe finds nothing at ${width} px, light and dark, and nothing is too small to hit`, async () => {
    const { tab, done } = await open(element("small") + element("big", `date-filter="2026-10-02" room-filter="${SOME_ROOMS}"`), { width, zone: "Europe/London", now: "2026-09-04T10:20:00+02:00" });
    await tab.getByRole("button", { name: "Filters" }).first().click();
    // A colour nobody could read on white. This strict page may not have style attributes; scripts may set styles.
    await tab.locator("pretalx-schedule").last().evaluate((schedule) => schedule.style.setProperty("--pretalx-clr-primary", "#ffee00"));
    assert.match(await tab.locator("pretalx-schedule").last().locator(".root").evaluate((root) => root.style.getPropertyValue("--accent-light")), /^rgb\(1\d\d 1\d\d 0\)$/);
    await tab.getByRole("checkbox", { name: "Systems" }).first().check();
    await tab.getByRole("button", { name: "Jump to now" }).waitFor();
    await axeClean(tab, [width]);
    const small = await tab.evaluate(() => [...document.querySelectorAll("pretalx-schedule")].flatMap((schedule) => [...schedule.shadowRoot.querySelectorAll("button, select, input:not([type=checkbox]), .foot a")])
      .map((each) => [each.textContent.trim() || each.className, each.getBoundingClientRect()]).filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24)).map(([text]) => text));
    assert.deepEqual(small, []);
    await done();
  });
}

test("two events on one page, the script twice", async () => {
  const { tab, done } = await open(`${element("small", 'id="one"')}${element("big", 'id="two"', "plenary-schedule")}${script()}`, { zone: "Europe/Berlin" });
  const [one, two] = [tab.locator("#one"), tab.locator("#two")];
  await one.getByRole("searchbox").fill("midnight");
  await one.getByRole("button", { name: "Star “Songs past midnight”" }).click();
  assert.equal(await one.getByRole("article").count(), 1);
  assert.ok((await two.getByRole("article").count()) > 300);
  assert.equal(await two.getByRole("button", { pressed: true }).count(), 0);
  // The one in the visitor's own zone offers no choice.
  assert.equal(await one.getByRole("combobox").count(), 0);
  await two.getByRole("combobox", { name: "Time zone" }).selectOption({ label: "My time (Berlin, UTC+02:00)" });
  await two.getByRole("heading", { level: 3, name: "15:00" }).waitFor();
  assert.equal(await tab.evaluate(() => localStorage.getItem("big_timezone")), "Europe/Berlin");
  assert.ok(await two.getByRole("heading", { level: 3, name: /^Sat 06:30/ }).count(), "the date's weekday where it is not the day's");
  const room = two.locator(".scroller");
  assert.ok(await room.evaluate((box) => box.scrollWidth > box.clientWidth));
  await two.getByRole("button", { name: "More rooms" }).click();
  await tab.waitForFunction(() => {
    const root = document.querySelector("#two").shadowRoot;
    return root.querySelector(".scroller").scrollLeft > 100 && root.querySelector(".heads-scroll").scrollLeft === root.querySelector(".scroller").scrollLeft;
  });
  await done();
});

test("attributes: dates, rooms, versions, languages, another event", async () => {
  const { tab, done } = await open(element("small", 'locale="de" date-filter="2026-09-05, 2026-09-06" room-filter="100,saal 2"'), { expected: ["404"] });
  await tab.getByRole("tab", { name: "Sa., 5. Sept." }).waitFor();
  assert.equal(await tab.getByRole("tab").count(), 2);
  assert.equal(await tab.locator(".room-head").count(), 2);
  const schedule = tab.locator("pretalx-schedule");
  const set = (values) => schedule.evaluate((each, all) => { for (const [name, value] of Object.entries(all)) each.setAttribute(name, value); }, values);
  await set({ "event-url": `${server.origin}/old`, "date-filter": "", "room-filter": "", locale: "en" });
  await tab.getByRole("heading", { level: 2, name: "Friday 4 September" }).waitFor();
  await set({ version: "2.1 <hotfix>&" });
  await title(tab, "Versioned Songs past midnight").waitFor();
  await set({ "event-url": `${server.origin}/sparse/`, version: "" });
  await title(tab, "A").waitFor();
  await set({ locale: "ar" });
  await tab.waitForFunction(() => document.querySelector("pretalx-schedule").shadowRoot.querySelector(".root").dir === "rtl");
  await set({ locale: "en", "event-url": `${server.origin}/empty/` });
  await tab.getByText("The schedule has no sessions yet.").waitFor();
  await set({ "event-url": "javascript:alert(1)" });
  await tab.getByText(/No schedule to show/).waitFor();
  assert.ok(server.requests.length > 0 && server.requests.every(({ method, cookie }) => method === "GET" && cookie === undefined), "no preflights, no credentials");
  await done();
});

test("a server that is down can be tried again", async () => {
  const { tab, done } = await open(element("broken"), { expected: ["503", "404"] });
  await tab.getByText("The schedule could not be loaded.").waitFor();
  server.events.broken.down = false;
  await tab.getByRole("button", { name: "Try again" }).click();
  await tab.getByText("This schedule is not available.").waitFor();
  server.events.broken.schedule = server.events.old.schedule;
  await tab.getByRole("button", { name: "Try again" }).click();
  await sessions(tab).first().waitFor();
  await done();
});

test("what runs now is marked, and new versions arrive by themselves", async () => {
  const { tab, done } = await open(element("small"), { now: "2026-09-05T09:10:00+02:00" });
  await tab.getByRole("tab", { name: "Sat 5 Sept", selected: true }).waitFor();
  const marked = await sessions(tab).filter({ hasText: "Now" }).count();
  assert.equal(marked, server.events.small.schedule.talks.filter((talk) => talk.code && talk.start.startsWith("2026-09-05T09:00")).length);
  await tab.getByRole("tab", { name: "Sun 6 Sept" }).click();
  await tab.getByRole("button", { name: "Jump to now" }).click();
  await tab.getByRole("tab", { name: "Sat 5 Sept", selected: true }).waitFor();
  await tab.getByRole("searchbox").fill("rust");
  const before = server.events.small.schedule;
  server.events.small.schedule = { ...before, version: "1.1", schedule_id: 8, talks: before.talks.map((talk) => (talk.code ? { ...talk, title: `Rust renewed ${talk.code}` } : talk)) };
  await tab.clock.runFor(6 * 60_000);
  await tab.getByText(/The schedule has been updated\./).waitFor();
  assert.match(await sessions(tab).first().innerText(), /Rust renewed/);
  assert.equal(await tab.getByRole("searchbox").inputValue(), "rust");
  server.events.small.schedule = before;
  await done();
});

test("on paper: all days, no controls", async () => {
  const { tab, done } = await open(element("small"));
  await sessions(tab).first().waitFor();
  await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await tab.emulateMedia({ media: "print" });
  assert.equal(await sessions(tab).count(), 60);
  assert.equal(await tab.getByRole("searchbox").count(), 0);
  await tab.evaluate(() => dispatchEvent(new Event("afterprint")));
  await tab.emulateMedia({ media: "screen" });
  await tab.getByRole("searchbox").waitFor();
  await done();
});

test("a thousand sessions are drawn quickly", async (context) => {
  const { tab, done } = await open(element("big"));
  await sessions(tab).first().waitFor();
  const time = await tab.evaluate(async () => {
    const schedule = document.querySelector("pretalx-schedule");
    const find = (selector) => schedule.shadowRoot.querySelector(selector);
    const drawn = async (act) => {
      const start = performance.now();
      act();
      await schedule.updateComplete;
      find(".root").getBoundingClientRect();
      return Math.round(performance.now() - start);
    };
    const type = (text) => drawn(() => {
      find("input[type=search]").value = text;
      find("input[type=search]").dispatchEvent(new InputEvent("input"));
    });
    // The best of three: other work on the machine is not ours.
    const best = {};
    for (let round = 0; round < 3; round++) {
      const times = {
        reread: await drawn(() => schedule.setAttribute("locale", round % 2 ? "en" : "de")),
        day: await drawn(() => find("[role=tab][aria-selected=false]").click()),
        letter: await type("r"),
        cleared: await type(""),
      };
      for (const [what, ms] of Object.entries(times)) best[what] = Math.min(best[what] ?? Infinity, ms);
    }
    return best;
  });
  context.diagnostic(`ms: ${JSON.stringify(time)}`);
  for (const [what, ms] of Object.entries(time)) assert.ok(ms < 1500, `${what} took ${ms} ms`);
  await done();
});
