// The public site as files: opened from a disk, out of an archive, and below any folder of a host that only sends files.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const EVENT = "harbour";
const KINDS = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".woff2": "font/woff2", ".xml": "application/xml", ".json": "application/json" };

/** Sends what is below `folder` under `/conf/2026/`, and nothing else. */
async function fileServer(folder) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const within = path.startsWith("/conf/2026/") && join(folder, path.slice("/conf/2026".length), path.endsWith("/") ? "index.html" : "");
    const body = within && (await readFile(within).catch(() => null));
    if (!body) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": KINDS[extname(path.endsWith("/") ? within : path)] ?? "application/octet-stream" }).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, base: `http://127.0.0.1:${server.address().port}/conf/2026/` };
}

/** All that a page may link to in its own site; every address is a whole one. */
const addresses = (page) => page.evaluate(() => {
  const found = new Set();
  for (const element of document.querySelectorAll("[href], [src], [action], [data-url]")) {
    for (const name of ["href", "src", "action", "data-url"]) {
      const value = element.getAttribute(name);
      if (value && !value.startsWith("#")) found.add(new URL(value, document.baseURI).href);
    }
  }
  return [...found];
});

export function files(site) {
  describe("the site as files", () => {
    let folder, unpacked, host;

    before(async () => {
      const root = join(site.plenary.environment.PLENARY_DATA_DIR, "htmlexport");
      await site.plenary.run(["export_schedule_html", EVENT]);
      await site.plenary.run(["export_schedule_html", "--zip", EVENT]);
      folder = join(root, EVENT);
      unpacked = join(root, "unpacked");
      await promisify(execFile)("python3", ["-m", "zipfile", "-e", join(root, `${EVENT}.zip`), unpacked]);
      host = await fileServer(folder);
    });
    after(() => {
      host?.server.closeAllConnections();
      host?.server.close();
    });

    /** A visitor of `base` who collects everything that goes wrong, and every request that leaves it. */
    async function visit(base, use, options = {}) {
      const context = await site.browser.newContext({ locale: "en-GB", reducedMotion: "reduce", viewport: { width: 1440, height: 900 }, ...options });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const problems = [];
      page.on("pageerror", (error) => problems.push(`script error on ${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) problems.push(`console on ${page.url()}: ${message.text()}`);
      });
      page.on("requestfailed", (request) => {
        // A picture that was still on its way when the page was left.
        if (request.failure().errorText !== "net::ERR_ABORTED") problems.push(`failed: ${request.url()}`);
      });
      page.on("request", (request) => {
        if (!request.url().startsWith(base) && !request.url().startsWith("data:")) problems.push(`asks for ${request.url()}`);
      });
      try {
        await use(page, (path) => new URL(path, `${base}${EVENT}/`).href);
        assert.deepEqual(problems, []);
      } finally {
        await context.close();
      }
    }
    const disk = (from) => `${pathToFileURL(from)}/`;
    const pictures = async (page) => {
      await page.evaluate(() => document.querySelectorAll("img").forEach((image) => (image.loading = "eager")));
      await page.waitForFunction(() => [...document.images].every((image) => image.complete));
      return page.evaluate(() => [...document.images].map((image) => [image.src, image.naturalWidth > 0]));
    };

    for (const [name, base] of [["from a disk", () => disk(folder)], ["out of an archive", () => disk(join(unpacked, EVENT))], ["below a folder of a host", () => host.base]]) {
      test(`${name}: from page to page`, () =>
        visit(base(), async (page, at) => {
          await page.goto(at("index.html"));
          const nav = page.getByRole("navigation", { name: "Main navigation" });
          await nav.getByRole("link", { name: "Schedule" }).click();
          await page.getByRole("heading", { level: 1, name: "Schedule" }).waitFor();
          assert.equal(await page.locator("html").getAttribute("lang"), "en");
          assert.ok((await page.getByRole("article").count()) > 20);
          const session = page.getByRole("article").nth(3).getByRole("link").first();
          const title = (await session.innerText()).trim();
          await session.click();
          await page.getByRole("heading", { level: 1, name: title }).waitFor();
          assert.match(page.url(), /\/talk\/[A-Z0-9]+\/index\.html$/);
          await page.locator(".article__head").getByRole("link").first().click();
          await page.waitForURL(/\/speaker\/[A-Z0-9]+\/index\.html$/);
          await page.getByRole("link", { name: title }).first().waitFor();
          const shown = await pictures(page);
          assert.ok(shown.length > 0 && shown.every(([, loaded]) => loaded), JSON.stringify(shown));
          await nav.getByRole("link", { name: "Speakers" }).click();
          await page.getByRole("heading", { level: 1, name: "Speakers" }).waitFor();
          const faces = await pictures(page);
          assert.ok(faces.length > 10 && faces.every(([, loaded]) => loaded), JSON.stringify(faces.filter(([, loaded]) => !loaded)));
          await nav.getByRole("link", { name: "Sessions" }).click();
          await page.getByRole("heading", { level: 1, name: "Sessions" }).waitFor();
        }));

      // The archive holds the same bytes (below).
      if (name === "out of an archive") continue;
      test(`${name}: search, filters, views and stars`, () =>
        visit(base(), async (page, at) => {
          await page.goto(at("schedule/index.html"));
          const wanted = (await page.getByRole("article").nth(3).getByRole("link").first().innerText()).trim();
          await page.getByRole("searchbox", { name: "Search sessions" }).fill(wanted);
          await page.getByRole("status").getByText("1 session", { exact: true }).waitFor();
          await page.getByRole("button", { name: `Star “${wanted}”` }).click();
          await page.reload();
          await page.getByRole("button", { name: `Star “${wanted}”`, pressed: true }).waitFor();
          await page.getByRole("button", { name: "Clear filters" }).first().click();
          await page.getByRole("button", { name: "List", exact: true }).click();
          await page.getByRole("button", { name: /^Filter/ }).click();
          await page.getByRole("dialog", { name: "Filter sessions" }).getByRole("checkbox").first().check();
          await page.keyboard.press("Escape");
          await page.goto(at("speaker/index.html"));
          await page.getByRole("searchbox").fill("zzzzqqqq");
          await page.getByRole("heading", { name: "Nobody of this name" }).waitFor();
          // Icons that scripts draw are there as well as those of the page.
          await page.goto(at("schedule/index.html"));
          const drawn = await page.locator("svg.icon use").evaluateAll((uses) => uses.filter((use) => use.getBoundingClientRect().width > 0 || use.closest("svg").getBoundingClientRect().width === 0).length / uses.length);
          assert.equal(drawn, 1);
        }));
    }

    test("an older version, and everything without a script", () =>
      visit(disk(folder), async (page, at) => {
        await page.goto(at("schedule/changelog/index.html"));
        await page.getByRole("main").locator("summary", { hasText: "0.1" }).click();
        await page.getByRole("main").getByRole("link", { name: "Go to this version" }).last().click();
        await page.waitForURL(/\/schedule\/v\/0\.1\/index\.html$/);
        assert.match(await page.getByRole("main").innerText(), /0\.1/);
        const old = await page.getByRole("article").count();
        assert.ok(old > 0);
        await page.getByRole("article").first().getByRole("link").first().click();
        await page.waitForURL(/\/talk\/[A-Z0-9]+\/index\.html$/);
      }, { javaScriptEnabled: false }));

    test("every link leads to a file, to the live site, or elsewhere on purpose", () =>
      visit(disk(folder), async (page, at) => {
        const codes = (await readFile(fileURLToPath(at("schedule/index.html")), "utf8")).match(/talk\/[A-Z0-9]+\/index\.html/g);
        const missing = [];
        for (const path of ["index.html", "schedule/index.html", "schedule/v/0.2/index.html", "schedule/changelog/index.html", "talk/index.html", "speaker/index.html", codes[0], codes.at(-1)]) {
          await page.goto(at(path));
          for (const address of await addresses(page)) {
            const url = new URL(address);
            url.hash = "";
            url.search = "";
            if (url.protocol === "file:") {
              if (!existsSync(fileURLToPath(url))) missing.push(`${path}: ${address}`);
            } else if (url.origin === site.plenary.url) {
              if ((await fetch(url)).status !== 200) missing.push(`${path}: ${address} of the live site`);
            }
          }
        }
        assert.deepEqual(missing, []);
      }));

    test("the archive holds what the folder holds", async () => {
      // Calendars say when they were written.
      await promisify(execFile)("diff", ["-r", "-I", "^DTSTAMP:", join(unpacked, EVENT), folder]);
      for (const ending of ["xml", "json", "ics"]) assert.ok(existsSync(join(folder, EVENT, `schedule.${ending}`)), ending);
    });
  });
}
