// From nothing to a public event, with real mail: register and confirm the address, join a team by invitation,
// invite a colleague, create an event step by step, look at what is to be done before it goes public, publish it,
// and make the next year's event after it. Every page on the way passes axe.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axeClean, launchBrowser, newVisitor, Plenary } from "./harness.mjs";
import { Mailbox } from "./mailbox.mjs";

const ADMIN = { email: "admin@example.org", password: "correct-horse-battery-7" };
// Mail to example.org would not be sent.
const MIRA = { name: "Mira Ødegård", email: "mira@mail.example", password: "a-long-enough-secret-9" };
const SOL = { name: "Sol 🌞 Marín", email: "sol@mail.example", password: "another-good-secret-4" };
const YEAR = new Date().getFullYear() + 1;
const FIRST = { slug: `moss${YEAR}`, name: `Moss Days ${YEAR}`, german: `Moostage ${YEAR}` };
// The same number as day and as month: whichever of them the browser asks for first.
const SECOND = { slug: `moss${YEAR + 1}`, name: `Moss Days ${YEAR + 1}`, day: `${YEAR + 1}-10-10` };
const THIRD = { slug: `lichen${YEAR}`, name: `Lichen Day ${YEAR}` };
const IMPRINT = "https://moss.example/imprint";

let browser, plenary, mailbox, admin, mira, sol;

before(async () => {
  browser = await launchBrowser();
  plenary = await Plenary.create();
  mailbox = await Mailbox.open();
  Object.assign(plenary.environment, mailbox.environment, { PLENARY_VERIFY_ADDRESSES: "true" });
  await plenary.run(["init", "--noinput"], {
    DJANGO_SUPERUSER_EMAIL: ADMIN.email,
    DJANGO_SUPERUSER_PASSWORD: ADMIN.password,
    PRETALX_INIT_ORGANISER_NAME: "Moss Society",
    PRETALX_INIT_ORGANISER_SLUG: "moss",
  });
  await plenary.run([
    "create_event", "--organiser", "moss", "--slug", "fern", "--name", "Fern Fair", "--email", "info@moss.example",
    "--date-from", `${YEAR}-03-01`, "--date-to", `${YEAR}-03-02`, "--timezone", "Europe/Berlin", "--public",
  ]);
  await plenary.start();
  [admin, mira, sol] = await Promise.all([1, 2, 3].map(() => newVisitor(browser, plenary.url)));
});

after(async () => {
  await browser?.close();
  await plenary?.stop();
  await mailbox?.close();
});

async function logIn({ page }, path, account) {
  await page.goto(path);
  await page.getByLabel("Email address").first().fill(account.email);
  await page.getByLabel("Password", { exact: true }).first().fill(account.password);
  await page.getByRole("button", { name: "Log in" }).click();
}

const goOn = (page) => page.getByRole("button", { name: "Continue" }).click();
const step = (page, name) => page.getByRole("heading", { level: 2, name }).waitFor();

