// usage: node measure.mjs [RUNS]
// What Lighthouse says of the public pages of a big event, on a phone: four categories for each page, the
// median of the runs, and what lowers them. Fails below LEAST. PLENARY_BIN names the binary, a release one.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { Plenary } from "../e2e/harness.mjs";

const LEAST = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const RUNS = Number(process.argv[2] ?? 3);
const EVENT = "big";

/** Paths of the pages by name. */
async function pages(plenary) {
  const programme = await (await fetch(`${plenary.url}/${EVENT}/schedule.json`)).json();
  const sessions = programme.schedule.conference.days.flatMap((day) => Object.values(day.rooms).flat());
  const { code, persons } = sessions.find((session) => session.persons.length > 0);
  return {
    schedule: `/${EVENT}/schedule/`,
    session: `/${EVENT}/talk/${code}/`,
    speakers: `/${EVENT}/speaker/`,
    speaker: `/${EVENT}/speaker/${persons[0].code}/`,
  };
}

async function look(url, port) {
  const { lhr } = await lighthouse(url, { port, onlyCategories: CATEGORIES, logLevel: "error", output: "json" });
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const failed = Object.values(lhr.audits).filter(({ scoreDisplayMode }) => scoreDisplayMode === "error");
  if (CATEGORIES.some((category) => lhr.categories[category].score === null)) throw new Error(`${url}: ${failed.map(({ id, errorMessage }) => `${id}: ${errorMessage}`).join("; ")}`);
  return lhr;
}

const score = (lhr, category) => Math.round(lhr.categories[category].score * 100);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** What counts in a category and is not perfect, the costliest first. */
function faults(lhr, category) {
  return lhr.categories[category].auditRefs
    .map(({ id, weight }) => ({ ...lhr.audits[id], lost: weight * (1 - (lhr.audits[id].score ?? 1)) }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .map(({ id, displayValue, score, details }) => {
      const nodes = (details?.items ?? []).map(({ node, url }) => node?.selector ?? url).filter(Boolean).slice(0, 3);
      return `${id} ${Math.round(score * 100)} ${displayValue ?? ""} ${nodes.join(" | ")}`.trim();
    });
}

const plenary = await Plenary.create();
const chromePath = process.env.CHROMIUM || "/usr/bin/chromium";
let browser;
let below = 0;
let power = Infinity;
try {
  await plenary.run(["createsuperuser", "--noinput", "--email", "admin@example.org"], { PLENARY_SUPERUSER_PASSWORD: "a good long one" });
  await plenary.run(["create_test_event", "--size", "big", "--slug", EVENT]);
  await plenary.start();
  browser = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"], logLevel: "error" });
  process.stdout.write(`${"page".padEnd(10)} ${CATEGORIES.map((category) => category.padStart(15)).join("")}\n`);
  for (const [name, path] of Object.entries(await pages(plenary))) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await look(plenary.url + path, browser.port));
    power = Math.min(power, ...runs.map((lhr) => lhr.environment.benchmarkIndex));
    const scores = CATEGORIES.map((category) => median(runs.map((lhr) => score(lhr, category))));
    process.stdout.write(`${name.padEnd(10)} ${scores.map((value) => String(value).padStart(15)).join("")}\n`);
    for (const [number, category] of CATEGORIES.entries()) {
      for (const fault of faults(runs.at(-1), category)) process.stdout.write(`  ${category}: ${fault}\n`);
      if (scores[number] < LEAST) below += 1;
    }
  }
} finally {
  await browser?.kill();
  await plenary.stop();
}
process.stdout.write(`the machine's power, by Lighthouse's own index, was ${Math.round(power)} at the lowest\n`);
if (below > 0) {
  process.stdout.write(`${below} scores are below ${LEAST}\n`);
  process.exitCode = 1;
}
