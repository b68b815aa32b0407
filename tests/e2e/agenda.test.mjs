// Schedule, session list and speaker list: found and planned with a mouse, with a keyboard, and without scripts.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { axeClean, launchBrowser, newVisitor, Plenary } from "./harness.mjs";

const EVENT = "agenda";
const SCHEDULE = `/${EVENT}/schedule/`;
const TALKS = `/${EVENT}/talk/`;
const SPEAKERS = `/${EVENT}/speaker/`;

// Puts the last session of the first day to half past midnight.
const NIGHT = `
import datetime, sqlite3, sys, zoneinfo
db = sqlite3.connect(sys.argv[1])
zone = zoneinfo.ZoneInfo("Europe/Berlin")
released = db.execute("select id from schedule where version is not null order by published desc limit 1").fetchone()[0]
of = "from slot where schedule_id = ? and submission_id is not null and is_visible and starts is not null"
day = min(datetime.datetime.fromtimestamp(row[0] / 1e6, zone).date() for row in db.execute(f"select starts {of}", [released]))
slots = [row for row in db.execute(f"select starts, id {of}", [released]) if datetime.datetime.fromtimestamp(row[0] / 1e6, zone).date() == day]
night = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(0, 30), zone).timestamp()
db.execute("update slot set starts = ?, ends = ? where id = ?", [int(night * 1e6), int((night + 2700) * 1e6), max(slots)[1]])
db.commit()
`;

let browser, plenary;
before(async () => {
  browser = await launchBrowser();
  plenary = await Plenary.create();
  // The style guide has grids of any number of rooms.
  plenary.environment.PLENARY_DEBUG = "true";
  await plenary.run(["init", "--noinput"], {
    DJANGO_SUPERUSER_EMAIL: "admin@example.org",
    DJANGO_SUPERUSER_PASSWORD: "correct-horse-battery-7",
    PRETALX_INIT_ORGANISER_NAME: "First",
    PRETALX_INIT_ORGANISER_SLUG: "first",
  });
  await plenary.run(["create_test_event", "--slug", EVENT]);
  await promisify(execFile)("python3", ["-c", NIGHT, join(plenary.environment.PLENARY_DATA_DIR, "db.sqlite3")]);
  await plenary.start();
});
after(async () => {
  await browser?.close();
  await plenary?.stop();
});

const cards = (page) => page.getByRole("article");
const visible = async (page) => {
  let number = 0;
  for (const card of await cards(page).all()) if (await card.isVisible()) number += 1;
  return number;
};
const title = async (card) => (await card.getByRole("link").first().innerText()).trim();
const found = (page) => page.getByRole("status").filter({ hasText: /session/ });
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Runs `use` with a new visitor, and asserts that nothing went wrong meanwhile. */
async function visit(options, use) {
  const visitor = await newVisitor(browser, plenary.url, options);
  try {
    await use(visitor.page, visitor.context);
    assert.deepEqual(visitor.problems.filter((problem) => !options?.expected?.test(problem)), []);
  } finally {
    await visitor.context.close();
  }
}

/** The same in another time zone, which only a context of its own has. */
async function visitFrom(timezoneId, use) {
  const context = await browser.newContext({ baseURL: plenary.url, timezoneId, locale: "en-GB", reducedMotion: "reduce", viewport: { width: 1440, height: 900 } });
  try {
    await use(await context.newPage());
  } finally {
    await context.close();
  }
}

