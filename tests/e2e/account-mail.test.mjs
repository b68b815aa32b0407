// What an account gets by mail, and what opens it without its phone: a new password, a new address, a recovery
// code, and the last mail. accounts.test.mjs has the pages themselves.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { axeClean, launchBrowser, newVisitor, Plenary } from "./harness.mjs";
import { Mailbox } from "./mailbox.mjs";

const EVENT = "fern";
// Mail to example.org would not be sent.
const MIRA = { name: "Mira Ødegård", email: "mira@mail.example", password: "a-long-enough-secret-9" };
const LATER = { ...MIRA, email: "mira.odegard@mail.example" };
const RECOVERED = { ...LATER, password: "another-good-secret-4" };

let browser, plenary, mailbox, mira, other, recovery;

before(async () => {
  browser = await launchBrowser();
  plenary = await Plenary.create();
  mailbox = await Mailbox.open();
  Object.assign(plenary.environment, mailbox.environment, { PLENARY_VERIFY_ADDRESSES: "true" });
  await plenary.run(["init", "--noinput"], {
    DJANGO_SUPERUSER_EMAIL: "admin@example.org",
    DJANGO_SUPERUSER_PASSWORD: "correct-horse-battery-7",
    PRETALX_INIT_ORGANISER_NAME: "Moss Society",
    PRETALX_INIT_ORGANISER_SLUG: "moss",
  });
  const year = new Date().getFullYear() + 1;
  await plenary.run([
    "create_event", "--organiser", "moss", "--slug", EVENT, "--name", "Fern Fair", "--email", "info@moss.example",
    "--date-from", `${year}-03-01`, "--date-to", `${year}-03-02`, "--timezone", "Europe/Berlin", "--public",
  ]);
  await plenary.start();
  [mira, other] = await Promise.all([1, 2].map(() => newVisitor(browser, plenary.url)));
});

after(async () => {
  await browser?.close();
  await plenary?.stop();
  await mailbox?.close();
});

/** The code that an app shows now (RFC 6238). */
function appCode(base32) {
  const bits = [...base32.replace(/\s/g, "")]
    .map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"))
    .join("");
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)))).update(counter).digest();
  return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function logIn({ page }, account) {
  await page.goto(`/${EVENT}/login/?next=/${EVENT}/me/`);
  await page.getByLabel("Email address").first().fill(account.email);
  await page.getByLabel("Password", { exact: true }).first().fill(account.password);
  await page.getByRole("button", { name: "Log in" }).click();
}

const refused = ({ page }) => page.getByText("don’t belong together").first().waitFor();

test("a new account confirms its address; the link is good once", async () => {
  const { page } = mira;
  await page.goto(`/${EVENT}/login/`);
  await page.getByLabel("Name", { exact: true }).fill(MIRA.name);
  await page.getByLabel("Email address").last().fill(MIRA.email);
  await page.getByLabel("New password", { exact: true }).fill(MIRA.password);
  await page.getByLabel("Repeat the password").fill(MIRA.password);
  await page.getByRole("button", { name: "Register" }).click();
  const link = Mailbox.link(await mailbox.take(MIRA.email), /verify/);
  await page.goto(link);
  await page.getByRole("button", { name: "Yes, confirm" }).click();
  await page.getByText("Your address is confirmed.").waitFor();
  await page.goto(link);
  await page.getByText("This address was confirmed before.").waitFor();
  await axeClean(page);
});

test("a new address counts once the link there has been opened", async () => {
  const { page } = mira;
  const ask = async () => {
    await page.goto(`/${EVENT}/me/`);
    await page.getByLabel("Email address").fill(LATER.email);
    await page.getByLabel("Current password").fill(MIRA.password);
    await page.getByRole("button", { name: "Save" }).last().click();
    await page.getByText(`We sent a link to ${LATER.email}.`).waitFor();
  };
  await ask();
  await axeClean(page);
  const notice = await mailbox.take(MIRA.email);
  assert.match(notice.subject, /about to change/);
  assert.ok(notice.text.includes(LATER.email), "the old address is told which the new one is");
  const first = Mailbox.link(await mailbox.take(LATER.email), /verify/);
  // Not yet: the old one still opens the account.
  await logIn(other, LATER);
  await refused(other);
  await logIn(other, MIRA);
  await other.page.waitForURL(`**/${EVENT}/me/`);
  // Whoever thinks better of it keeps the old one, and the link is good for nothing.
  await page.getByRole("button", { name: "Keep the old address" }).click();
  await page.getByText("Your address stays as it was.").waitFor();
  await page.goto(first);
  await page.getByText("This link is not good.").waitFor();
  await ask();
  await page.goto(Mailbox.link(await mailbox.take(LATER.email), /verify/));
  await page.getByText(`Shall ${LATER.email} be the address`).waitFor();
  await axeClean(page);
  await page.getByRole("button", { name: "Yes, confirm" }).click();
  await page.getByText("Your address is confirmed.").waitFor();
  await other.context.clearCookies();
  await logIn(other, MIRA);
  await refused(other);
  await logIn(other, LATER);
  await other.page.waitForURL(`**/${EVENT}/me/`);
});

