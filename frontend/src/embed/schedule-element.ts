import { LitElement, type PropertyValues, type TemplateResult, html, nothing, unsafeCSS } from "lit";
import { onDarkPage, setColours } from "./colour";
import { type Details, askDetails } from "./details";
import { type Choice, type Filters, active, matching, noFilters, toggled } from "./filters";
import { type Language, languageOf } from "./language";
import { Memory } from "./memory";
import { type Programme, readProgramme } from "./programme";
import { Source, Unavailable } from "./source";
import styles from "./styles/embed.css?inline";
import { Times, dayName, localZone, sameClock } from "./times";
import type { Actions, Context } from "./view/context";
import { gridOfDay, listOf, smooth } from "./view/day";
import { icon } from "./view/icons";
import { type View, overlayHead, sessionBody, speakerBody } from "./view/overlay";
import { dayTabs, sessions, toolbar } from "./view/toolbar";

/** Wider than this, in pixels, the schedule is a grid. */
const GRID_FROM = 710;
const CLOCK = 30_000;
const CHECK = 300_000;

type State = "loading" | "ready" | "noAddress" | "notFound" | "unreachable";

/** `<plenary-schedule>`, also `<pretalx-schedule>`: an event's schedule on any page. */
export class ScheduleElement extends LitElement {
  static override styles = unsafeCSS(styles);
  static override properties = {
    eventUrl: { attribute: "event-url" },
    locale: {},
    format: {},
    version: {},
    dateFilter: { attribute: "date-filter" },
    roomFilter: { attribute: "room-filter" },
    timezone: {},
    state: { state: true },
    raw: { state: true },
    filters: { state: true },
    filtersOpen: { state: true },
    chosenDay: { state: true },
    inlineSize: { state: true },
    now: { state: true },
    overlay: { state: true },
    details: { state: true },
    printing: { state: true },
    notice: { state: true },
  };
  declare eventUrl: string | null;
  declare locale: string | null;
  declare format: string | null;
  declare version: string | null;
  declare dateFilter: string | null;
  declare roomFilter: string | null;
  declare timezone: string | null;
  /** Internal from here on. */
  declare state: State;
  /** The schedule as the server sent it. */
  declare raw: string;
  declare filters: Filters;
  declare filtersOpen: boolean;
  declare chosenDay: string | null;
  declare inlineSize: number;
  declare now: number;
  /** Views the visitor came through; the last one shows. */
  declare overlay: View[];
  declare details: Details | null;
  declare printing: boolean;
  declare notice: boolean;

