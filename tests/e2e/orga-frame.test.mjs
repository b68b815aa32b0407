// The organisers' frame: navigation, palette, the page of the search, unsaved forms, history.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axeClean, launchBrowser, newVisitor, Plenary } from "./harness.mjs";
import { names, paths } from "./names.mjs";

const ADMIN = { email: "admin@example.org", password: "correct-horse-battery-7" };
const WIDTHS = [390, 768, 1440];
const DASHBOARD = "/orga/event/harbour/";
const SETTINGS = "/orga/event/harbour/settings/";

let browser, plenary;

before(async () => {
  browser = await launchBrowser();
  plenary = await Plenary.create();
  await plenary.run(["createsuperuser", "--noinput", "--email", ADMIN.email], { PLENARY_SUPERUSER_PASSWORD: ADMIN.password });
  await plenary.run(["create_test_event", "--slug", "harbour", "--stage", "schedule", "--seed", "1"]);
  await plenary.start();
});
after(async () => {
  await browser?.close();
  await plenary?.stop();
});

/** Runs `use` with an administrator who is logged in. */
async function organiser(use, options = {}) {
  const visitor = await newVisitor(browser, plenary.url, options);
  const { page } = visitor;
  try {
    await page.goto(paths.orgaLogin);
    await page.getByLabel(names.logIn.email).first().fill(ADMIN.email);
    await page.getByLabel(names.logIn.password).first().fill(ADMIN.password);
    await page.getByRole("button", { name: names.logIn.submit }).click();
    await page.waitForURL("**/orga/event/");
    await use(page);
    assert.deepEqual(visitor.problems, []);
  } finally {
    await visitor.context.close();
  }
}

const combobox = (page) => page.getByRole("combobox", { name: "What are you looking for?" });
const chosen = (page) => page.getByRole("option", { selected: true });

describe("palette", () => {
  test("opens by keys, finds, and goes there", () =>
    organiser(async (page) => {
      await page.goto(DASHBOARD);
      await page.keyboard.press("Control+k");
      const input = combobox(page);
      await input.waitFor();
      assert.ok(await input.evaluate((element) => element === document.activeElement));
      // Before anything is typed: events.
      await page.getByRole("option").first().waitFor();
      await axeClean(page, WIDTHS);
      await input.fill("review");
      const option = page.getByRole("option").filter({ hasText: "Review" }).first();
      await option.waitFor();
      await axeClean(page, WIDTHS);
      const first = await chosen(page).getAttribute("id");
      assert.equal(await input.getAttribute("aria-activedescendant"), first);
      await page.keyboard.press("ArrowUp");
      assert.notEqual(await chosen(page).getAttribute("id"), first, "wraps to the last");
      await page.keyboard.press("ArrowDown");
      assert.equal(await chosen(page).getAttribute("id"), first);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname !== DASHBOARD);
    }));

  test("Enter waits for the answer, Esc closes, a session is found", () =>
    organiser(async (page) => {
      await page.goto("/orga/event/harbour/submissions/");
      const title = (await page.getByRole("row").nth(1).getByRole("link").first().innerText()).trim();
      await page.keyboard.press("Alt+k");
      await combobox(page).waitFor();
      await page.keyboard.press("Escape");
      await combobox(page).waitFor({ state: "hidden" });
      await page.getByRole("link", { name: "Switch event or search" }).click();
      await combobox(page).pressSequentially(title);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/submissions\/[A-Z0-9]+\/$/);
      assert.equal((await page.getByRole("heading", { level: 1 }).innerText()).trim(), title);
    }));

  test("without a script the search is a page", () =>
    organiser(
      async (page) => {
        await page.goto(DASHBOARD);
        await page.getByRole("link", { name: "Switch event or search" }).click();
        await page.getByRole("searchbox").fill("time zone");
        await page.getByRole("main").getByRole("button", { name: "Search" }).click();
        const link = page.getByRole("main").getByRole("link", { name: "Time zone" });
        await link.waitFor();
        await axeClean(page, WIDTHS);
        await link.click();
        await page.waitForURL(`**${SETTINGS}#id_timezone`);
      },
      { script: false },
    ));
});

describe("frame", () => {
  test("unsaved changes are told, discarded and guarded", () =>
    organiser(async (page) => {
      await page.goto(SETTINGS);
      const field = page.locator("#id_email");
      const before = await field.inputValue();
      const discard = page.getByRole("button", { name: "Discard" });
      assert.equal(await discard.count(), 0, "nothing is unsaved");
      await field.fill("other@example.org");
      await page.getByText("Unsaved changes").waitFor();
      await axeClean(page, WIDTHS);
      let asked = 0;
      page.once("dialog", async (dialog) => {
        asked += 1;
        assert.equal(dialog.type(), "beforeunload");
        await dialog.dismiss();
      });
      await page.goto(DASHBOARD).catch(() => {});
      assert.equal(asked, 1);
      assert.equal(new URL(page.url()).pathname, SETTINGS);
      await discard.click();
      assert.equal(await field.inputValue(), before);
      await discard.waitFor({ state: "hidden" });
      // Nothing holds anybody back now.
      await page.goto(DASHBOARD);
      assert.equal(new URL(page.url()).pathname, DASHBOARD);
    }));

  test("the whole navigation can be reached on a phone", () =>
    organiser(async (page) => {
      for (const height of [844, 480]) {
        await page.setViewportSize({ width: 390, height });
        await page.goto(DASHBOARD);
        const links = page.getByRole("navigation", { name: "Navigation" }).getByRole("link");
        await page.getByRole("button", { name: "Menu" }).click();
        const count = await links.count();
        assert.ok(count >= 8, `${count} links`);
        for (let n = 0; n < count; n += 1) {
          const link = links.nth(n);
          await link.scrollIntoViewIfNeeded();
          const box = await link.boundingBox();
          const name = await link.innerText();
          assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.height >= 24, `${name}: ${JSON.stringify(box)}`);
          assert.ok(await link.evaluate((element) => element.scrollWidth <= element.clientWidth), `${name} is cut`);
        }
        const header = page.getByRole("banner");
        for (const item of await header.locator("a, summary, button").all()) {
          if (!(await item.isVisible())) continue;
          const box = await item.boundingBox();
          assert.ok(box.x >= 0 && box.x + box.width <= 390, `${await item.innerText()}: ${JSON.stringify(box)}`);
        }
      }
      await page.goto(`${DASHBOARD}submissions/`);
      for (const tab of await page.getByRole("navigation", { name: /state/i }).getByRole("link").all()) {
        const box = await tab.boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= 390, `${await tab.innerText()}: ${JSON.stringify(box)}`);
      }
      // The search is the first thing in the navigation.
      await page.getByRole("button", { name: "Menu" }).click();
      await page.getByRole("navigation", { name: "Navigation" }).getByRole("link", { name: "Search" }).click();
      await combobox(page).waitFor();
    }));

  test("pages pass axe", () =>
    organiser(async (page) => {
      for (const path of ["history/", "history/?object_type=room", "history/?day=1999-01-01", "settings/plugins", "settings/", "schedule/rooms/"]) {
        await page.goto(`${DASHBOARD}${path}`);
        for (const summary of await page.locator("details.history > summary").all()) await summary.click();
        await axeClean(page, WIDTHS);
      }
      await page.goto(`${DASHBOARD}history/`);
      await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
      await page.waitForURL(/\/history\/\d+\/$/);
      await axeClean(page, WIDTHS);
    }));
});
