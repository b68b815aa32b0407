// A mail server that takes everything: what Plenary sends is read here as mail programs read it.
import assert from "node:assert/strict";
import { once } from "node:events";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export class Mailbox {
  static async open() {
    const mailbox = new Mailbox();
    mailbox.mails = [];
    mailbox.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      logger: false,
      onData: (stream, session, done) => {
        simpleParser(stream).then((mail) => {
          const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
          // Addresses in texts carry a sign that keeps mail programs from making links of them.
          const text = (mail.text ?? "").replaceAll("\u2060", "");
          mailbox.mails.push({ to, subject: mail.subject, text, html: mail.html || "" });
          done();
        }, done);
      },
    });
    mailbox.server.listen(0, "127.0.0.1");
    await once(mailbox.server.server, "listening");
    return mailbox;
  }

  /** What Plenary needs to know to send here. */
  get environment() {
    return { PLENARY_MAIL_HOST: "127.0.0.1", PLENARY_MAIL_PORT: String(this.server.server.address().port), PLENARY_MAIL_FROM: "plenary@example.org" };
  }

  /** The next mail to an address; it is taken out. */
  async take(address) {
    for (let attempt = 0; attempt < 150; attempt++) {
      const at = this.mails.findIndex(({ to }) => to.includes(address.toLowerCase()));
      if (at >= 0) return this.mails.splice(at, 1)[0];
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.fail(`no mail to ${address}; there are ${JSON.stringify(this.mails.map(({ to, subject }) => [to, subject]))}`);
  }

  /** The path of the link in a mail whose path matches. */
  static link(mail, path) {
    const links = [...mail.text.matchAll(/https?:\/\/[^\s<>)\]]+/g)].map(([url]) => new URL(url.replace(/[.,;:!?]+$/, "")));
    const found = links.find((url) => path.test(url.pathname));
    assert.ok(found, `no link ${path} in:\n${mail.text}`);
    return found.pathname + found.search;
  }

  async close() {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