describe("without scripts", () => {
  test("everything is on the page, and nothing that needs a script", () =>
    visit({ script: false }, async (page) => {
      await page.goto(SCHEDULE);
      assert.ok((await cards(page).count()) > 20);
      assert.equal(await visible(page), await cards(page).count());
      assert.equal(await page.getByRole("searchbox").count(), 0, "no search that would do nothing");
      assert.equal(await page.getByRole("button", { name: "My plan" }).count(), 0);
      const days = page.getByRole("navigation", { name: "Days" }).getByRole("link");
      assert.ok((await days.count()) > 1);
      await days.nth(1).click();
      assert.match(page.url(), /#\d{4}-\d\d-\d\d$/);
      await axeClean(page);
      await page.goto(TALKS);
      await axeClean(page);
    }));

  test("the search page finds sessions and speakers", () =>
    visit({ script: false }, async (page) => {
      await page.goto(SCHEDULE);
      const name = await title(cards(page).nth(4));
      await page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name: "Search" }).click();
      const found = page.getByRole("main").getByRole("link", { name });
      await page.getByRole("searchbox").fill(name);
      await page.keyboard.press("Enter");
      await found.first().click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
      const speaker = await page.locator(".article__head").getByRole("link").first().innerText();
      await page.goto(`/${EVENT}/search/?q=${encodeURIComponent(speaker)}`);
      await page.getByRole("main").getByRole("link", { name: speaker }).first().click();
      await page.getByRole("heading", { level: 1, name: speaker }).waitFor();
    }));

  test("speakers are found by name, whatever the marks", () =>
    visit({ script: false }, async (page) => {
      await page.goto(SPEAKERS);
      const names = page.getByRole("main").getByRole("heading", { level: 2 });
      const all = await names.allInnerTexts();
      const marked = all.find((name) => /[àáâãäåèéêëíïóôõöúü]/.test(name));
      assert.ok(marked, "the generated speakers have marks");
      const plain = marked.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
      await page.getByRole("searchbox").fill(plain);
      await page.getByRole("button", { name: "Search" }).click();
      assert.match(page.url(), /\?q=/);
      assert.deepEqual((await names.allInnerTexts()).filter((name) => name === marked), [marked]);
      assert.ok((await names.count()) < all.length);
      assert.equal(await page.getByRole("searchbox").inputValue(), plain, "what was typed stays");
      await axeClean(page);
      await page.goto(`${SPEAKERS}?q=${encodeURIComponent("<b>nobody</b>")}`);
      await page.getByRole("heading", { name: "Nobody of this name" }).waitFor();
      await page.getByRole("link", { name: "Show all speakers" }).click();
      assert.equal(await names.count(), all.length);
    }));
});

