// Draws the programme a device has kept, at the addresses of the real pages.
import "../styles/components/offline.css";
import { all, icon } from "../dom";
import { empty, h } from "./elements";
import { Programme } from "./programme";
import { type Check, type News, moment, readKept } from "./shape";
import { show as showStars } from "./stars";
import { agenda } from "./views/agenda";
import { search } from "./views/search";
import { session, sessions } from "./views/session";
import { speaker, speakers } from "./views/speaker";
import type { View } from "./views/view";

const MINUTE = 60_000;

class App {
  private programme: Programme | null = null;
  private online = false;
  private readonly base: string;
  private readonly note = h("div", { class: "messages", role: "status" });
  private readonly place = h("div");

  constructor(
    private readonly root: HTMLElement,
    private readonly slug: string,
  ) {
    this.base = `/${slug}/`;
  }

  async start(): Promise<void> {
    const theme = /(?:^|; )plenary_theme=(light|dark)/.exec(document.cookie)?.[1];
    if (theme) document.documentElement.dataset["theme"] = theme;
    await this.load();
    this.root.hidden = false;
    // Back, forward, and the days behind `#`.
    addEventListener("popstate", () => this.draw(false));
    // Stars: of this window and of others.
    addEventListener("storage", () => document.dispatchEvent(new Event("stars")));
    document.addEventListener("click", (event) => this.follow(event));
    document.addEventListener("stars", () => {
      if (location.hash === "#starred") this.draw(false);
      else showStars(this.slug);
    });
    navigator.serviceWorker?.addEventListener("message", ({ data }: MessageEvent<News>) => void this.hear(data));
    setInterval(() => this.mark(), MINUTE / 2);
    this.ask();
    setInterval(() => this.ask(), MINUTE);
  }

  /** Whether the server is back: the device may never have noticed that it was away. */
  private ask(): void {
    const language = document.documentElement.lang;
    if (this.online || document.hidden) return;
    const question: Check = { kind: "check", language, fresh: true, force: true, seen: [] };
    navigator.serviceWorker?.controller?.postMessage(question);
  }

  private async load(): Promise<void> {
    const kept = "caches" in window ? await readKept(this.slug) : null;
    if (!kept) return;
    this.programme = new Programme(kept);
    const sheet = new CSSStyleSheet();
    for (const { id, color } of kept.index.tracks) {
      if (color && /^#[0-9a-f]{6}$/.test(color)) sheet.insertRule(`.track-${Number(id)}{--track:${color}}`);
    }
    document.adoptedStyleSheets = [sheet];
    this.root.replaceChildren(this.note, this.place);
    this.say();
    this.draw(false);
  }

  private async hear(news: News): Promise<void> {
    if (news.kind === "gone") location.reload();
    if (news.kind === "changed") await this.load();
    if (news.kind !== "ready") return;
    if (!this.programme) await this.load();
    this.online ||= news.online;
    this.say();
  }

  /** That there is no network, since when, or that it is back. */
  private say(): void {
    const { programme } = this;
    if (!programme) return;
    const asked = location.pathname === `${this.base}offline/`;
    const { at } = programme.kept;
    const text = this.online ? programme.word("online") : programme.word("as_of", { time: moment(programme.index, at) });
    if (asked && (this.online || navigator.onLine)) {
      this.note.replaceChildren();
      return;
    }
    const words = h("div", { class: "message__text" }, text);
    if (this.online) {
      const link = h("a", { href: location.href }, programme.word("reload"));
      link.addEventListener("click", (event) => {
        event.preventDefault();
        location.reload();
      });
      words.append(" ", link);
    }
    this.note.replaceChildren(h("div", { class: `message message--${this.online ? "success" : "warning"}` }, icon(this.online ? "circle-check" : "triangle-alert"), words));
  }

  /** Links within the programme need no page load while there is none to be had. */
  private follow(event: MouseEvent): void {
    const link = (event.target as Element).closest("a");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !this.programme || !plain || event.defaultPrevented || this.online || link.download || link.target) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !this.find(url)) return;
    if (url.pathname === location.pathname && url.hash) return;
    event.preventDefault();
    history.pushState(null, "", url);
    this.draw(true);
  }

  /** The view at an address; `null` if it is none of the programme's. */
  private find(url: URL): View | null {
    const { programme } = this;
    if (!programme || !url.pathname.startsWith(this.base)) return null;
    const [kind = "", code, ...more] = url.pathname.slice(this.base.length).replace(/\/$/, "").split("/");
    if (more.length > 0) return null;
    const hash = decodeURIComponent(url.hash.slice(1));
    if (code !== undefined) {
      const asked = decodeURIComponent(code);
      if (kind === "talk") return session(programme, programme.findCode(programme.sessions, asked) ?? "") ?? this.missing(programme);
      if (kind === "speaker") return speaker(programme, programme.findCode(programme.speakers, asked) ?? "") ?? this.missing(programme);
      return null;
    }
    switch (kind) {
      case "":
      case "schedule":
      case "offline":
        return agenda(programme, hash);
      case "talk":
        return sessions(programme);
      case "speaker":
        return speakers(programme);
      case "search":
        return search(programme, url.searchParams.get("q") ?? "");
      default:
        return null;
    }
  }

  private missing(programme: Programme): View {
    const title = programme.word("missing_title");
    const back = h("a", { class: "button", href: `${this.base}schedule/` }, programme.word("to_schedule"));
    return { title, content: [h("h1", { class: "visually-hidden" }, title), empty("calendar-days", title, programme.word("missing_text"), back)] };
  }

  /** `moved`: the visitor came here by a link, so the reading starts at the heading. */
  private draw(moved: boolean): void {
    const { programme } = this;
    if (!programme) return;
    const view = this.find(new URL(location.href)) ?? this.missing(programme);
    const inTabs = document.activeElement?.closest(".tabs") ?? null;
    document.title = `${view.title} · ${programme.index.event.name}`;
    this.place.replaceChildren(...view.content);
    view.begin?.();
    this.mark();
    const start = [this.base, `${this.base}offline/`].includes(location.pathname);
    const path = start ? `${this.base}schedule/` : location.pathname;
    for (const tab of all<HTMLAnchorElement>(".site-nav a")) {
      const here = tab.origin === location.origin && path.startsWith(tab.pathname);
      if (here) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    if (inTabs) this.place.querySelector<HTMLElement>(".tabs [aria-current]")?.focus();
    if (!moved) return;
    scrollTo(0, 0);
    const heading = this.place.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }

  /** What runs now stands out, what is over steps back. */
  private mark(): void {
    const now = Date.now();
    for (const one of all(".session[data-start]", this.place)) {
      const start = Date.parse(one.dataset["start"] ?? "");
      const end = Date.parse(one.dataset["end"] ?? "");
      one.classList.toggle("session--live", start <= now && now < end);
      one.classList.toggle("session--past", end <= now);
    }
  }
}

const root = document.getElementById("offline");
if (root) void new App(root, root.dataset["event"] ?? "").start();