  #source: Source | null = null;
  #memory: Memory | null = null;
  #programme: Programme | null = null;
  #language: Language = languageOf(null, "en");
  #times: { event: Times; local: Times | null } | null = null;
  #loading: AbortController | null = null;
  #asking: AbortController | null = null;
  #checked = 0;
  #alive: AbortController | null = null;
  readonly #sizes = new ResizeObserver(([entry]) => {
    if (entry) this.inlineSize = Math.round(entry.contentRect.width);
  });
  readonly #remembered = () => this.requestUpdate();

  constructor() {
    super();
    this.state = "loading";
    this.raw = "";
    this.filters = noFilters;
    this.filtersOpen = false;
    this.chosenDay = null;
    this.inlineSize = 0;
    this.now = Date.now();
    this.overlay = [];
    this.details = null;
    this.printing = false;
    this.notice = false;
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "style", "class"];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if ((name === "style" || name === "class") && before !== after) this.#colours();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#alive = new AbortController();
    const { signal } = this.#alive;
    this.#sizes.observe(this);
    const clock = setInterval(() => this.#tick(), CLOCK);
    signal.addEventListener("abort", () => clearInterval(clock));
    document.addEventListener("visibilitychange", () => this.#tick(), { signal });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", () => this.#colours(), { signal });
    for (const [event, printing] of [["beforeprint", true], ["afterprint", false]] as const) {
      addEventListener(event, () => {
        this.printing = printing;
        // Paper does not wait for the next frame.
        if (this.isUpdatePending) this.performUpdate();
      }, { signal });
    }
    // Moved or put back into the page: what was asked for has been given up.
    if (this.hasUpdated && this.state === "loading") void this.#load();
    this.#memory?.addEventListener("change", this.#remembered);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#alive?.abort();
    this.#sizes.disconnect();
    this.#loading?.abort();
    this.#asking?.abort();
    this.#memory?.removeEventListener("change", this.#remembered);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("locale") || !this.hasUpdated) this.#language = languageOf(this.locale, document.documentElement.lang);
    if (changed.has("eventUrl") || changed.has("version") || !this.hasUpdated) this.#aim();
    if (["raw", "locale", "timezone", "dateFilter", "roomFilter"].some((name) => changed.has(name))) this.#read();
  }

  protected override firstUpdated(): void {
    this.inlineSize ||= Math.round(this.getBoundingClientRect().width);
    this.#colours();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("overlay")) this.#showOverlay();
  }

  /** Another event or version: everything begins anew. */
  #aim(): void {
    this.#source = Source.at(this.eventUrl, this.version);
    this.#memory?.removeEventListener("change", this.#remembered);
    this.#memory = this.#source ? Memory.of(this.#source.slug) : null;
    this.#memory?.addEventListener("change", this.#remembered);
    this.filters = noFilters;
    this.chosenDay = null;
    this.overlay = [];
    this.raw = "";
    this.#programme = null;
    void this.#load();
  }

  async #load(again = false): Promise<void> {
    this.#loading?.abort();
    if (!this.#source) {
      this.state = "noAddress";
      return;
    }
    this.state = "loading";
    const loading = (this.#loading = new AbortController());
    try {
      const raw = await this.#source.schedule(again, loading.signal);
      JSON.parse(raw);
      this.raw = raw;
      this.state = "ready";
      this.#checked = Date.now();
    } catch (error) {
      if (!loading.signal.aborted) this.state = error instanceof Unavailable ? "notFound" : "unreachable";
    }
  }

  /** Every half minute, and when the page comes to the front again. */
  #tick(): void {
    if (document.visibilityState !== "visible") return;
    this.now = Date.now();
    if (this.state === "ready" && this.now - this.#checked >= CHECK) void this.#check();
  }

  /** Is there a newer schedule? Failing to find out is no reason to disturb. */
  async #check(): Promise<void> {
    this.#checked = Date.now();
    const loading = (this.#loading = new AbortController());
    try {
      const raw = await this.#source?.schedule(true, loading.signal);
      if (raw === undefined || raw === this.raw) return;
      JSON.parse(raw);
      this.raw = raw;
      this.notice = true;
    } catch {
      // Next time.
    }
  }

  #read(): void {
    if (!this.raw) return;
    const list = (value: string | null) => (value ?? "").split(",").map((each) => each.trim()).filter(Boolean);
    const { locale } = this.#language;
    const programme = readProgramme(JSON.parse(this.raw), locale, this.timezone, { dates: list(this.dateFilter), rooms: list(this.roomFilter) });
    this.#programme = programme;
    const event = new Times(programme.zone, locale);
    const local = new Times(localZone(), locale);
    const samples = new Map(programme.entries.map((entry) => [entry.day, entry.start])).values();
    this.#times = { event, local: sameClock(event, local, samples) ? null : local };
  }

  #colours(): void {
    const root = this.renderRoot?.querySelector<HTMLElement>(".root");
    const probe = root?.querySelector<HTMLElement>(".probe");
    if (!root || !probe || !this.isConnected) return;
    // A page that says nothing about its colour scheme may be dark all the same.
    const scheme = getComputedStyle(this).colorScheme === "normal" && onDarkPage(this) ? "dark" : "";
    root.style.setProperty("color-scheme", scheme);
    setColours(root, probe);
  }

  readonly #act: Actions = {
    filter: (filters) => {
      this.filters = filters;
      this.#keepFocus();
    },
    toggle: (choice: Choice, value: string) => this.#act.filter(toggled(this.filters, choice, value)),
    showDay: (day) => {
      this.chosenDay = day;
    },
    jumpToNow: () => void this.#jumpToNow(),
    chooseZone: (zone) => this.#memory?.chooseZone(zone),
    star: (code) => this.#memory?.toggleStar(code),
    openSession: (entry) => this.#open({ kind: "session", key: entry.key }),
    openSpeaker: (code) => this.#open({ kind: "speaker", code }),
  };

  /** A removed pill takes the focus with it: the search field is the next best place. */
  #keepFocus(): void {
    const pill = (this.renderRoot as ShadowRoot).activeElement?.closest(".pills");
    if (!pill) return;
    void this.updateComplete.then(() => {
      const next = this.renderRoot.querySelector<HTMLElement>(".pill") ?? this.renderRoot.querySelector<HTMLElement>("input[type=search]");
      next?.focus();
    });
  }

  async #jumpToNow(): Promise<void> {
    const c = this.#context();
    const today = c?.eventTimes.day(this.now);
    const target = c?.shown.filter((entry) => entry.day === today && entry.start <= this.now).at(-1);
    if (!target) return;
    this.chosenDay = target.day;
    await this.updateComplete;
    const slot = this.renderRoot.querySelector(`[data-start="${target.start}"]`);
    const head = slot?.querySelector<HTMLElement>(".time");
    (slot?.querySelector("li") ?? head)?.scrollIntoView({ block: "center", inline: "nearest", behavior: smooth() });
    head?.focus({ preventScroll: true });
  }

  #open(view: View): void {
    this.overlay = [...this.overlay, view];
    this.details = null;
    void this.#ask(view);
  }

  readonly #back = () => {
    const views = this.overlay.slice(0, -1);
    this.overlay = views;
    this.details = null;
    const view = views.at(-1);
    if (view) void this.#ask(view);
  };

  async #ask(view: View): Promise<void> {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    const code = view.kind === "speaker" ? view.code : this.#programme?.entries.find((entry) => entry.key === view.key)?.code;
    if (!this.#source || !code) return;
    const details = await askDetails(this.#source, view.kind, code, asking.signal);
    if (details && !asking.signal.aborted) this.details = details;
  }

  #showOverlay(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog) return;
    if (this.overlay.length === 0) return dialog.close();
    if (!dialog.open) dialog.showModal();
    dialog.querySelector(".overlay-body")?.scrollTo(0, 0);
    dialog.querySelector<HTMLElement>("#overlay-title")?.focus({ preventScroll: true });
  }

  readonly #closed = () => {
    this.#asking?.abort();
    const [first] = this.overlay;
    this.overlay = [];
    // The browser gives the focus back, unless the card has been drawn anew meanwhile.
    const root = this.renderRoot as ShadowRoot;
    void this.updateComplete.then(() => {
      if (root.activeElement || first?.kind !== "session") return;
      root.querySelector<HTMLElement>(`[data-key="${CSS.escape(first.key)}"] h4 a`)?.focus();
    });
  };

  #context(): Context | null {
    const programme = this.#programme;
    const times = this.#times;
    const source = this.#source;
    if (!programme || !times || !source || this.state !== "ready") return null;
    const stars = this.#memory?.stars ?? new Set<string>();
    const today = times.event.day(this.now);
    const day = [this.chosenDay, today].find((each) => each !== null && programme.days.includes(each)) ?? programme.days[0] ?? "";
    return {
      language: this.#language,
      programme,
      source,
      times: times.local && this.#memory?.zone === times.local.zone ? times.local : times.event,
      eventTimes: times.event,
      localTimes: times.local,
      stars,
      filters: this.filters,
      shown: matching(programme.entries, this.filters, stars),
      day,
      now: this.now,
      act: this.#act,
    };
  }

  protected override render(): TemplateResult {
    const { t, ui, direction } = this.#language;
    const c = this.#context();
    return html`<div class="root" role="group" lang=${ui} dir=${direction} aria-label=${t.schedule}>
      <span class="probe" hidden></span>
      ${c ? this.#ready(c) : this.#waiting()}
      ${this.#source ? html`<footer class="foot"><a href=${this.#source.page} target="_blank" rel="noopener">${t.fullSchedule}<span class="unseen"> (${t.newTab})</span></a><span>${t.powered}</span></footer>` : nothing}
      <dialog aria-labelledby="overlay-title" @close=${this.#closed} @click=${(event: Event) => {
        if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
      }}>${c ? this.#overlayOf(c) : nothing}</dialog>
    </div>`;
  }

  #waiting(): TemplateResult {
    const { t } = this.#language;
    if (this.state === "loading" || this.state === "ready") return html`<p class="note" role="status"><span class="spinner" aria-hidden="true"></span>${t.loading}</p>`;
    return html`<div class="note" role="alert"><p>${t[this.state]}</p>
      ${this.state === "noAddress" ? nothing : html`<button type="button" class="button" @click=${() => void this.#load(true)}>${t.retry}</button>`}</div>`;
  }

  #ready(c: Context): TemplateResult {
    const { t, locale } = c.language;
    if (c.programme.entries.length === 0) return html`<p class="note">${t.empty}</p>`;
    const here = c.shown.filter((entry) => entry.day === c.day);
    const all = c.programme.entries;
    const running = all.some((entry) => entry.day === c.eventTimes.day(c.now)) && (all[0]?.start ?? Infinity) <= c.now && all.some((entry) => entry.end > c.now);
    const several = c.programme.days.length > 1;
    return html`
      <div class="controls">${toolbar(c, this.filtersOpen, (open) => {
        this.filtersOpen = open;
        if (!open) this.renderRoot.querySelector<HTMLElement>("[aria-controls=filters]")?.focus();
      })}
        <div class="summary"><p role="status">${this.notice ? `${t.updated} ` : ""}${active(c.filters)
          ? `${t.results(sessions(c))}${several ? `, ${t.resultsToday(here.filter((entry) => entry.code !== null).length, dayName(c.day, locale, "long"))}` : ""}` : nothing}</p>
          ${running ? html`<button type="button" class="plain jump" @click=${c.act.jumpToNow}>${icon("down")}${t.jump}</button>` : nothing}</div>
      </div>
      ${dayTabs(c)}
      ${this.printing ? this.#onPaper(c) : html`<div class="day" id="day" role=${several ? "tabpanel" : nothing} aria-labelledby=${several ? `tab-${c.day}` : nothing}>
        <h2 class=${several ? "unseen" : "day-name"}>${dayName(c.day, locale, "long")}</h2>
        ${here.length > 0 ? this.inlineSize > GRID_FROM && this.format !== "list" ? gridOfDay(c, here, this.inlineSize - PADDING) : listOf(c, here, c.day) : this.#nothing(c)}
      </div>`}`;
  }

  #nothing(c: Context): TemplateResult {
    const { t, locale } = c.language;
    const why = sessions(c) > 0 ? t.nothingToday(dayName(c.day, locale, "long")) : c.filters.starred && c.stars.size === 0 ? t.noStars : t.nothing;
    return html`<div class="note"><p>${why}</p><button type="button" class="button" @click=${() => c.act.filter(noFilters)}>${t.clear}</button></div>`;
  }

  /** All days, one after the other. */
  #onPaper(c: Context): TemplateResult {
    return html`${c.programme.days.map((day) => html`<h2 class="day-name">${dayName(day, c.language.locale, "long")}</h2>${listOf(c, c.shown.filter((entry) => entry.day === day), day)}`)}`;
  }

  #overlayOf(c: Context): TemplateResult | typeof nothing {
    const view = this.overlay.at(-1);
    if (!view) return nothing;
    const close = () => this.renderRoot.querySelector("dialog")?.close();
    const back = this.overlay.length > 1 ? this.#back : null;
    if (view.kind === "speaker") {
      const name = c.programme.entries.flatMap((entry) => entry.speakers).find((person) => person.code === view.code)?.name ?? view.code;
      return html`${overlayHead(c, name, "", back, close)}${speakerBody(c, view.code, this.details)}`;
    }
    const entry = c.programme.entries.find((each) => each.key === view.key);
    // Gone with the latest version.
    if (!entry) return html`${overlayHead(c, c.language.t.schedule, "", back, close)}<div class="overlay-body"><p>${c.language.t.detailsFailed}</p></div>`;
    return html`${overlayHead(c, entry.title, entry.language, back, close)}${sessionBody(c, entry, this.details)}`;
  }
}

/** Both sides of the element, see styles/frame.css. */
const PADDING = 24;
