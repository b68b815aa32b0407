// The checks of the other tests notice what they should.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { axeClean, launchBrowser, newVisitor } from "./harness.mjs";

const frame = (body, style = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Page</title>
   <style>:root{color-scheme:light dark}${style}</style></head><body><main><h1>Page</h1>${body}</main></body></html>`;
const pages = {
  "/good": frame("<p>Fine.</p>"),
  "/no-label": frame("<input type=text>"),
  "/pale": frame("<p>Hard to read</p>", "p{color:#888;background:#999}"),
  "/pale-in-the-dark": frame("<p>Hard to read at night</p>", "@media(prefers-color-scheme:dark){p{color:#444;background:#333}}"),
  "/wide-on-phones": frame("<p>Wide</p>", "p{width:600px}"),
  "/no-script-no-label": frame("<noscript><input type=text></noscript>"),
  "/broken-script": frame("<script>nothing.here()</script>"),
};

let server, browser, url;
before(async () => {
  server = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(pages[request.url] ?? "");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${server.address().port}`;
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
});

test("a good page passes", async () => {
  const { context, page, problems } = await newVisitor(browser, url);
  await page.goto("/good");
  await axeClean(page);
  assert.deepEqual(problems, []);
  await context.close();
});

for (const [path, pattern] of [
  ["/no-label", /label/],
  ["/pale", /light, 390 px: color-contrast/],
  ["/pale-in-the-dark", /dark, 1440 px: color-contrast/],
  ["/wide-on-phones", /390 px: the page is \d+ px too wide/],
]) {
  test(`${path.slice(1)} is noticed`, async () => {
    const { context, page } = await newVisitor(browser, url);
    await page.goto(path);
    await assert.rejects(axeClean(page), pattern);
    await context.close();
  });
}

test("script errors are noticed, and axe works with scripts switched off", async () => {
  const on = await newVisitor(browser, url);
  await on.page.goto("/broken-script");
  assert.match(on.problems.join(), /nothing is not defined/);
  await on.context.close();
  const off = await newVisitor(browser, url, { script: false });
  await off.page.goto("/broken-script");
  assert.deepEqual(off.problems, []);
  await off.page.goto("/good");
  await axeClean(off.page);
  await off.page.goto("/no-script-no-label");
  await assert.rejects(axeClean(off.page), /label/);
  await off.context.close();
});
