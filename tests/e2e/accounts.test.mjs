// One's own account, once with scripts and once without: register, picture, second factor, log-ins,
// token, and the end. Every page passes axe.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { axeClean, launchBrowser, newVisitor, Plenary } from "./harness.mjs";

const ADMIN = { email: "admin@example.org", password: "correct-horse-battery-7" };
const ZOE = { name: "Zoë Übermut", email: "zoe@example.org", password: "a-long-enough-secret-9" };
const EVENT = "accounts";

function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The code that an app shows now (RFC 6238). */
function appCode(base32, ahead = 0) {
  const bits = [...base32.replace(/\s/g, "")]
    .map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const digest = createHmac("sha1", key).update(counter).digest();
  const at = digest[19] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

for (const script of [true, false]) {
  describe(`accounts ${script ? "with" : "without"} scripts`, () => {
    let plenary, zoe, other, recovery;

    before(async () => {
      plenary = await Plenary.create();
      await plenary.run(["init", "--noinput"], {
        DJANGO_SUPERUSER_EMAIL: ADMIN.email,
        DJANGO_SUPERUSER_PASSWORD: ADMIN.password,
        PRETALX_INIT_ORGANISER_NAME: "Organisers",
        PRETALX_INIT_ORGANISER_SLUG: "orgas",
      });
      await plenary.run([
        "create_event", "--organiser", "orgas", "--slug", EVENT, "--name", "Accounts Conf", "--email", "info@example.org",
        "--date-from", inDays(60), "--date-to", inDays(61), "--timezone", "Europe/Berlin", "--public",
      ]);
      await plenary.start();
      zoe = await newVisitor(browser, plenary.url, { script });
      other = await newVisitor(browser, plenary.url, { script });
    });

    after(async () => {
      for (const person of [zoe, other]) await person?.context.close();
      await plenary?.stop();
    });

    async function logIn({ page }, path, account) {
      await page.goto(path);
      await page.getByLabel("Email address").first().fill(account.email);
      await page.getByLabel("Password", { exact: true }).first().fill(account.password);
      await page.getByRole("button", { name: "Log in" }).click();
    }

    test("register, and say who one is", async () => {
      const { page } = zoe;
      await page.goto(`/${EVENT}/login/`);
      await axeClean(page);
      await page.getByLabel("Name", { exact: true }).fill(ZOE.name);
      await page.getByLabel("Email address").last().fill(ZOE.email);
      await page.getByLabel("New password", { exact: true }).fill(ZOE.password);
      await page.getByLabel("Repeat the password").fill(ZOE.password);
      await page.getByRole("button", { name: "Register" }).click();
      await page.goto(`/${EVENT}/me/`);
      await axeClean(page);
      await page.getByLabel("Biography").fill("Walks a lot.");
      const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
      await page.getByLabel("Picture").setInputFiles({ name: "me.png", mimeType: "image/png", buffer: pixel });
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.getByText("Your changes are saved.").waitFor();
      // The label says as well that everyone sees it.
      await page.getByLabel(/^Name/).fill("");
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.getByText("Please fill in this field.").first().waitFor();
      assert.equal(await page.getByLabel("Biography").inputValue(), "Walks a lot.");
      await axeClean(page);
    });

    test("a code of an app", async () => {
      const { page } = zoe;
      await page.goto(`/${EVENT}/me/two-factor/`);
      await axeClean(page);
      await page.getByRole("button", { name: "Set it up" }).click();
      const secret = await page.locator("code.secret").innerText();
      await axeClean(page);
      await page.getByLabel("Code", { exact: true }).fill(appCode(secret));
      await page.getByRole("button", { name: "Switch it on" }).click();
      await page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
      recovery = await page.locator("code.secret").allInnerTexts();
      assert.equal(recovery.length, 10);
      await axeClean(page);
      await logIn(other, `/${EVENT}/login/`, ZOE);
      await axeClean(other.page);
      await other.page.getByLabel("Code", { exact: true }).fill(appCode(secret, 1));
      await other.page.getByRole("button", { name: "Log in" }).click();
      await other.page.waitForURL(`**/${EVENT}/me/submissions/`);
    });

    test("log out elsewhere", async () => {
      const { page } = zoe;
      await page.goto(`/${EVENT}/me/sessions/`);
      assert.equal(await page.getByRole("row").count(), 3);
      await axeClean(page);
      await page.getByRole("button", { name: "Log out everywhere else" }).click();
      await page.getByText("You are logged out in one other place.").waitFor();
      await other.page.goto(`/${EVENT}/me/`);
      assert.match(other.page.url(), /login/);
    });

    test("a new password is asked for", async () => {
      const { page } = other;
      await page.goto(`/${EVENT}/login/`);
      await page.getByRole("link", { name: "Forgotten your password?" }).click();
      await axeClean(page);
      await page.getByLabel("Email address").fill("nobody@example.org");
      await page.getByRole("button", { name: "Send me a link" }).click();
      await page.getByText("If there is an account").waitFor();
    });

    test("an administrator makes a token", async () => {
      const { page } = other;
      await logIn(other, "/orga/login/?next=/orga/me", ADMIN);
      await page.waitForURL("**/orga/me");
      await axeClean(page);
      await page.getByRole("link", { name: "New token" }).click();
      await axeClean(page);
      await page.getByRole("button", { name: "Create the token" }).click();
      await page.getByText("Please fill in this field.").first().waitFor();
      await page.getByLabel("Name", { exact: true }).fill("Screens in the foyer");
      await page.getByLabel("All my events").check();
      await page.getByRole("button", { name: "Create the token" }).click();
      assert.match(await page.locator("code.secret").innerText(), /^[a-z0-9]{64}$/);
      await axeClean(page);
    });

    test("the end", async () => {
      const { page } = zoe;
      await page.goto(`/${EVENT}/me/delete`);
      await axeClean(page);
      await page.getByLabel("Current password").fill(ZOE.password);
      await page.getByLabel("I want my account to be deleted").check();
      await page.getByRole("button", { name: "Delete my account" }).click();
      await page.getByText("Your account is deleted.").waitFor();
      await logIn(zoe, `/${EVENT}/login/`, ZOE);
      await page.getByText("don’t belong together").first().waitFor();
    });

    test("nothing was wrong underneath", () => {
      const expected = /status of 4\d\d/;
      for (const { problems } of [zoe, other]) assert.deepEqual(problems.filter((p) => !expected.test(p)), []);
    });
  });
}
