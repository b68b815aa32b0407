// Texts without a blank, from right to left, of emoji and of marks: no page moves sideways, and no text turns its surroundings.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { visit } from "./visit.mjs";

const PHONE = { width: 390, height: 844 };

/** What reaches beyond the page, innermost elements first. Boxes that scroll by themselves may hold anything. */
const beyond = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > clientWidth + 0.5 || box.left < -0.5);
  });
  return [`${scrollWidth} > ${clientWidth}`, ...wide.reverse().slice(0, 8).map((element) => element.outerHTML.slice(0, 100))];
});

export function texts(site) {
  describe("texts of every kind keep within 390 px", () => {
    const pages = [
      ["schedule", () => ["/past/schedule/", "/past/schedule/nojs"]],
      ["lists", () => ["/past/talk/", "/past/speaker/", "/past/search/?q=donau", "/past/schedule/changelog/", "/past/", "/past/cfp"]],
      ...["unbroken", "arabic", "emoji", "marks", "address"].map((kind) => [`session and speaker: ${kind}`, ({ [kind]: { code, speaker } }) => [`/past/talk/${code}/`, `/past/speaker/${speaker}/`, `/past/talk/${code}/feedback/`]]),
    ];
    for (const [name, paths] of pages) {
      test(name, () =>
        visit(site, {}, async (page) => {
          await page.setViewportSize(PHONE);
          const wide = {};
          for (const path of paths(site.long)) {
            assert.equal((await page.goto(path)).status(), 200, path);
            const found = await beyond(page);
            if (found.length > 0) wide[path] = found;
          }
          assert.deepEqual(wide, {});
        }));
    }

    test("titles and names are shown as they are, each in its own direction", () =>
      visit(site, {}, async (page) => {
        for (const { code, speaker, title, name } of Object.values(site.long)) {
          await page.goto(`/past/talk/${code}/`);
          const heading = page.getByRole("heading", { level: 1 });
          assert.equal(await heading.textContent(), title);
          assert.equal(await heading.locator("bdi").count(), 1);
          await page.goto(`/past/speaker/${speaker}/`);
          assert.equal((await page.getByRole("heading", { level: 1 }).textContent()).trim(), name);
          assert.equal(await page.locator("bdi").filter({ hasText: title }).count() > 0, true);
        }
        await page.goto(`/past/talk/${site.long.arabic.code}/`);
        const title = page.getByRole("heading", { level: 1 });
        assert.equal(await title.getAttribute("lang"), "ar");
        assert.equal(await title.locator("bdi").evaluate((part) => getComputedStyle(part).direction), "rtl");
        assert.equal(await page.locator("html").getAttribute("dir"), "ltr", "the page keeps its own");
      }));
  });
}