describe("finding sessions", () => {
  test("from the top of the page to a session and back, with Tab, Space, Enter and Escape only", () =>
    visit({}, async (page) => {
      await page.goto(SCHEDULE);
      const total = await cards(page).count();
      const press = (key) => page.keyboard.press(key);
      const focused = (locator) => locator.evaluate((element) => element === document.activeElement);
      const tabTo = async (locator, most = 40) => {
        for (let presses = 0; presses < most; presses++) {
          await press("Tab");
          if (await focused(locator)) return;
        }
        assert.fail(`${most} times Tab do not reach ${locator}`);
      };
      await tabTo(page.getByRole("link", { name: "Skip to content" }), 1);
      await press("Enter");
      assert.ok(await page.getByRole("main").evaluate((main) => main.contains(document.activeElement)));
      const filter = page.getByRole("button", { name: /^Filter/ });
      await tabTo(page.getByRole("searchbox", { name: "Search sessions" }));
      await tabTo(filter, 3);
      await press("Enter");
      const dialog = page.getByRole("dialog", { name: "Filter sessions" });
      const box = dialog.getByRole("checkbox").first();
      if (!(await focused(box))) await tabTo(box, 5);
      await press("Space");
      const left = await visible(page);
      assert.ok(left > 0 && left < total);
      // Nothing behind the dialog is reached while it is open.
      for (let presses = 0; presses < 30; presses++) {
        await press("Tab");
        assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null));
      }
      await press("Escape");
      assert.ok(await focused(filter));
      const card = cards(page).filter({ visible: true }).first();
      const name = await title(card);
      await tabTo(card.getByRole("link").first());
      await tabTo(page.getByRole("button", { name: `Star “${name}”` }).filter({ visible: true }).first(), 2);
      await press("Space");
      await press("Shift+Tab");
      await press("Enter");
      await page.getByRole("heading", { level: 1, name }).waitFor();
      await page.goBack();
      await page.getByRole("button", { name: `Star “${name}”`, pressed: true }).first().waitFor();
      assert.equal(await visible(page), left, "the filter is kept");
    }));

  test("search and chips, by keyboard alone", () =>
    visit({}, async (page) => {
      await page.goto(SCHEDULE);
      const total = await cards(page).count();
      const wanted = await title(cards(page).nth(3));
      const search = page.getByRole("searchbox", { name: "Search sessions" });
      await search.focus();
      await page.keyboard.type(wanted.toUpperCase());
      await found(page).getByText("1 session", { exact: true }).waitFor();
      assert.equal(await visible(page), 1);
      assert.equal(new URL(page.url()).searchParams.get("q"), wanted.toUpperCase());
      assert.equal(await page.getByRole("heading", { level: 2 }).filter({ visible: true }).count(), 1, "days without a hit are gone");
      await axeClean(page);

      await page.reload();
      assert.equal(await visible(page), 1, "the address keeps the search");
      const chip = page.getByRole("button", { name: /^Remove filter/ });
      await chip.focus();
      await page.keyboard.press("Enter");
      assert.equal(await visible(page), total);
      assert.equal(new URL(page.url()).search, "");
      assert.ok(await search.evaluate((input) => input === document.activeElement), "focus goes back to the search");

      await page.keyboard.type("no session is called this");
      await page.getByRole("heading", { name: "No session matches" }).waitFor();
      assert.equal(await visible(page), 0);
      await axeClean(page);
      await page.getByRole("button", { name: "Clear filters" }).last().click();
      assert.equal(await visible(page), total);
    }));

  for (const [path, width] of [
    [SCHEDULE, 1440],
    [SCHEDULE, 390],
    [TALKS, 1440],
  ]) {
    test(`filters in their dialog, ${path} at ${width} px`, () =>
      visit({}, async (page) => {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        const total = await visible(page);
        const open = page.getByRole("button", { name: /^Filter/ });
        await open.focus();
        await page.keyboard.press("Enter");
        const dialog = page.getByRole("dialog", { name: "Filter sessions" });
        await dialog.waitFor();
        const track = dialog.getByRole("group", { name: "Track" }).getByRole("checkbox");
        const room = dialog.getByRole("group", { name: "Room" }).getByRole("checkbox");
        await track.nth(0).focus();
        await page.keyboard.press("Space");
        await track.nth(1).check();
        const two = await visible(page);
        assert.ok(two > 0 && two < total, "two tracks are fewer than all");
        await room.nth(1).check();
        const both = await visible(page);
        assert.ok(both < two, "a room narrows further");
        await dialog.getByRole("button", { name: new RegExp(`^Show ${both} session`) }).waitFor();
        await page.keyboard.press("Escape");
        assert.equal(await dialog.isVisible(), false);
        assert.ok(await open.evaluate((button) => button === document.activeElement), "focus returns");
        assert.match(await open.innerText(), /3/);
        const query = new URL(page.url()).searchParams;
        assert.deepEqual([query.getAll("track").length, query.getAll("room").length], [2, 1]);
        assert.equal(await sideways(page), 0);
        await page.reload();
        assert.equal(await visible(page), both, "a shared address shows the same");
        await page.getByRole("button", { name: "Clear filters" }).first().click();
        assert.equal(await visible(page), total);
      }));
  }

  test("the dialog passes axe", () =>
    visit({}, async (page) => {
      await page.goto(SCHEDULE);
      await page.getByRole("button", { name: /^Filter/ }).click();
      await axeClean(page);
    }));

  test("what the address asks for and nobody has is ignored", () =>
    visit({}, async (page) => {
      await page.goto(`${SCHEDULE}?track=999999&room=x&type=%3Cscript%3E&language=`);
      assert.equal(await visible(page), await cards(page).count());
    }));

  test("speakers while typing, also from a page that was searched before", () =>
    visit({}, async (page) => {
      await page.goto(SPEAKERS);
      const names = page.getByRole("main").getByRole("heading", { level: 2 });
      const all = await names.allInnerTexts();
      await page.goto(`${SPEAKERS}?q=${encodeURIComponent(all[0])}`);
      assert.equal(await names.count(), 1);
      await page.getByRole("searchbox").fill("");
      await names.nth(all.length - 1).waitFor();
      assert.deepEqual(await names.allInnerTexts(), all);
      await page.getByRole("searchbox").fill(all[2]);
      await page.getByRole("status").getByText("1 speaker found").waitFor();
      await axeClean(page);
    }));
});

