// A Plenary of its own for each test file: temporary data directory, free port, real browser.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

export const WIDTHS = [390, 1440];
const HEIGHT = 900;
// Dark pages have the structure of light ones: there only colours are looked at, at the outer widths.
const AXE_RULES = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};

// Pages opened with scripts switched off: axe, a script itself, looks at a copy of them.
const scriptless = new WeakSet();

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** One installation: `run` gives it commands, `start` serves it, `stop` removes it. */
export class Plenary {
  static async create() {
    const binary = process.env.PLENARY_BIN;
    assert.ok(binary && existsSync(binary), `PLENARY_BIN must name the built binary (is: ${binary})`);
    const plenary = new Plenary();
    plenary.binary = binary;
    plenary.directory = await mkdtemp(join(tmpdir(), "plenary-e2e-"));
    plenary.port = await freePort();
    plenary.url = `http://127.0.0.1:${plenary.port}`;
    plenary.log = "";
    plenary.environment = {
      PATH: process.env.PATH,
      HOME: plenary.directory,
      PLENARY_DATA_DIR: join(plenary.directory, "data"),
      PLENARY_SITE_URL: plenary.url,
      // No mail arrives here.
      PLENARY_VERIFY_ADDRESSES: "false",
    };
    return plenary;
  }

  /** Runs a command to its end; fails unless it exits with 0. */
  async run(args, environment = {}) {
    const child = spawn(this.binary, args, { env: { ...this.environment, ...environment }, cwd: this.directory, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    const [code] = await once(child, "close");
    assert.equal(code, 0, `plenary ${args.join(" ")} exits with ${code}:\n${output}`);
    return output;
  }

  async start() {
    this.server = spawn(this.binary, ["serve", "--bind", `127.0.0.1:${this.port}`], { env: this.environment, cwd: this.directory, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.server.stdout, this.server.stderr]) {
      stream.on("data", (data) => (this.log += data));
    }
    for (let attempt = 0; attempt < 100; attempt++) {
      assert.equal(this.server.exitCode, null, `the server has stopped:\n${this.log}`);
      try {
        if ((await fetch(`${this.url}/healthz/live`)).ok) return;
      } catch {
        // not listening yet
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.fail(`the server does not answer:\n${this.log}`);
  }

  async stop() {
    if (this.server && this.server.exitCode === null) {
      this.server.kill("SIGTERM");
      const late = setTimeout(() => this.server.kill("SIGKILL"), 10_000);
      await once(this.server, "close");
      clearTimeout(late);
    }
    await rm(this.directory, { recursive: true, force: true });
  }
}

export async function launchBrowser() {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  assert.ok(existsSync(executablePath), `no Chromium at ${executablePath}; CHROMIUM names another`);
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/**
 * A page of a new visitor. `problems` collects what must not happen: script errors, refused
 * resources (CSP), failed requests, requests to any other host.
 */
export async function newVisitor(browser, baseURL, { script = true } = {}) {
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: script,
    locale: "en-GB",
    reducedMotion: "reduce",
    viewport: { width: WIDTHS[1], height: HEIGHT },
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  if (!script) scriptless.add(page);
  const problems = [];
  page.on("pageerror", (error) => problems.push(`script error on ${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console on ${page.url()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:"].includes(url.protocol) && url.origin !== baseURL) problems.push(`request to another host: ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`);
  });
  return { context, page, problems };
}

/** What axe finds on the page, as it is now. */
async function axeFindings(page, rules) {
  if (await page.evaluate(() => globalThis.axe === undefined)) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (runOnly) => {
    const result = await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"] });
    return result.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => `${node.target.join(" ")}\n        ${node.html.slice(0, 160)}`) }));
  }, rules);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n      ${nodes.slice(0, 5).join("\n      ")}`);
}

/** The page as it stands without scripts, in a context where axe can run. */
async function scriptlessCopy(page) {
  const html = (await page.content())
    .replace(/<script\b[\s\S]*?<\/script>/gi, "")
    .replace(/<(\/?)noscript\b/gi, "<$1div");
  const context = await page.context().browser().newContext({ locale: "en-GB", reducedMotion: "reduce" });
  await context.addCookies(await page.context().cookies());
  const copy = await context.newPage();
  await copy.route(page.url(), (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }));
  await copy.goto(page.url());
  return copy;
}

/** Fails if axe finds anything, or the page scrolls sideways: light and dark, on a phone and a desktop (or `widths`). */
export async function axeClean(original, widths = WIDTHS) {
  const page = scriptless.has(original) ? await scriptlessCopy(original) : original;
  const findings = [];
  for (const [colorScheme, rules] of Object.entries(AXE_RULES)) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of colorScheme === "light" ? widths : new Set([widths[0], widths.at(-1)])) {
      await page.setViewportSize({ width, height: HEIGHT });
      for (const finding of await axeFindings(page, rules)) findings.push(`${colorScheme}, ${width} px: ${finding}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) findings.push(`${colorScheme}, ${width} px: the page is ${overflow} px too wide`);
    }
  }
  if (page === original) {
    await page.emulateMedia({ colorScheme: null });
    await page.setViewportSize({ width: WIDTHS[1], height: HEIGHT });
  } else {
    await page.context().close();
  }
  assert.deepEqual(findings, [], `${original.url()}\n    ${findings.join("\n    ")}`);
}
