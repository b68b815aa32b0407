// Every kind of public page, as axe sees it: on a phone, a tablet and a desktop, light and dark.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { axeClean } from "../harness.mjs";
import { firstCode, visit } from "./visit.mjs";

const WIDTHS = [390, 768, 1440];

/** Name, path (or how to find it), status if not 200, what to do before looking, and widths where one kind of page comes in several shapes. */
const PAGES = [
  ["start", "/"],
  ["landing page", "/coming/"],
  ["landing page of an event with a schedule", "/harbour/"],
  ["schedule, grid", "/harbour/schedule/"],
  ["schedule, list", "/harbour/schedule/", { widths: [1440], act: (page) => page.getByRole("button", { name: "List", exact: true }).click() }],
  ["schedule of an older version", "/harbour/schedule/v/0.1/", { widths: [768] }],
  ["schedule without a script", "/harbour/schedule/nojs", { widths: [390] }],
  ["sessions", "/harbour/talk/"],
  ["session", async (site) => `/harbour/talk/${await firstCode(site, "/harbour/talk/")}/`],
  ["session that took place", async (site) => `/past/talk/${site.long.arabic.code}/`],
  ["speakers", "/harbour/speaker/"],
  ["speaker", async (site) => `/harbour/speaker/${await firstCode(site, "/harbour/speaker/")}/`],
  ["featured sessions", "/coming/featured/"],
  ["search", "/harbour/search/?q=the"],
  ["search that finds nothing", "/harbour/search/?q=zzzzqqqq"],
  ["changes of the schedule", "/harbour/schedule/changelog/"],
  ["feedback", async (site) => `/past/talk/${site.long.arabic.code}/feedback/`],
  ["call for proposals", "/coming/cfp"],
  ["call for proposals that is closed", "/past/cfp"],
  ["log-in", "/coming/login/"],

  ["page that does not exist", "/harbour/nothing/", { status: 404 }],
  ["page that does not exist, of no event", "/nothing/at/all", { status: 404 }],
];

export function pages(site) {
  describe("public pages pass axe", () => {
    for (const [name, path, { status = 200, widths = WIDTHS, act } = {}] of PAGES) {
      test(name, () =>
        visit(site, { expected: status === 200 ? undefined : new RegExp(`status of ${status}`) }, async (page) => {
          const url = typeof path === "string" ? path : await path(site);
          const answer = await page.goto(url);
          assert.equal(answer.status(), status);
          assert.equal(new URL(page.url()).pathname, new URL(url, page.url()).pathname, "not sent elsewhere");
          await act?.(page);
          assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
          await axeClean(page, widths);
        }));
    }
  });
}