describe("views and times", () => {
  test("grid or list, remembered", () =>
    visit({}, async (page) => {
      await page.goto(SCHEDULE);
      const left = async () => new Set(await cards(page).evaluateAll((all) => all.map((card) => Math.round(card.getBoundingClientRect().x)))).size;
      assert.ok((await left()) > 1, "columns");
      await page.getByRole("button", { name: "List", exact: true }).click();
      assert.equal(await left(), 1, "one column");
      await page.reload();
      assert.equal(await left(), 1);
      await axeClean(page);
      await page.getByRole("button", { name: "Grid", exact: true }).click();
      assert.ok((await left()) > 1);
    }));

  test("after midnight belongs to the day before, and says so", () =>
    visit({}, async (page) => {
      await page.goto(SCHEDULE);
      const days = page.locator("main section:has(> h2)");
      const first = days.first();
      const id = await first.getAttribute("id");
      const late = first.getByRole("heading", { level: 3, name: /^00:30/ });
      const next = new Date(`${id}T12:00:00Z`);
      next.setUTCDate(next.getUTCDate() + 1);
      assert.match(await late.innerText(), new RegExp(`\\b${next.getUTCDate()}\\b`));
      assert.equal(await days.nth(1).getByRole("heading", { level: 3, name: /^00:30/ }).count(), 0);
    }));

  test("the visitor's own zone, only where it differs", async () => {
    await visitFrom("Europe/Paris", async (page) => {
      await page.goto(SCHEDULE);
      await page.getByText("All times in Europe/Berlin").waitFor();
      assert.equal(await page.getByRole("combobox", { name: "Time zone" }).count(), 0);
    });
    await visitFrom("Asia/Tokyo", async (page) => {
      await page.goto(SCHEDULE);
      const head = page.getByRole("heading", { level: 3 });
      const before = await head.allInnerTexts();
      const zone = page.getByRole("combobox", { name: "Time zone" });
      await zone.selectOption({ label: "My times: Asia/Tokyo" });
      const hour = Number(before[0].slice(0, 2));
      assert.equal(Number((await head.first().innerText()).slice(0, 2)), hour + 8);
      const late = (await head.allInnerTexts()).filter((text) => /^0\d:/.test(text));
      assert.ok(late.length > 0 && late.every((text) => /[A-Z][a-z]{2}/.test(text)), `another date says which: ${late}`);
      assert.match(await cards(page).first().innerText(), new RegExp(`${hour + 8}:`));
      await page.reload();
      assert.equal(Number((await head.first().innerText()).slice(0, 2)), hour + 8, "remembered");
      assert.equal(await page.evaluate(() => localStorage.getItem("agenda_timezone")), "Asia/Tokyo");
      await zone.selectOption("event");
      assert.deepEqual(await head.allInnerTexts(), before);
      await page.goto(TALKS);
      await zone.selectOption("local");
      await axeClean(page);
    });
  });

  test("days follow the scrolling", () =>
    visit({}, async (page) => {
      await page.goto(SCHEDULE);
      const days = page.getByRole("navigation", { name: "Days" });
      const current = () => days.locator("[aria-current]").innerText();
      const labels = await days.getByRole("link").allInnerTexts();
      assert.equal(await current(), labels[0]);
      await days.getByRole("link").nth(1).click();
      await page.waitForFunction((text) => document.querySelector("nav [aria-current=true]")?.innerText === text, labels[1]);
      await days.getByRole("link").nth(1).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await page.waitForFunction((text) => document.querySelector("nav [aria-current=true]")?.innerText === text, labels[2]);
    }));

  test("focus is never under a sticky head", () =>
    visit({}, async (page) => {
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 700 });
        await page.goto(SCHEDULE);
        for (const n of [12, 4, 30, 20, 8]) {
          const link = cards(page).nth(n).getByRole("link").first();
          await link.evaluate((element) => element.focus());
          const hit = await link.evaluate((element) => {
            const box = element.getClientRects()[0];
            const top = document.elementFromPoint(box.x + 4, box.y + box.height / 2);
            return element.closest("article").contains(top);
          });
          assert.ok(hit, `card ${n} at ${width} px`);
        }
      }
    }));
});

