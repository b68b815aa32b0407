// Every page that links lead organisers and administrators to: axe finds nothing, nothing is wider than
// the window, no text is cut, in English and in German. Pages that differ only in a number or a code count
// as one.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { axeClean, launchBrowser, newVisitor, Plenary } from "./harness.mjs";
import { names, paths } from "./names.mjs";

const ADMIN = { email: "admin@example.org", password: "correct-horse-battery-7" };
const WIDTHS = [390, 768, 1440];
// With a directory here, pictures of all pages are left in it.
const PICTURES = process.env.PLENARY_PAGE_PICTURES;

let browser, plenary;

before(async () => {
  browser = await launchBrowser();
  plenary = await Plenary.create();
  await plenary.run(["createsuperuser", "--noinput", "--email", ADMIN.email], { PLENARY_SUPERUSER_PASSWORD: ADMIN.password });
  await plenary.run(["create_test_event", "--slug", "harbour", "--stage", "review", "--seed", "1"]);
  await plenary.start();
});
after(async () => {
  await browser?.close();
  await plenary?.stop();
});

/** One address for all pages of a kind. */
function kind(path) {
  const part = (text) => (/^\d+$/.test(text) ? "1" : /^(?=.*\d)[A-Z0-9]{6,}$|^[A-Z]{6}$/.test(text) ? "CODE" : text);
  return path.split("/").map(part).join("/");
}

/** The addresses behind the links of a page. */
function linked(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("a[href]:not([download])")]
      // Links in drawings have no such `href` as others.
      .map((link) => new URL(link.getAttribute("href"), location.href))
      .filter((url) => url.origin === location.origin && /^\/(orga|me)\//.test(url.pathname))
      .map((url) => url.pathname),
  );
}

async function logIn(page) {
  await page.goto(paths.orgaLogin);
  await page.getByLabel(names.logIn.email).first().fill(ADMIN.email);
  await page.getByLabel(names.logIn.password).first().fill(ADMIN.password);
  await page.getByRole("button", { name: names.logIn.submit }).click();
  await page.waitForURL("**/orga/event/");
}

/** Opens each kind of page once; `look` gets the page and its kind. */
async function walk(page, look) {
  const seen = new Map();
  const waiting = ["/orga/event/", "/orga/me"];
  while (waiting.length > 0) {
    const path = waiting.shift();
    if (seen.has(kind(path)) || /\/logout\//.test(path)) continue;
    seen.set(kind(path), path);
    // What is no page is downloaded, which ends the way there.
    const head = await page.request.get(path, { maxRedirects: 0 });
    if (!(head.headers()["content-type"] ?? "").startsWith("text/html") || head.status() !== 200) {
      assert.ok(head.status() < 400, `${path}: ${head.status()}`);
      continue;
    }
    await page.goto(path);
    await look(page, kind(path));
    waiting.push(...(await linked(page)));
  }
  return seen;
}

async function picture(page, name) {
  if (!PICTURES) return;
  await mkdir(PICTURES, { recursive: true });
  for (const colorScheme of ["light", "dark"]) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${PICTURES}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
}

test("every page, in English", async () => {
  const { context, page, problems } = await newVisitor(browser, plenary.url);
  await logIn(page);
  const findings = [];
  const seen = await walk(page, async (page, path) => {
    await axeClean(page).catch((error) => findings.push(error.message));
    await picture(page, path.replaceAll("/", "_"));
  });
  assert.ok(seen.size > 40, `only ${[...seen.keys()].join(" ")}`);
  assert.deepEqual(findings, []);
  assert.deepEqual(problems, []);
  await context.close();
});

test("every page, in German, on a phone", async () => {
  const { context, page, problems } = await newVisitor(browser, plenary.url);
  await logIn(page);
  await page.goto("/locale/set?locale=de&next=/orga/event/");
  await page.setViewportSize({ width: 390, height: 900 });
  const findings = [];
  await walk(page, async (page, path) => {
    const found = await page.evaluate(() => ({
      language: document.documentElement.lang,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      title: document.title,
    }));
    if (found.language !== "de" || found.wide > 0 || found.title === "") findings.push(`${path}: ${JSON.stringify(found)}`);
    if (PICTURES) {
      await mkdir(PICTURES, { recursive: true });
      await page.screenshot({ path: `${PICTURES}/${path.replaceAll("/", "_")}-390-de.png`, fullPage: true });
    }
  });
  assert.deepEqual(findings, []);
  assert.deepEqual(problems, []);
  await context.close();
});
