// Stars of people with an account: brought along from before the log-in, the same on every device, and a calendar of their own.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { newVisitor } from "../harness.mjs";
import { names } from "../names.mjs";

const SCHEDULE = "/harbour/schedule/";
const CALENDAR = "/harbour/schedule/export/faved.ics";
const PERSON = { name: "Bahar Öztürk", email: "bahar@example.org", password: "seven-lanterns-on-a-pier" };

export function accounts(site) {
  describe("stars of an account", () => {
    let laptop, phone, titles;

    before(async () => {
      laptop = await newVisitor(site.browser, site.plenary.url);
      phone = await newVisitor(site.browser, site.plenary.url);
      await phone.page.setViewportSize({ width: 390, height: 844 });
      await laptop.page.goto(SCHEDULE);
      const links = laptop.page.getByRole("article").getByRole("heading", { level: 4 }).getByRole("link");
      titles = [...new Set(await links.allInnerTexts())].map((title) => title.trim());
    });
    after(async () => {
      for (const device of [laptop, phone]) await device?.context.close();
    });

    const star = (page, n, pressed) => page.getByRole("button", { name: `Star “${titles[n]}”`, exact: true, pressed }).first();
    const starred = (page) => page.locator("article button[aria-pressed=true]");
    const menu = (page) => page.getByRole("banner").locator("summary").filter({ hasText: PERSON.name });
    const logIn = async ({ page }) => {
      await page.goto(SCHEDULE);
      await page.getByRole("banner").locator('a[href*="/login/"]').click();
      await page.getByLabel(names.logIn.email).first().fill(PERSON.email);
      await page.getByLabel(names.logIn.password, { exact: true }).first().fill(PERSON.password);
      await page.getByRole("button", { name: names.logIn.submit, exact: true }).click();
      await page.waitForURL(`**${SCHEDULE}`);
      await menu(page).waitFor();
    };
    const logOut = async ({ page }) => {
      await menu(page).click();
      await page.getByRole("button", { name: "Log out" }).click();
      await page.waitForFunction(() => !/plenary_account=1/.test(document.cookie));
    };
    /** Waits for the answer of the server to what `act` does to a star. */
    const saved = async ({ page }, method, act) => {
      const [answer] = await Promise.all([page.waitForResponse((response) => response.url().endsWith("/favourite/") && response.request().method() === method), act()]);
      assert.ok(answer.ok(), `${answer.status()}`);
    };
    const calendar = async ({ context }) => {
      const answer = await context.request.get(CALENDAR);
      assert.equal(answer.status(), 200);
      assert.match(answer.headers()["content-type"], /^text\/calendar/);
      assert.match(answer.headers()["cache-control"], /no-store/);
      return (await answer.text()).replaceAll("\r\n ", "").split("\r\n").filter((line) => line.startsWith("SUMMARY:")).map((line) => line.slice(8).replaceAll("\\", "")).sort();
    };
    const shows = (summaries, wanted) => {
      assert.equal(summaries.length, wanted.length, summaries.join());
      for (const n of wanted) assert.ok(summaries.some((summary) => summary.startsWith(titles[n])), `${titles[n]} in ${summaries}`);
    };

    test("whoever registers at the log-in page returns to the schedule, and can log out", async () => {
      const { page } = laptop;
      await page.goto(SCHEDULE);
      assert.equal((await laptop.context.request.get(CALENDAR)).status(), 404, "no calendar of nobody's");
      await page.getByRole("banner").locator('a[href*="/login/"]').click();
      await page.getByLabel(names.register.name, { exact: true }).fill(PERSON.name);
      await page.getByLabel(names.register.email).last().fill(PERSON.email);
      await page.getByLabel(names.register.password, { exact: true }).fill(PERSON.password);
      await page.getByLabel(names.register.repeat).fill(PERSON.password);
      await page.getByRole("button", { name: names.register.submit }).click();
      await page.waitForURL(`**${SCHEDULE}`);
      await menu(page).waitFor();
      await logOut(laptop);
    });

    test("stars from before the log-in come along", async () => {
      const { page } = laptop;
      await page.goto(SCHEDULE);
      await star(page, 2, false).click();
      await star(page, 5, false).click();
      await saved(laptop, "POST", () => logIn(laptop));
      await star(page, 2, true).waitFor();
      assert.equal(await starred(page).count(), 2);
      shows(await calendar(laptop), [2, 5]);
    });

    test("another device has them, and what it had itself, after the log-in", async () => {
      const { page } = phone;
      await page.goto(SCHEDULE);
      assert.equal(await starred(page).count(), 0);
      await star(page, 7, false).click();
      await saved(phone, "POST", () => logIn(phone));
      for (const n of [2, 5, 7]) await star(page, n, true).waitFor();
      shows(await calendar(phone), [2, 5, 7]);
      await page.goto(SCHEDULE.replace("schedule", "talk"));
      await page.getByRole("button", { name: /^My plan/ }).click();
      await page.waitForURL(/starred=1/);
      const left = page.getByRole("article").filter({ visible: true });
      await page.waitForFunction(() => [...document.querySelectorAll("article")].filter((card) => card.checkVisibility()).length === 3);
      assert.equal(await left.count(), 3);
    });

    test("a star taken back on one device is gone on the other", async () => {
      await saved(phone, "DELETE", () => star(phone.page, 2, true).click());
      await laptop.page.goto(SCHEDULE);
      await star(laptop.page, 7, true).waitFor();
      await star(laptop.page, 2, false).waitFor();
      shows(await calendar(laptop), [5, 7]);
    });

    test("the star of a session's own page is the same", async () => {
      const { page } = laptop;
      await page.getByRole("link", { name: titles[9], exact: true }).first().click();
      const button = page.locator("button[data-star]");
      await page.waitForURL(/\/talk\//);
      assert.equal(await button.getAttribute("aria-pressed"), "false");
      await saved(laptop, "POST", () => button.click());
      await phone.page.goto(SCHEDULE);
      await star(phone.page, 9, true).waitFor();
      shows(await calendar(phone), [5, 7, 9]);
    });

    test("after the log-out nothing goes to the account any more, nor is it shown to others", async () => {
      await laptop.page.goto(SCHEDULE);
      await menu(laptop.page).waitFor();
      await logOut(laptop);
      assert.equal((await laptop.context.request.get(CALENDAR)).status(), 404);
      await laptop.page.goto(SCHEDULE);
      const sent = [];
      laptop.page.on("request", (request) => sent.push(request.url()));
      await star(laptop.page, 11).click();
      await laptop.page.reload();
      await star(laptop.page, 11, true).waitFor();
      assert.deepEqual(sent.filter((url) => url.includes("/favourite/") || url.includes("personal.json")), []);
      shows(await calendar(phone), [5, 7, 9]);
      await phone.context.clearCookies();
      await phone.page.evaluate(() => localStorage.clear());
      await phone.page.goto(SCHEDULE);
      assert.equal(await starred(phone.page).count(), 0);
    });

    test("nothing went wrong on the way", () => {
      for (const { problems } of [laptop, phone]) assert.deepEqual(problems, []);
    });
  });
}