describe("stars", () => {
  test("stay in the browser, and make a plan", () =>
    visit({}, async (page) => {
      await page.goto(SCHEDULE);
      const name = await title(cards(page).nth(2));
      const star = page.getByRole("button", { name: `Star “${name}”` });
      assert.equal(await star.getAttribute("aria-pressed"), "false");
      const box = await star.boundingBox();
      assert.ok(box.width >= 24 && box.height >= 24);
      await star.focus();
      await page.keyboard.press("Enter");
      assert.equal(await star.getAttribute("aria-pressed"), "true");
      const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("agenda_favs")));
      assert.equal(kept.length, 1);
      await page.goto(TALKS);
      assert.equal(await star.getAttribute("aria-pressed"), "true");
      await page.getByRole("button", { name: /^My plan/ }).click();
      assert.equal(await visible(page), 1);
      assert.equal(new URL(page.url()).searchParams.get("starred"), "1");
      await star.click();
      await page.getByText("You have not starred any session yet.").waitFor();
    }));

  test("go to the account, come from it, and are taken back when it refuses", () =>
    visit({ expected: /503|Failed to load resource/ }, async (page, context) => {
      await page.goto(SCHEDULE);
      // The server takes the mark back from whom it does not know: only from here on its answer is a made one.
      await context.addCookies([{ name: "plenary_account", value: "1", url: plenary.url }]);
      const codes = await cards(page).evaluateAll((all) => all.map((card) => card.querySelector("a").pathname.split("/").at(-2)));
      const sent = [];
      let refuse = false;
      await page.route("**/me/personal.json", (route) => route.fulfill({ json: { account: { code: "ME" }, starred: [codes[1]] } }));
      await page.route("**/favourite/", (route) => {
        sent.push(`${route.request().method()} ${new URL(route.request().url()).pathname}`);
        return route.fulfill(refuse ? { status: 503, body: "" } : { status: 204 });
      });
      await page.evaluate((code) => localStorage.setItem("agenda_favs", JSON.stringify([code])), codes[0]);
      await page.reload();
      const star = (n) => cards(page).nth(n).getByRole("button", { name: /^Star/ });
      await page.waitForFunction(() => document.querySelectorAll("article button[aria-pressed=true]").length === 2);
      assert.deepEqual(sent.splice(0), [`POST /api/events/${EVENT}/submissions/${codes[0]}/favourite/`], "merged after the log-in");
      await star(1).click();
      await star(5).click();
      await page.waitForFunction(() => document.querySelectorAll("article button[aria-pressed=true]").length === 2);
      assert.deepEqual(sent.splice(0), [
        `DELETE /api/events/${EVENT}/submissions/${codes[1]}/favourite/`,
        `POST /api/events/${EVENT}/submissions/${codes[5]}/favourite/`,
      ]);
      refuse = true;
      await star(7).click();
      await page.getByText("The star could not be saved").waitFor();
      assert.equal(await star(7).getAttribute("aria-pressed"), "false");
      // The account knows better from now on: what is not there any more was removed elsewhere.
      refuse = false;
      sent.length = 0;
      await page.reload();
      await page.waitForFunction((code) => localStorage.getItem("agenda_favs") === JSON.stringify([code]), codes[1]);
      assert.deepEqual(sent, []);
    }));
});

describe("while the event runs", () => {
  const during = async (page, use) => {
    await page.goto(SCHEDULE);
    const heads = await page.locator("main section:has(> h2)").first().getByRole("heading", { level: 3 }).locator("time").evaluateAll((all) => all.map((time) => time.dateTime));
    const from = Date.parse(heads[2]);
    await page.clock.install({ time: new Date(from + 5 * 60_000) });
    await page.reload();
    await use(from);
  };
  const NOW = ".schedule__now";

  test("a line moves with the time, and a button leads to it", () =>
    visit({}, async (page) => {
      await during(page, async () => {
        const line = page.locator(NOW);
        await line.waitFor({ state: "attached" });
        const top = async () => (await line.evaluate((element) => element.getBoundingClientRect().top + scrollY));
        const before = await top();
        await page.clock.runFor(10 * 60_000);
        assert.ok((await top()) > before, "the line went down");
        const jump = page.getByRole("button", { name: "Jump to now" });
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        await page.clock.runFor(1000);
        await jump.click();
        assert.ok(await line.evaluate((element) => element.getBoundingClientRect().top > 0 && element.getBoundingClientRect().bottom < innerHeight));
        await page.getByRole("button", { name: "List", exact: true }).click();
        assert.ok(await line.isVisible(), "in the list as well");
      });
    }));

  test("phones say first what is now and next, and what is planned", () =>
    visit({}, async (page) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await during(page, async () => {
        const box = page.getByRole("region", { name: "Now and next" });
        await box.getByRole("heading", { name: "Now" }).waitFor();
        await box.getByRole("heading", { name: "Next" }).waitFor();
        assert.equal(await box.getByRole("heading", { name: "My plan" }).count(), 0);
        await cards(page).last().getByRole("button", { name: /^Star/ }).click();
        await box.getByRole("heading", { name: "My plan" }).waitFor();
        const name = await title(cards(page).last());
        await box.getByRole("link", { name }).waitFor();
        assert.equal(await sideways(page), 0);
      });
    }));

  test("before and after there is neither", () =>
    visit({}, async (page) => {
      await page.goto(SCHEDULE);
      assert.equal(await page.locator(NOW).count(), 0);
      assert.equal(await page.getByRole("button", { name: "Jump to now" }).count(), 0);
    }));
});

