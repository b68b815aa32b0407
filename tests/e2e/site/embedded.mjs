// The embedded schedule on a foreign page with a strict policy, with the script and the data of a real server.
// Everything the element does with odd data is tested in embed.test.mjs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { foreignPage } from "../embed/servers.mjs";
import { axeClean } from "../harness.mjs";

export function embedded(site) {
  describe("embedded in a foreign page", () => {
    let foreign;
    before(async () => (foreign = await foreignPage(site.plenary.url)));
    after(() => foreign?.close());

    const element = (event, attributes = "", tag = "plenary-schedule") => `<${tag} event-url="${site.plenary.url}/${event}/" ${attributes}></${tag}>`;
    const cards = (place) => place.getByRole("article");
    const link = (card) => card.getByRole("link").first();

    /** Opens the foreign page with `body`; whatever its policy refuses or another host is asked for is a problem. */
    async function open(body, use, { width = 1440, lang = "en" } = {}) {
      Object.assign(foreign, { body, lang, head: `<script src="${site.plenary.url}/harbour/widgets/schedule.js" async></script>` });
      const context = await site.browser.newContext({ viewport: { width, height: 900 }, timezoneId: "Europe/Berlin", locale: "en-GB", reducedMotion: "reduce" });
      context.setDefaultTimeout(10_000);
      // Somebody who is logged in at the server: nothing of that may be sent.
      await context.addCookies([{ name: "plenary_account", value: "1", url: site.plenary.url }]);
      const page = await context.newPage();
      const problems = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("response", (response) => response.status() >= 400 && problems.push(`${response.status()} ${response.url()}`));
      try {
        await page.goto(foreign.origin);
        await use(page);
        assert.deepEqual(asked.filter((url) => ![foreign.origin, site.plenary.url].includes(new URL(url).origin)), []);
        assert.deepEqual(problems, []);
      } finally {
        await context.close();
      }
    }

    test("grid and list show what the server released", async () => {
      const { schedule } = await (await fetch(`${site.plenary.url}/harbour/schedule.json`)).json();
      const first = Object.values(schedule.conference.days[0].rooms).flat();
      await open(element("harbour"), async (page) => {
        await page.locator(".grid").waitFor();
        assert.equal(await page.getByRole("tab").count(), schedule.conference.days.length);
        const shown = (await cards(page).getByRole("link").allInnerTexts()).map((title) => title.trim());
        assert.deepEqual(shown.sort(), first.map((session) => session.title).sort());
        assert.equal(await page.locator(".room-head").count(), schedule.conference.rooms.length);
        await page.locator("plenary-schedule").evaluate((each) => each.setAttribute("format", "list"));
        await page.locator(".list").waitFor();
        assert.equal(await cards(page).count(), first.length);
        await Promise.all([
          page.waitForResponse((response) => response.url().includes("/schedule/v/0.1/widgets/schedule.json") && response.ok()),
          page.locator("plenary-schedule").evaluate((each) => each.setAttribute("version", "0.1")),
        ]);
        await cards(page).first().waitFor();
        await axeClean(page, [1440]);
      });
    });

    test("details by keyboard, with pictures, and back to where the reader was", () =>
      open(element("harbour"), async (page) => {
        const session = link(cards(page).nth(2));
        const title = (await session.innerText()).trim();
        await session.focus();
        await page.keyboard.press("Enter");
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("heading", { name: title }).waitFor();
        assert.equal(new URL(page.url()).origin, foreign.origin, "the page was not left");
        const full = dialog.getByRole("link", { name: /^Open full page/ });
        const answer = await fetch(await full.getAttribute("href"));
        assert.equal(answer.status, 200);
        assert.ok((await answer.text()).includes(title.replaceAll("&", "&#38;")));
        await dialog.locator(".prose").first().waitFor();
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "hidden" });
        assert.ok(await session.evaluate((each) => each.getRootNode().activeElement === each), "the focus is back");
        // A speaker with a picture: pictures are loaded from the server, from another origin.
        const data = await (await fetch(`${site.plenary.url}/harbour/schedule/widgets/schedule.json`)).json();
        const day = data.talks.filter(({ code, start }) => code && start.slice(0, 10) === data.event_start);
        const pictured = day.find(({ speakers }) => speakers.some((code) => data.speakers.find((speaker) => speaker.code === code)?.avatar));
        assert.ok(pictured, "the generated event has pictures");
        await page.getByRole("link", { name: pictured.title, exact: true }).press("Enter");
        await dialog.getByRole("heading", { name: pictured.title }).waitFor();
        await page.waitForFunction(() => [...document.querySelector("plenary-schedule").shadowRoot.querySelectorAll("dialog img")].some((image) => image.naturalWidth > 0));
        await axeClean(page, [390, 1440]);
      }));

    test("two events on one page, each in the language it is told", () =>
      open(`${element("harbour", 'id="one"')}${element("past", 'id="two" locale="en" format="list"', "pretalx-schedule")}`, async (page) => {
        const [one, two] = [page.locator("#one"), page.locator("#two")];
        await cards(one).first().waitFor();
        await cards(two).first().waitFor();
        // Without the attribute the page's own language counts.
        await one.getByRole("button", { name: "Filter", exact: true }).waitFor();
        await two.getByRole("button", { name: "Filters" }).waitFor();
        assert.match(await one.getByRole("tab").first().innerText(), /^(Mo|Di|Mi|Do|Fr|Sa|So)\., \d+\. Dez/);
        const all = await cards(two).count();
        await one.getByRole("searchbox").fill("zzzzqqqq");
        await page.waitForFunction(() => document.querySelector("#one").shadowRoot.querySelectorAll("article").length === 0);
        assert.equal(await cards(two).count(), all, "a search is its element's own");
        await one.getByRole("searchbox").fill("");
        await cards(one).first().locator("button[aria-pressed]").click();
        assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith("_favs"))), ["harbour_favs"]);
        assert.equal(await two.locator("button[aria-pressed=true]").count(), 0);
        await one.evaluate((each) => each.setAttribute("locale", "en"));
        await one.getByRole("button", { name: "Filters" }).waitFor();
      }, { lang: "de" }));

    test("the worst texts stay within a phone", () =>
      open(element("past"), async (page) => {
        await cards(page).first().waitFor();
        const sideways = () => page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
        assert.equal(await sideways(), 0);
        const { title } = site.long.unbroken;
        await page.getByRole("searchbox").fill(title);
        await page.getByRole("link", { name: title, exact: true }).first().press("Enter");
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("heading", { name: title }).waitFor();
        await dialog.locator(".prose").first().waitFor();
        assert.equal(await sideways(), 0);
        assert.ok(await dialog.evaluate((each) => each.scrollWidth <= each.clientWidth + 1), "nor does the overlay move");
      }, { width: 390 }));
  });
}