/** Whether somebody who is not logged in sees the page; who does not is asked to log in. */
async function isPublic(path) {
  const answer = await fetch(`${plenary.url}${path}`, { redirect: "manual" });
  if (answer.status === 302) assert.match(answer.headers.get("location"), /\/login\//);
  else assert.equal(answer.status, 200);
  return answer.status === 200;
}

describe("people", () => {
  test("somebody registers and confirms the address by mail", async () => {
    const { page } = mira;
    await page.goto("/fern/login/");
    await page.getByLabel("Name", { exact: true }).fill(MIRA.name);
    await page.getByLabel("Email address").last().fill(MIRA.email);
    await page.getByLabel("New password", { exact: true }).fill(MIRA.password);
    await page.getByLabel("Repeat the password").fill(MIRA.password);
    await page.getByRole("button", { name: "Register" }).click();
    await page.getByText(`We sent a mail to ${MIRA.email}`).waitFor();
    await axeClean(page);
    const mail = await mailbox.take(MIRA.email);
    assert.match(mail.subject, /confirm your address/i);
    await page.goto(Mailbox.link(mail, /verify/));
    await page.getByText(`Does ${MIRA.email} belong to you?`).waitFor();
    await axeClean(page);
    await page.getByRole("button", { name: "Yes, confirm" }).click();
    await page.getByText("Your address is confirmed.").waitFor();
  });

  test("an administrator makes a team and invites them", async () => {
    const { page } = admin;
    await logIn(admin, "/orga/login/?next=/orga/organiser/moss/teams/new/", ADMIN);
    await page.waitForURL("**/teams/new/");
    await axeClean(page);
    await page.getByRole("textbox", { name: "Name" }).fill("Programme");
    await page.getByRole("checkbox", { name: /^All events/ }).check();
    for (const right of [/^Change event settings/, /^Create events/, /^Manage teams/]) await page.getByRole("checkbox", { name: right }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByLabel(/^Email addresses/).fill(MIRA.email);
    await page.getByRole("button", { name: "Send invitations" }).click();
    await page.getByRole("cell", { name: MIRA.email, exact: true }).waitFor();
    await axeClean(page);
  });

  test("who has an account accepts", async () => {
    const { page } = mira;
    await page.goto(Mailbox.link(await mailbox.take(MIRA.email), /invitation/));
    await page.getByText(`You are logged in as ${MIRA.name}`, { exact: false }).waitFor();
    await axeClean(page);
    await page.getByRole("button", { name: "Join the team" }).click();
    await page.getByText("You are now in the team “Programme”").waitFor();
    await axeClean(page);
  });

  test("and invites a colleague, who registers with the invitation", async () => {
    await mira.page.goto("/orga/organiser/moss/teams/");
    await axeClean(mira.page);
    await mira.page.getByRole("main").getByRole("link", { name: "Programme" }).first().click();
    await mira.page.getByLabel(/^Email addresses/).fill(SOL.email);
    await mira.page.getByRole("button", { name: "Send invitations" }).click();
    await mira.page.getByText(`An invitation is on its way to ${SOL.email}.`).waitFor();

    const { page } = sol;
    const mail = await mailbox.take(SOL.email);
    assert.ok(mail.text.includes(MIRA.name), "the mail says who invites");
    const invitation = Mailbox.link(mail, /invitation/);
    await page.goto(invitation);
    await axeClean(page);
    await page.getByLabel("Your name").fill(SOL.name);
    await page.getByLabel("Password", { exact: true }).fill(SOL.password);
    await page.getByLabel("Password again").fill("something-else-entirely-1");
    await page.getByRole("button", { name: "Register and join" }).click();
    await page.getByRole("alert").first().waitFor();
    await axeClean(page);
    assert.equal(await page.getByLabel("Your name").inputValue(), SOL.name);
    await page.getByLabel("Password", { exact: true }).fill(SOL.password);
    await page.getByLabel("Password again").fill(SOL.password);
    await page.getByRole("button", { name: "Register and join" }).click();
    await page.getByText("You are now in the team “Programme”").waitFor();
    // It has been used.
    await page.goto(invitation);
    await page.getByText("This invitation is not valid any more").first().waitFor();
    await axeClean(page);
  });
});

describe("events", () => {
  test("the first, in four steps", async () => {
    const { page } = mira;
    await page.goto("/orga/event/");
    await axeClean(page);
    await page.getByRole("main").getByRole("link", { name: /new event/i }).first().click();
    await step(page, "Organiser and languages");
    await axeClean(page);
    await page.getByRole("checkbox", { name: /^Deutsch|^German/ }).check();
    await goOn(page);

    await step(page, "Basics");
    await axeClean(page);
    await page.getByRole("textbox", { name: /Name.*English/ }).fill(FIRST.name);
    await page.getByRole("tab", { name: "Deutsch" }).click();
    await page.getByRole("textbox", { name: /Name.*Deutsch/ }).fill(FIRST.german);
    await page.getByLabel("Name in addresses").fill("fern");
    await page.getByLabel("Time zone").selectOption("Europe/Berlin");
    await page.getByLabel("Email address of the organisers").fill("");
    await goOn(page);
    // Both are told, and nothing that was typed is lost.
    await page.getByText("Please fill in this field.").first().waitFor();
    await axeClean(page);
    assert.equal(await page.getByLabel("Name in addresses").inputValue(), "fern");
    assert.equal(await page.getByRole("textbox", { name: /Name.*English/ }).inputValue(), FIRST.name);
    await page.getByLabel("Email address of the organisers").fill("info@moss.example");
    await goOn(page);
    // Another event is called so.
    await page.getByRole("alert").getByRole("link").first().waitFor();
    await page.getByLabel("Name in addresses").fill(FIRST.slug);
    await goOn(page);

    await step(page, "Dates");
    await axeClean(page);
    await page.getByLabel("First day").fill(`${YEAR}-09-12`);
    await page.getByLabel("Last day").fill(`${YEAR}-09-10`);
    await page.getByLabel("Deadline for proposals").fill(`${YEAR}-06-01T18:00`);
    await goOn(page);
    await page.getByRole("alert").getByRole("link").first().waitFor();
    await page.getByLabel("First day").fill(`${YEAR}-09-10`);
    await page.getByLabel("Last day").fill(`${YEAR}-09-12`);
    await goOn(page);

    await step(page, "Look");
    await axeClean(page);
    // Going back and reloading lose nothing.
    await page.getByRole("link", { name: "Back" }).click();
    await step(page, "Dates");
    await page.reload();
    assert.equal(await page.getByLabel("Deadline for proposals").inputValue(), `${YEAR}-06-01T18:00`);
    await goOn(page);
    await step(page, "Look");
    await page.getByLabel("Colour").fill("#1d6b3c");
    await page.getByRole("button", { name: "Create event" }).click();
    await page.getByText("Nobody but its organisers sees it yet.").waitFor();
    await axeClean(page);
    assert.equal((await sol.page.goto(`/${FIRST.slug}/`)).status(), 200, "its organisers see it");
    assert.equal(await isPublic(`/${FIRST.slug}/`), false, "nobody else does");
  });

  test("its settings are kept, and refused with what was typed", async () => {
    const { page } = mira;
    const settings = `/orga/event/${FIRST.slug}/settings/`;
    for (const part of ["widget", "mail"]) {
      await page.goto(`${settings}${part}`);
      await axeClean(page);
    }
    await page.getByLabel("Before each subject").fill("moss");
    await page.getByRole("button", { name: "Save" }).first().click();
    await page.getByText("Your changes have been saved.").waitFor();
    assert.equal(await page.getByLabel("Before each subject").inputValue(), "moss");
    await page.goto(settings);
    await page.getByRole("checkbox", { name: /^Let visitors give feedback/ }).uncheck();
    await page.getByLabel("Address of the legal notice").fill("not an address");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").first().waitFor();
    assert.equal(await page.getByLabel("Address of the legal notice").inputValue(), "not an address");
    await axeClean(page);
    await page.getByLabel("Address of the legal notice").fill(IMPRINT);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Your changes have been saved.").waitFor();
  });

  test("it goes public: first the reasons to wait, then the question", async () => {
    const { page } = mira;
    const reasons = page.getByRole("region", { name: "Before the event is shown" });
    await page.goto(`/orga/event/${FIRST.slug}/`);
    await reasons.getByText("Advised").first().waitFor();
    assert.equal(await reasons.getByText("There is no link to a legal notice.").count(), 0, "there is one now");
    assert.equal(await reasons.getByText("The call for proposals has no deadline.").count(), 0);
    // A reason leads to where it can be dealt with.
    await reasons.getByRole("link", { name: "The first page has no text." }).click();
    await page.waitForURL(/\/settings\//);
    await page.getByRole("textbox", { name: /Text of the first page.*English/ }).fill("Three days of **moss**.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Your changes have been saved.").waitFor();
    await page.goto(`/orga/event/${FIRST.slug}/`);
    assert.equal(await reasons.getByText("The first page has no text.").count(), 0);

    await page.getByRole("button", { name: "Go public" }).click();
    const question = page.getByRole("dialog");
    await question.waitFor();
    await axeClean(page);
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "hidden" });
    assert.equal(await isPublic(`/${FIRST.slug}/`), false, "not yet");
    await page.getByRole("button", { name: "Go public" }).click();
    await question.getByRole("button", { name: "Go public" }).click();
    await page.getByRole("button", { name: "Hide the event" }).waitFor();
    await axeClean(page);
    assert.equal(await isPublic(`/${FIRST.slug}/`), true);
    const anybody = await newVisitor(browser, plenary.url);
    await anybody.page.goto(`/${FIRST.slug}/`);
    await anybody.page.getByText("Three days of moss.").waitFor();
    await axeClean(anybody.page);
    assert.deepEqual(anybody.problems, []);
    await anybody.context.close();
  });

  test("the second after the first, on a phone and with keys only", async () => {
    const { page } = sol;
    const { keyboard } = page;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/orga/event/new/");

    /** Goes on with the tabulator until the focus is there, and in sight. */
    async function tabTo(target) {
      for (let presses = 0; presses < 60; presses += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) {
          const box = await target.boundingBox();
          assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y >= 0 && box.y + box.height <= 844, `in sight: ${JSON.stringify(box)}`);
          return;
        }
        await keyboard.press("Tab");
      }
      assert.fail(`the tabulator does not lead to ${target}`);
    }
    async function type(target, text) {
      await tabTo(target);
      await keyboard.press("Control+a");
      await keyboard.type(text);
    }
    async function next(name = "Continue") {
      await tabTo(page.getByRole("button", { name }));
      await keyboard.press("Enter");
    }
    async function day(target, [year, month, date]) {
      await tabTo(target);
      await keyboard.type(`${date}${month}${year}`);
      assert.equal(await target.inputValue(), `${year}-${month}-${date}`);
    }

    await step(page, "Organiser and languages");
    await next();
    await step(page, "Basics");
    await type(page.getByRole("textbox", { name: /^Name.*English|^Name(?! in)/ }).first(), SECOND.name);
    await type(page.getByLabel("Name in addresses"), SECOND.slug);
    await tabTo(page.getByLabel("Time zone"));
    await keyboard.type("Europe/Berlin");
    assert.equal(await page.getByLabel("Time zone").inputValue(), "Europe/Berlin");
    await type(page.getByLabel("Email address of the organisers"), "next@moss.example");
    const models = page.getByLabel("Take over from");
    await tabTo(models);
    await keyboard.type(FIRST.name);
    assert.match(await models.locator("option:checked").innerText(), new RegExp(`\\(${FIRST.slug}\\)`));
    await next();
    await step(page, "Dates");
    await day(page.getByLabel("First day"), SECOND.day.split("-"));
    await day(page.getByLabel("Last day"), SECOND.day.split("-"));
    await next();
    await step(page, "Look");
    await page.getByText(`Settings are taken over from “${FIRST.name}”; the opening of its call and its review phases move to the new dates. The deadline is the one set in the step before.`).waitFor();
    await axeClean(page, [390]);
    await page.setViewportSize({ width: 390, height: 844 });
    assert.equal(await page.getByLabel("Colour").inputValue(), "#1d6b3c", "the model's");
    await next("Create event");
    await page.getByText("Nobody but its organisers sees it yet.").waitFor();
    await axeClean(page, [390]);
  });

  test("the second has the settings of the first, and its dates as many days later", async () => {
    const { page } = sol;
    const base = `/orga/event/${SECOND.slug}`;
    assert.equal(await isPublic(`/${SECOND.slug}/`), false, "the first is public, this one not yet");
    await page.goto(`${base}/settings/`);
    assert.equal(await page.getByLabel("First day").inputValue(), SECOND.day);
    assert.equal(await page.getByLabel("Last day").inputValue(), SECOND.day);
    assert.equal(await page.getByLabel("Name in addresses").inputValue(), SECOND.slug);
    assert.equal(await page.getByLabel("Email address of the organisers").inputValue(), "next@moss.example");
    assert.equal(await page.getByLabel("Address of the legal notice").inputValue(), IMPRINT);
    assert.equal(await page.getByRole("checkbox", { name: /^Let visitors give feedback/ }).isChecked(), false);
    await page.goto(`${base}/settings/mail`);
    assert.equal(await page.getByLabel("Before each subject").inputValue(), "", "it would name the first");
    // Reviewing began with the deadline: from 10 September to 10 October of the next year it is 1 July there.
    await page.goto(`${base}/`);
    await page.getByRole("region", { name: "Timeline" }).getByText(`1 Jul ${YEAR + 1}, 18:00`).waitFor();
    // The first is as it was.
    await page.goto(`/orga/event/${FIRST.slug}/settings/`);
    assert.equal(await page.getByLabel("First day").inputValue(), `${YEAR}-09-10`);
    await page.goto(`${base}/history/`);
    await page.getByText(FIRST.name).first().waitFor();
    await axeClean(page);
  });

  test("one without scripts, in one go", async () => {
    const visitor = await newVisitor(browser, plenary.url, { script: false });
    const { page } = visitor;
    await logIn(visitor, "/orga/login/?next=/orga/event/new/", SOL);
    await step(page, "Organiser and languages");
    await goOn(page);
    await step(page, "Basics");
    await axeClean(page, [390]);
    await page.getByRole("textbox", { name: /^Name.*English|^Name(?! in)/ }).first().fill(THIRD.name);
    await page.getByLabel("Name in addresses").fill(THIRD.slug);
    await page.getByLabel("Time zone").selectOption("Europe/Berlin");
    await goOn(page);
    await step(page, "Dates");
    await page.getByLabel("First day").fill(`${YEAR}-05-05`);
    await page.getByLabel("Last day").fill(`${YEAR}-05-05`);
    await goOn(page);
    await step(page, "Look");
    await page.getByRole("button", { name: "Create event" }).click();
    await page.getByText("Nobody but its organisers sees it yet.").waitFor();
    await axeClean(page, [390]);
    await page.getByRole("button", { name: "Go public" }).click();
    await page.getByRole("button", { name: "Hide the event" }).waitFor();
    assert.equal(await isPublic(`/${THIRD.slug}/`), true);
    assert.deepEqual(visitor.problems, []);
    await visitor.context.close();
  });

  test("nothing was wrong underneath", () => {
    // Forms that are refused, and the event of nobody else.
    const expected = /status of 4\d\d/;
    for (const { problems } of [admin, mira, sol]) assert.deepEqual(problems.filter((problem) => !expected.test(problem)), []);
  });
});