test("what changed since the last visit is marked until it is put away", () =>
  visit({}, async (page) => {
    await page.goto(SCHEDULE);
    assert.equal(await page.getByText("Since you last saw").count(), 0, "nothing on a first visit");
    const names = [await title(cards(page).nth(0)), await title(cards(page).nth(1))];
    await page.evaluate(() => {
      const seen = JSON.parse(localStorage.getItem("agenda_seen"));
      const [first, second] = [...document.querySelectorAll("article a")].map((a) => a.pathname.split("/").at(-2));
      seen.version = "0.1";
      delete seen.sessions[first];
      seen.sessions[second] = "different";
      localStorage.setItem("agenda_seen", JSON.stringify(seen));
    });
    await page.reload();
    await page.getByText("Since you last saw version 0.1: 1 new session, 1 changed session.").waitFor();
    assert.match(await cards(page).filter({ hasText: names[0] }).first().innerText(), /\bNew\b/);
    assert.match(await cards(page).filter({ hasText: names[1] }).first().innerText(), /\bChanged\b/);
    await axeClean(page);
    await page.getByRole("button", { name: "Show only these" }).click();
    assert.equal(await visible(page), 2);
    await page.getByText("Since you last saw").locator("xpath=..").getByRole("button", { name: "Close" }).click();
    await page.reload();
    assert.equal(await page.getByText("Since you last saw").count(), 0);
    assert.equal(await visible(page), await cards(page).count());
  }));

describe("rooms", () => {
  for (const rooms of [3, 12, 30]) {
    test(`${rooms} of them never move the page sideways`, () =>
      visit({}, async (page) => {
        await page.goto(`/_styleguide/schedule/?rooms=${rooms}`);
        for (const width of [320, 390, 768, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          assert.equal(await sideways(page), 0, `${width} px`);
        }
        const grid = page.getByRole("region", { name: "Friday 4 September 2026" });
        assert.equal(await grid.count(), rooms > 4 ? 1 : 0);
        if (rooms > 4) {
          await grid.focus();
          await grid.evaluate((element) => element.scrollTo(800, 300));
          assert.ok(await grid.evaluate((element) => element.scrollLeft) > 0, "it scrolls within");
          const box = await grid.boundingBox();
          const time = await page.getByRole("heading", { level: 3 }).nth(4).boundingBox();
          assert.ok(Math.abs(time.x - box.x) < 3, "times stay at the edge");
        }
        await axeClean(page);
      }));
  }
});

test("signs for the doors: a room and day each", () =>
  visit({}, async (page) => {
    await page.addInitScript(() => {
      window.print = () => (window.printed = (window.printed ?? 0) + 1);
    });
    await page.goto(SCHEDULE);
    await page.getByText("Print", { exact: true }).click();
    await page.getByRole("button", { name: /^Door signs/ }).click();
    assert.equal(await page.evaluate(() => window.printed), 1);
    await page.emulateMedia({ media: "print" });
    const signs = page.locator(".sign");
    const grids = await page.locator("main section:has(> h2)").evaluateAll((days) => days.reduce((sum, day) => sum + new Set([...day.querySelectorAll("[data-room]")].map((head) => head.dataset.room)).size, 0));
    assert.equal(await signs.count(), grids);
    assert.ok(await signs.first().isVisible());
    assert.equal(await page.getByRole("banner").isVisible(), false);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await signs.count(), 0);
    await page.goto(`${SCHEDULE}?print=room`);
    assert.equal(await page.evaluate(() => window.printed), 1);
  }));
