import assert from "node:assert/strict";
import { newVisitor } from "../harness.mjs";

/** Runs `use` with a new visitor of the site, and asserts that nothing went wrong meanwhile. */
export async function visit(site, options, use) {
  const visitor = await newVisitor(site.browser, site.plenary.url, options);
  try {
    await use(visitor.page, visitor.context);
    assert.deepEqual(visitor.problems.filter((problem) => !options.expected?.test(problem)), []);
  } finally {
    await visitor.context.close();
  }
}

/** The code of the first session or speaker that a list links to. */
export async function firstCode(site, list) {
  const html = await (await fetch(`${site.plenary.url}${list}`)).text();
  const found = new RegExp(`href="${list}([A-Z0-9]+)/"`).exec(html);
  assert.ok(found, `${list} links to none`);
  return found[1];
}