test("a forgotten password is set anew by mail, and ends all that was open", async () => {
  await other.context.clearCookies();
  const { page } = other;
  await page.goto(`/${EVENT}/login/`);
  await page.getByRole("link", { name: "Forgotten your password?" }).click();
  await page.getByLabel("Email address").fill(LATER.email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.getByText("If there is an account").waitFor();
  let mail = await mailbox.take(LATER.email);
  // What told of the change of the address may stand before it.
  while (!/new password/i.test(mail.subject)) mail = await mailbox.take(LATER.email);
  const link = Mailbox.link(mail, /reset/);
  await page.goto(link);
  await axeClean(page);
  await page.getByLabel("New password", { exact: true }).fill(RECOVERED.password);
  await page.getByLabel("Repeat the password").fill("not the same at all");
  await page.getByRole("button", { name: "Save the password" }).click();
  await page.getByRole("alert").first().waitFor();
  await axeClean(page);
  await page.getByLabel("New password", { exact: true }).fill(RECOVERED.password);
  await page.getByLabel("Repeat the password").fill(RECOVERED.password);
  await page.getByRole("button", { name: "Save the password" }).click();
  await page.getByText("Your new password is saved.").waitFor();
  assert.match((await mailbox.take(LATER.email)).subject, /has been changed/);
  await page.goto(link);
  await page.getByText("This link is not good any more.").waitFor();
  await mira.page.goto(`/${EVENT}/me/`);
  assert.match(mira.page.url(), /login/, "logged out everywhere");
  await logIn(mira, LATER);
  await refused(mira);
  await logIn(mira, RECOVERED);
  await mira.page.waitForURL(`**/${EVENT}/me/`);
});

test("a recovery code opens the account once", async () => {
  const { page } = mira;
  await page.goto(`/${EVENT}/me/two-factor/`);
  await page.getByRole("button", { name: "Set it up" }).click();
  await page.getByLabel("Code", { exact: true }).fill(appCode(await page.locator("code.secret").innerText()));
  await page.getByRole("button", { name: "Switch it on" }).click();
  await page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
  recovery = await page.locator("code.secret").allInnerTexts();
  await other.context.clearCookies();
  await logIn(other, RECOVERED);
  await other.page.getByLabel("Code", { exact: true }).fill("000000");
  await other.page.getByRole("button", { name: "Log in" }).click();
  await other.page.getByText("This code is not right").first().waitFor();
  await axeClean(other.page);
  await other.page.getByLabel("Code", { exact: true }).fill(recovery[0]);
  await other.page.getByRole("button", { name: "Log in" }).click();
  await other.page.waitForURL(`**/${EVENT}/me/`);
  await other.page.goto(`/${EVENT}/me/two-factor/`);
  await other.page.getByText("You have 9 recovery codes left.").waitFor();
  await axeClean(other.page);
  await other.context.clearCookies();
  await logIn(other, RECOVERED);
  await other.page.getByLabel("Code", { exact: true }).fill(recovery[0]);
  await other.page.getByRole("button", { name: "Log in" }).click();
  await other.page.getByText("This code is not right").first().waitFor();
  await other.page.getByLabel("Code", { exact: true }).fill(recovery[1]);
  await other.page.getByRole("button", { name: "Log in" }).click();
  await other.page.waitForURL(`**/${EVENT}/me/`);
});

test("an account that is deleted gets one last mail, and no other", async () => {
  const { page } = mira;
  await page.goto(`/${EVENT}/me/delete`);
  await axeClean(page);
  await page.getByLabel("Current password").fill(RECOVERED.password);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByRole("alert").first().waitFor();
  await page.getByLabel("Current password").fill(RECOVERED.password);
  await page.getByLabel("I want my account to be deleted").check();
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByText("Your account is deleted.").waitFor();
  assert.match((await mailbox.take(LATER.email)).subject, /has been deleted/);
  await other.page.goto(`/${EVENT}/me/`);
  assert.match(other.page.url(), /login/, "elsewhere it is over as well");
  await logIn(other, RECOVERED);
  await refused(other);
});

test("nothing was wrong underneath", () => {
  // Forms that are refused.
  const expected = /status of 4\d\d/;
  for (const { problems } of [mira, other]) assert.deepEqual(problems.filter((problem) => !expected.test(problem)), []);
});
