// From nothing to a public event: an administrator invites, the invited register and confirm their address by
// mail, and create an event after another one. With and without scripts; every page passes axe.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axeClean, launchBrowser, newVisitor, Plenary } from "./harness.mjs";
import { Mailbox } from "./mailbox.mjs";

const ADMIN = { email: "admin@example.org", password: "correct-horse-battery-7" };
// Mail to example.org would not be sent.
const MIRA = { name: "Mira Ødegård", email: "mira@mail.example", password: "a-long-enough-secret-9" };
const SOL = { name: "Sol 🌞 Marín", email: "sol@mail.example", password: "another-good-secret-4" };
const YEAR = new Date().getFullYear() + 1;

let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

for (const script of [true, false]) {
  describe(`the way to an event ${script ? "with" : "without"} scripts`, () => {
    let plenary, mailbox, admin, mira, sol;

    before(async () => {
      plenary = await Plenary.create();
      mailbox = await Mailbox.open();
      Object.assign(plenary.environment, mailbox.environment, { PLENARY_VERIFY_ADDRESSES: "true" });
      await plenary.run(["init", "--noinput"], {
        DJANGO_SUPERUSER_EMAIL: ADMIN.email,
        DJANGO_SUPERUSER_PASSWORD: ADMIN.password,
        PRETALX_INIT_ORGANISER_NAME: "Moss Society",
        PRETALX_INIT_ORGANISER_SLUG: "moss",
      });
      await plenary.run(["create_test_event", "--slug", "model"]);
      await plenary.start();
      [admin, mira, sol] = await Promise.all([1, 2, 3].map(() => newVisitor(browser, plenary.url, { script })));
    });

    after(async () => {
      for (const person of [admin, mira, sol]) await person?.context.close();
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

    test("a team is made, and two people are invited at once", async () => {
      const { page } = admin;
      await logIn(admin, "/orga/login/?next=/orga/organiser/moss/teams/new", ADMIN);
      await axeClean(page);
      await page.getByLabel("Name", { exact: true }).fill("Programme");
      await page.getByRole("checkbox", { name: /^All events/ }).check();
      for (const right of [/^Change event settings/, /^Create events/]) await page.getByRole("checkbox", { name: right }).check();
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByLabel(/^Email addresses/).fill(`${MIRA.email}\n${SOL.email}`);
      await page.getByRole("button", { name: "Send invitations" }).click();
      await page.getByRole("cell", { name: MIRA.email, exact: true }).waitFor();
      await axeClean(page);
    });

    test("who is new registers with the invitation", async () => {
      const { page } = mira;
      await page.goto(Mailbox.link(await mailbox.take(MIRA.email), /invitation/));
      await axeClean(page);
      await page.getByLabel("Name", { exact: true }).fill(MIRA.name);
      await page.getByLabel("Password", { exact: true }).fill(MIRA.password);
      await page.getByLabel("Repeat the password").fill(MIRA.password);
      await page.getByRole("button", { name: "Register and join" }).click();
      await page.goto("/orga/event/");
      await page.getByRole("link", { name: /new event|create/i }).first().waitFor();
      await axeClean(page);
    });

    test("who has registered before confirms the address, then accepts", async () => {
      const { page } = sol;
      await page.goto("/model/login/");
      await page.getByLabel("Name", { exact: true }).fill(SOL.name);
      await page.getByLabel("Email address").last().fill(SOL.email);
      await page.getByLabel("New password", { exact: true }).fill(SOL.password);
      await page.getByLabel("Repeat the password").fill(SOL.password);
      await page.getByRole("button", { name: "Register" }).click();
      await axeClean(page);
      const [first, second] = [await mailbox.take(SOL.email), await mailbox.take(SOL.email)];
      const [invitation, proof] = /invitation/.test(first.text) ? [first, second] : [second, first];
      await page.goto(Mailbox.link(proof, /verify|confirm/));
      await axeClean(page);
      await page.getByRole("button", { name: "Yes, confirm" }).click();
      await page.goto(Mailbox.link(invitation, /invitation/));
      await axeClean(page);
      await page.getByRole("button", { name: "Join the team" }).click();
      await page.goto("/orga/organiser/moss/teams/");
      assert.ok((await page.title()).length > 0);
    });

    test("an event after another one", async () => {
      const { page } = mira;
      await page.goto("/orga/event/new/");
      await axeClean(page);
      if (await page.getByLabel("Organiser").count()) await page.getByLabel("Organiser").selectOption({ label: "Moss Society" }).catch(() => {});
      await goOn(page);
      await axeClean(page);
      await page.getByLabel(/^Name/).first().fill(`Moostage ${YEAR}`);
      await page.getByLabel("Name in addresses").fill(`moss${YEAR}`);
      await page.getByLabel("Time zone").selectOption("Europe/Berlin");
      await page.getByLabel("Email address of the organisers").fill("");
      await goOn(page);
      await page.getByText("Please fill in this field.").first().waitFor();
      assert.equal(await page.getByLabel("Name in addresses").inputValue(), `moss${YEAR}`);
      await axeClean(page);
      await page.getByLabel("Email address of the organisers").fill("info@example.org");
      const models = await page.getByLabel("Take over from").locator("option").allInnerTexts();
      await page.getByLabel("Take over from").selectOption({ label: models.find((name) => name.includes("(model)")) });
      await goOn(page);
      await axeClean(page);
      await page.getByLabel("First day").fill(`${YEAR}-09-10`);
      await page.getByLabel("Last day").fill(`${YEAR}-09-12`);
      await goOn(page);
      await axeClean(page);
      await page.getByRole("button", { name: "Create event" }).click();
      await page.getByText("Nobody but its organisers sees it yet.").waitFor();
      await axeClean(page);
      assert.equal((await sol.page.goto(`/moss${YEAR}/`)).status(), 200, "its organisers see it");
      const anybody = await fetch(`${plenary.url}/moss${YEAR}/`, { redirect: "manual" });
      assert.equal(anybody.status, 404);
    });

    test("it goes live", async () => {
      const { page } = mira;
      await page.goto(`/orga/event/moss${YEAR}/`);
      await page.getByRole("button", { name: "Go public" }).click();
      if (script) await page.getByRole("dialog").getByRole("button", { name: "Go public" }).click();
      await page.getByRole("button", { name: /hide/i }).waitFor();
      await axeClean(page);
      assert.equal((await fetch(`${plenary.url}/moss${YEAR}/`)).status, 200);
    });

    test("its settings", async () => {
      const { page } = mira;
      for (const part of ["", "mail", "review/", "widget"]) {
        assert.equal((await page.goto(`/orga/event/moss${YEAR}/settings/${part}`)).status(), 200, part);
        await axeClean(page);
      }
      await page.goto(`/orga/event/moss${YEAR}/settings/`);
      await page.getByLabel("Address of the legal notice").fill("not an address");
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.getByRole("alert").first().waitFor();
      assert.equal(await page.getByLabel("Address of the legal notice").inputValue(), "not an address");
      await axeClean(page);
    });

    test("nothing was wrong underneath", () => {
      const expected = /status of 4\d\d/;
      for (const { problems } of [admin, mira, sol]) assert.deepEqual(problems.filter((p) => !expected.test(p)), []);
    });
  });
}
