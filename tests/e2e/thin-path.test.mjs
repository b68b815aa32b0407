// The whole thin path of a conference, once with scripts and once without: two proposals come
// in, are accepted and confirmed, get a room and a time, are released, and the public sees them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axeClean, launchBrowser, newVisitor, Plenary } from "./harness.mjs";
import { names, paths } from "./names.mjs";

const ADMIN = { email: "admin@example.org", password: "correct-horse-battery-7" };
const ROOMS = ["Großer Saal", "Garden"];
const DAY_START = "10:00";

function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

for (const script of [true, false]) {
  describe(`thin path ${script ? "with" : "without"} scripts`, () => {
    const event = script ? "thin" : "plain";
    const day = inDays(60);
    const speakerAccount = { name: "Zoë Übermut", email: "zoe@example.org", password: "a-long-enough-secret-9" };
    const titles = ["Rivers & <clouds>: an introduction", "Why moss grows – and the moon does not"];
    const codes = [];
    let plenary, orga, speaker, visitor;

    before(async () => {
      plenary = await Plenary.create();
      await plenary.run(["init", "--noinput"], {
        DJANGO_SUPERUSER_EMAIL: ADMIN.email,
        DJANGO_SUPERUSER_PASSWORD: ADMIN.password,
        PRETALX_INIT_ORGANISER_NAME: "Thin organisers",
        PRETALX_INIT_ORGANISER_SLUG: "thinorg",
      });
      await plenary.run([
        "create_event", "--organiser", "thinorg", "--slug", event, "--name", "Thin Conf", "--email", "info@example.org",
        "--date-from", day, "--date-to", inDays(61), "--timezone", "Europe/Berlin", "--public",
      ]);
      await plenary.start();
      orga = await newVisitor(browser, plenary.url, { script });
      speaker = await newVisitor(browser, plenary.url, { script });
      visitor = await newVisitor(browser, plenary.url, { script });
    });

    after(async () => {
      for (const person of [orga, speaker, visitor]) await person?.context.close();
      await plenary?.stop();
    });

    test("an organiser logs in", async () => {
      const { page } = orga;
      await page.goto(paths.orgaLogin);
      await axeClean(page);
      await page.getByLabel(names.logIn.email).first().fill(ADMIN.email);
      await page.getByLabel(names.logIn.password).first().fill("wrong");
      await page.getByRole("button", { name: names.logIn.submit }).click();
      assert.equal(await page.getByLabel(names.logIn.email).first().inputValue(), ADMIN.email, "the address is kept after a wrong password");
      await page.getByLabel(names.logIn.password).first().fill(ADMIN.password);
      await page.getByRole("button", { name: names.logIn.submit }).click();
      await page.waitForURL((url) => !url.pathname.includes("login"));
      await axeClean(page);
    });

    test("a speaker registers and hands in two proposals", async () => {
      const { page } = speaker;
      for (const [n, title] of titles.entries()) {
        await page.goto(paths.submit(event));
        if (n === 0 && new URL(page.url()).pathname.includes("login")) await register(page, speakerAccount);
        await axeClean(page);
        const form = names.proposalForm;
        await page.getByLabel(form.title, { exact: false }).first().fill(title);
        await page.getByLabel(form.abstract, { exact: false }).first().fill("It rains.\n\n* Then it *stops*.");
        const biography = page.getByLabel(form.biography, { exact: false }).first();
        if (await biography.isVisible()) await biography.fill("Walks a lot.");
        await page.getByRole("button", { name: form.submit }).click();
        if (n === 0 && (await page.getByLabel(names.register.repeat).isVisible())) await register(page, speakerAccount);
        await page.goto(paths.mySubmissions(event));
        const link = page.getByRole("link", { name: title }).first();
        codes.push((await link.getAttribute("href")).match(/submissions\/([A-Z0-9]+)/)[1]);
      }
      await axeClean(page);
      await page.goto(paths.mySubmission(event, codes[0]));
      assert.match(await page.getByRole("main").innerText(), new RegExp(names.state.submitted, "i"));
      await axeClean(page);
    });

    test("a title is required, and what was typed stays", async () => {
      const { page } = speaker;
      await page.goto(paths.submit(event));
      await page.getByLabel(names.proposalForm.abstract, { exact: false }).first().fill("No title yet");
      await page.locator("form").evaluateAll((forms) => forms.forEach((form) => (form.noValidate = true)));
      await page.getByRole("button", { name: names.proposalForm.submit }).click();
      const title = page.getByLabel(names.proposalForm.title, { exact: false }).first();
      assert.equal(await title.getAttribute("aria-invalid"), "true");
      assert.equal(await page.getByLabel(names.proposalForm.abstract, { exact: false }).first().inputValue(), "No title yet");
      await axeClean(page);
    });

    test("the organiser accepts, the speaker confirms", async () => {
      for (const code of codes) {
        await orga.page.goto(paths.orgaSubmission(event, code));
        if (code === codes[0]) await axeClean(orga.page);
        await orga.page.getByRole("button", { name: names.orga.accept }).click();
        await orga.page.goto(paths.orgaSubmission(event, code));
        assert.match(await orga.page.getByRole("main").innerText(), new RegExp(names.state.accepted, "i"));

        await speaker.page.goto(paths.mySubmission(event, code));
        if (code === codes[0]) await axeClean(speaker.page);
        await speaker.page.getByRole("button", { name: names.confirm }).or(speaker.page.getByRole("link", { name: names.confirm })).first().click();
        if (/\/confirm\/?$/.test(speaker.page.url())) await speaker.page.getByRole("button", { name: names.confirm }).click();
        await speaker.page.goto(paths.mySubmission(event, code));
        assert.match(await speaker.page.getByRole("main").innerText(), new RegExp(names.state.confirmed, "i"));
      }
    });

    test("nothing is public before the release", async () => {
      for (const file of ["schedule.xml", "schedule.json"]) {
        assert.equal((await visitor.context.request.get(`/${event}/${file}`)).status(), 404, file);
      }
      assert.equal((await visitor.context.request.get(paths.talk(event, codes[0]))).status(), 404);
    });

    test("the organiser creates rooms, gives room and time, and releases", async () => {
      const { page } = orga;
      for (const room of ROOMS) {
        await page.goto(paths.orgaRooms(event));
        const existing = page.getByRole("main").getByText(room, { exact: true });
        if (await existing.count()) continue;
        const add = page.getByRole("link", { name: names.orga.addRoom });
        if (await add.count()) await add.first().click();
        await page.getByLabel(names.orga.roomName).first().fill(room);
        await page.getByRole("button", { name: names.orga.save }).or(page.getByRole("button", { name: names.orga.addRoom })).first().click();
      }
      await page.goto(paths.orgaRooms(event));
      await axeClean(page);

      for (const [n, title] of titles.entries()) {
        await page.goto(paths.orgaSchedule(event));
        if (n === 0) await axeClean(page);
        // One form a session: a row or group that carries the session's title.
        const form = page.locator("form").filter({ has: page.getByText(title) }).or(page.getByRole("row").filter({ hasText: title })).first();
        await form.getByLabel(names.orga.place.room, { exact: false }).first().selectOption({ label: ROOMS[n] });
        await form.getByLabel(names.orga.place.start).first().fill(`${day}T${DAY_START}`);
        await form.getByRole("button", { name: names.orga.place.submit }).click();
      }
      await page.goto(paths.orgaRelease(event));
      await axeClean(page);
      await page.getByLabel(names.orga.release.version, { exact: false }).first().fill("v1");
      await page.getByRole("button", { name: names.orga.release.submit }).click();
    });

    test("the public sees a grid on a desktop and one column on a phone", async () => {
      const { page } = visitor;
      await page.goto(paths.schedule(event));
      await axeClean(page);
      assert.match(await page.getByRole("main").innerText(), /v1/);
      const card = (title) => page.getByRole("link", { name: title }).first();
      const place = async () => Promise.all(titles.map((title) => card(title).boundingBox()));

      await page.setViewportSize({ width: 1440, height: 900 });
      const [left, right] = await place();
      assert.ok(Math.abs(left.x - right.x) > 50, "two rooms are two columns");
      assert.ok(Math.abs(left.y - right.y) < 40, "the same time is the same row");

      await page.setViewportSize({ width: 390, height: 844 });
      const [first, second] = await place();
      assert.ok(Math.abs(first.x - second.x) < 20, "one column");
      assert.ok(Math.abs(first.y - second.y) > 20, "one below the other");
      await page.setViewportSize({ width: 1440, height: 900 });
    });

    test("session and speaker have a page", async () => {
      const { page } = visitor;
      await page.goto(paths.schedule(event));
      await page.getByRole("link", { name: titles[0] }).first().click();
      await page.waitForURL(`**${paths.talk(event, codes[0])}`);
      const heading = page.getByRole("heading", { level: 1 });
      assert.match(await heading.innerText(), /Rivers & <clouds>: an introduction/);
      const main = await page.getByRole("main").innerText();
      assert.match(main, /It rains\./);
      assert.match(main, new RegExp(ROOMS[0]));
      assert.match(main, new RegExp(DAY_START));
      await axeClean(page);

      await page.getByRole("link", { name: speakerAccount.name }).first().click();
      await page.waitForURL(new RegExp(`/${event}/speaker/[A-Z0-9]+/$`));
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), new RegExp(speakerAccount.name));
      for (const title of titles) assert.equal(await page.getByRole("link", { name: title }).count() > 0, true, title);
      await axeClean(page);
    });

    test("the exports hold both sessions", async () => {
      const get = async (file) => {
        const response = await visitor.context.request.get(`/${event}/${file}`);
        assert.equal(response.status(), 200, file);
        return response;
      };
      const json = await (await get("schedule.json")).json();
      assert.equal(json.schedule.version, "v1");
      const sessions = json.schedule.conference.days.flatMap((d) => Object.values(d.rooms).flat());
      assert.deepEqual(sessions.map((s) => s.title).sort(), [...titles].sort());
      const first = sessions.find((s) => s.title === titles[0]);
      assert.deepEqual([first.room, first.start, first.code, first.persons[0].public_name], [ROOMS[0], DAY_START, codes[0], speakerAccount.name]);

      const xml = await (await get("schedule.xml")).text();
      assert.match(xml, /<version>v1<\/version>/);
      assert.match(xml, /Rivers &amp; &lt;clouds&gt;: an introduction/);

      const ics = (await (await get("schedule.ics")).text()).replaceAll("\r\n ", "");
      assert.equal(ics.match(/^BEGIN:VEVENT/gm).length, 2);
      assert.match(ics, new RegExp(`DTSTART;TZID=Europe/Berlin:${day.replaceAll("-", "")}T100000`));
    });

    test("nothing went wrong on the way", () => {
      // A refused log-in answers 4xx, which browsers write to the console.
      const expected = /status of 4\d\d/;
      for (const { problems } of [orga, speaker, visitor]) assert.deepEqual(problems.filter((p) => !expected.test(p)), []);
    });
  });
}

async function register(page, account) {
  const register = names.register;
  await axeClean(page);
  await page.getByLabel(register.name, { exact: true }).fill(account.name);
  await page.getByLabel(register.email).last().fill(account.email);
  await page.getByLabel(register.password, { exact: true }).fill(account.password);
  await page.getByLabel(register.repeat).fill(account.password);
  await page.getByRole("button", { name: register.submit }).click();
}
