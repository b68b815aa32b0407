// One installation with three events, and what the public site is to its visitors: pages, accounts, files, other sites.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before } from "node:test";
import { promisify } from "node:util";
import { launchBrowser, Plenary } from "./harness.mjs";
import { accounts } from "./site/accounts.mjs";
import { embedded } from "./site/embedded.mjs";
import { files } from "./site/files.mjs";
import { pages } from "./site/pages.mjs";
import { texts } from "./site/texts.mjs";

/** What the tests share; `browser`, `plenary` and `long` are there from `before` on. */
const site = { admin: { email: "admin@example.org", password: "correct-horse-battery-7" } };

before(async () => {
  site.browser = await launchBrowser();
  site.plenary = await Plenary.create();
  await site.plenary.run(["createsuperuser", "--noinput", "--email", site.admin.email], { PLENARY_SUPERUSER_PASSWORD: site.admin.password });
  // `harbour` is ahead and released, `past` is over, `coming` still takes proposals.
  for (const [slug, stage, seed] of [["harbour", "schedule", "1"], ["past", "over", "2"], ["coming", "cfp", "3"]]) {
    await site.plenary.run(["create_test_event", "--slug", slug, "--stage", stage, "--seed", seed]);
  }
  const { stdout } = await promisify(execFile)("python3", [join(import.meta.dirname, "site", "long_texts.py"), join(site.plenary.environment.PLENARY_DATA_DIR, "db.sqlite3"), "past"]);
  site.long = JSON.parse(stdout);
  await site.plenary.start();
});
after(async () => {
  await site.browser?.close();
  await site.plenary?.stop();
});

pages(site);
texts(site);
accounts(site);
files(site);
embedded(site);
