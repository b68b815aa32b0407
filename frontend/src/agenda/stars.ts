// Stars of sessions: kept in the browser, and with the account of people who are logged in.
//
// Pages other than schedule and lists load `src/stars.ts` and have
// `<button type="button" class="only-js" data-star="CODE" data-event="slug" aria-pressed="false">` with the words
// `data-label-on`, `data-label-off` (shown in its `.star__label`, or as its `title`), `data-failed` and
// `data-unread` (messages agenda-star-off, -on, -failed, -unread).
import { all } from "../dom";
import { toast } from "../messages";
import { type Personal, personal } from "../personal";
import { type About, make, word } from "./data";
import { whenIdle } from "./idle";
import type { Item } from "./items";
import { StarList, codes } from "./star-list";

type Listener = (code: string | undefined) => void;

/** The codes of the sessions a visitor has starred in one event. */
export class Stars {
  readonly #slug: string;
  readonly #list: StarList;
  #codes: Set<string>;
  #listeners: Listener[] = [];
  /** Whether changes go to the server; known once `synchronise` is through. */
  #account = false;
  #ready: Promise<void> | undefined;
  /** What to say when the server does not take a change, or does not answer. */
  failed = "";
  unread = "";

  constructor(slug: string) {
    this.#slug = slug;
    this.#list = new StarList(slug);
    this.#codes = this.#list.read();
    addEventListener("storage", (event) => {
      if (event.key !== this.#list.key) return;
      this.#codes = this.#list.read();
      this.#tell(undefined);
    });
  }

  has(code: string): boolean {
    return this.#codes.has(code);
  }

  /** Whether the stars are with an account; known once `synchronise` is through. */
  get account(): boolean {
    return this.#account;
  }

  get size(): number {
    return this.#codes.size;
  }

  /** Calls back with the session that changed; with nothing, if several may have. */
  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Shows the change at once, and takes it back if the server refuses it. */
  async toggle(code: string): Promise<void> {
    const on = !this.has(code);
    this.#set(code, on);
    await this.#ready;
    if (!this.#account) {
      // Unknown to the account: to be merged at the next log-in.
      this.#list.owner = null;
      return;
    }
    if (await this.#send(code, on)) return;
    this.#set(code, !on);
    if (this.failed) toast("danger", this.failed);
  }

  /** For people logged in: the account's stars, together with those this browser had before. */
  synchronise(): Promise<void> {
    return (this.#ready ??= this.#merge());
  }

  async #merge(): Promise<void> {
    let own: Personal | null;
    try {
      own = await personal();
    } catch {
      if (this.unread) toast("warning", this.unread);
      return;
    }
    if (!own?.account) {
      this.#forget();
      return;
    }
    this.#account = true;
    const theirs = new Set(codes(own.starred));
    const who = own.account.code;
    // Once merged, the account knows better: what is only here was removed elsewhere.
    const known = this.#list.owner === who;
    const added = known ? [] : [...this.#codes].filter((one) => !theirs.has(one));
    const sent = await Promise.all(added.map(async (one) => ((await this.#send(one, true)) ? [] : [one])));
    this.#codes = new Set([...theirs, ...added]);
    this.#list.write(this.#codes);
    // What failed is tried again with the next page.
    if (sent.flat().length === 0) this.#list.owner = who;
    else if (this.failed) toast("danger", this.failed);
    this.#tell(undefined);
  }

  /** Whoever used this browser has logged out: their stars are with the account, not for who comes next. */
  #forget(): void {
    if (!this.#list.owner) return;
    this.#list.forget();
    this.#codes.clear();
    this.#tell(undefined);
  }

  async #send(code: string, on: boolean): Promise<boolean> {
    const url = `/api/events/${encodeURIComponent(this.#slug)}/submissions/${encodeURIComponent(code)}/favourite/`;
    try {
      return (await fetch(url, { method: on ? "POST" : "DELETE", headers: { Accept: "application/json" } })).ok;
    } catch {
      return false;
    }
  }

  #set(code: string, on: boolean): void {
    if (on) this.#codes.add(code);
    else this.#codes.delete(code);
    this.#list.write(this.#codes);
    this.#tell(code);
  }

  #tell(code: string | undefined): void {
    for (const listener of this.#listeners) listener(code);
  }
}

/** The download of what somebody has starred, beside the others. */
export function starredCalendar(about: About): void {
  const link = make("a", "menu__item", word(about, "starredCalendar"));
  link.href = `/${encodeURIComponent(about.slug)}/schedule/export/faved.ics`;
  document.querySelector("[data-exports]")?.append(link);
}

/** Gives every card its star, a few at a time, and lets all star buttons of the page work. */
export function starButtons(stars: Stars, about: About | undefined, sessions: Item[] = []): void {
  const show = (button: HTMLButtonElement) => {
    const on = stars.has(button.dataset["star"] ?? "");
    button.setAttribute("aria-pressed", String(on));
    const label = button.querySelector<HTMLElement>(".star__label");
    const text = on ? button.dataset["labelOn"] : button.dataset["labelOff"];
    if (text && label) label.textContent = text;
    else if (text) button.title = text;
    else if (about) button.title = word(about, on ? "starOff" : "starOn");
  };
  const buttons = (code?: string) => all<HTMLButtonElement>(code === undefined ? "button[data-star]" : `button[data-star="${CSS.escape(code)}"]`);
  buttons().forEach(show);
  stars.listen((code) => buttons(code).forEach(show));
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[data-star]");
    if (button) void stars.toggle(button.dataset["star"] ?? "");
  });
  if (!about) return;
  stars.failed = word(about, "starFailed");
  stars.unread = word(about, "starUnread");
  const pattern = make("button", "session__star");
  pattern.type = "button";
  whenIdle(sessions, ({ card, code, title }) => {
    const button = pattern.cloneNode() as HTMLButtonElement;
    button.dataset["star"] = code;
    button.setAttribute("aria-label", word(about, "star", { title }));
    show(button);
    card.append(button);
  });
}
