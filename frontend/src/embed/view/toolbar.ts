import { type TemplateResult, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { type Choice, active, noFilters } from "../filters";
import { languageName } from "../language";
import { dayName } from "../times";
import type { Context } from "./context";
import { icon } from "./icons";

interface Group {
  choice: Choice;
  title: string;
  label: string;
  options: { id: string; name: string; colour?: string | null }[];
}

/** What can be filtered by: only where there is something to choose. */
function groups({ programme, language: { t, locale } }: Context): Group[] {
  const all: Group[] = [
    { choice: "tracks", title: t.tracks, label: t.track, options: programme.tracks },
    { choice: "rooms", title: t.rooms, label: t.room, options: programme.rooms },
    { choice: "languages", title: t.languages, label: t.language, options: programme.languages.map((id) => ({ id, name: languageName(id, locale) })) },
  ];
  return all.filter((group) => group.options.length > 1);
}

export function toolbar(c: Context, open: boolean, setOpen: (open: boolean) => void): TemplateResult {
  const { filters, language: { t }, act } = c;
  const anyUnrecorded = c.programme.entries.some((entry) => entry.notRecorded);
  const choices = groups(c);
  const set = filters.tracks.size + filters.rooms.size + filters.languages.size + Number(filters.notRecorded);
  return html`<div class="tools">
      <label class="search">${icon("search")}<span class="unseen">${t.searchHint}</span>
        <input type="search" autocomplete="off" enterkeyhint="search" placeholder=${t.searchHint} .value=${live(filters.text)}
          @input=${(event: InputEvent) => act.filter({ ...filters, text: (event.target as HTMLInputElement).value })}></label>
      ${choices.length > 0 || anyUnrecorded ? html`<button type="button" class="button" aria-expanded=${open ? "true" : "false"} aria-controls="filters"
        @click=${() => setOpen(!open)}>${icon("filter")}${t.filters}${set > 0 ? html`<span class="count">${set}</span>` : nothing}</button>` : nothing}
      <button type="button" class="button star" aria-pressed=${filters.starred ? "true" : "false"}
        @click=${() => act.filter({ ...filters, starred: !filters.starred })}>${icon("star")}${t.starred}${c.stars.size > 0 ? html`<span class="count">${starredHere(c)}</span>` : nothing}</button>
      ${zoneChoice(c)}
    </div>
    <div id="filters" class="filters" ?hidden=${!open}>${open ? html`
      ${choices.map((group) => html`<fieldset><legend>${group.title}</legend><div class="options">${group.options.map((option) => html`
        <label><input type="checkbox" .checked=${live(filters[group.choice].has(option.id))} @change=${() => act.toggle(group.choice, option.id)}>
          ${group.choice === "tracks" ? html`<span class="dot" .style=${option.colour ? `--track:${option.colour}` : ""}></span>` : nothing}<bdi>${option.name}</bdi></label>`)}</div></fieldset>`)}
      ${anyUnrecorded ? html`<fieldset><legend>${t.recording}</legend><div class="options"><label><input type="checkbox" .checked=${live(filters.notRecorded)}
        @change=${() => act.filter({ ...filters, notRecorded: !filters.notRecorded })}><span>${t.notRecorded}</span></label></div></fieldset>` : nothing}
      <button type="button" class="button primary" @click=${() => setOpen(false)}>${t.show(sessions(c))}</button>` : nothing}</div>
    ${pills(c, choices)}`;
}

/** Stars of sessions that are in this programme. */
function starredHere(c: Context): number {
  return new Set(c.programme.entries.flatMap((entry) => (entry.code !== null && c.stars.has(entry.code) ? entry.code : []))).size;
}

export function sessions(c: Context): number {
  return c.shown.filter((entry) => entry.code !== null).length;
}

function zoneChoice(c: Context): TemplateResult | typeof nothing {
  const { localTimes: local, eventTimes: event, times, language: { t }, act, programme } = c;
  if (!local) return nothing;
  const at = programme.entries[0]?.start ?? c.now;
  const name = (zone: typeof event) => `${zone.zone.split("/").at(-1)?.replaceAll("_", " ")}, UTC${zone.offset(at)}`;
  return html`<label class="zone"><span class="unseen">${t.zone}</span>${icon("clock")}<select
    @change=${(e: Event) => act.chooseZone((e.target as HTMLSelectElement).value)}>
    <option value=${event.zone} .selected=${times === event}>${t.zoneEvent} (${name(event)})</option>
    <option value=${local.zone} .selected=${times === local}>${t.zoneLocal} (${name(local)})</option></select></label>`;
}

/** The filters that are on, each removable. */
function pills(c: Context, choices: Group[]): TemplateResult | typeof nothing {
  const { filters, language: { t }, act } = c;
  if (!active(filters)) return nothing;
  const pill = (name: string, remove: () => void) => html`<li><button type="button" class="pill" aria-label=${t.remove(name)}
    @click=${remove}><bdi>${name}</bdi>${icon("x")}</button></li>`;
  const text = filters.text.trim();
  return html`<ul class="pills" role="list">
    ${text ? pill(`${t.text}: ${text}`, () => act.filter({ ...filters, text: "" })) : nothing}
    ${choices.map((group) => group.options.filter((option) => filters[group.choice].has(option.id))
      .map((option) => pill(`${group.label}: ${option.name}`, () => act.toggle(group.choice, option.id))))}
    ${filters.notRecorded ? pill(t.notRecorded, () => act.filter({ ...filters, notRecorded: false })) : nothing}
    ${filters.starred ? pill(t.starred, () => act.filter({ ...filters, starred: false })) : nothing}
    <li><button type="button" class="plain" @click=${() => act.filter(noFilters)}>${t.clear}</button></li></ul>`;
}

/** Tabs as in the WAI-ARIA practice: one tab stop, arrows move and select. */
export function dayTabs(c: Context): TemplateResult | typeof nothing {
  const { programme: { days }, language: { t, locale, direction }, filters } = c;
  if (days.length < 2) return nothing;
  const move = (event: KeyboardEvent) => {
    const on = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    const from = days.indexOf(c.day);
    const to = { [on]: (from + 1) % days.length, [back]: (from - 1 + days.length) % days.length, Home: 0, End: days.length - 1 }[event.key];
    const day = to === undefined ? undefined : days[to];
    if (day === undefined) return;
    event.preventDefault();
    c.act.showDay(day);
    const tabs = event.currentTarget as HTMLElement;
    requestAnimationFrame(() => tabs.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
  };
  const narrowed = active(filters);
  return html`<div class="tabs" role="tablist" aria-label=${t.days} @keydown=${move}>${days.map((day) => html`
    <button type="button" role="tab" id=${`tab-${day}`} aria-controls="day" aria-selected=${day === c.day ? "true" : "false"} tabindex=${day === c.day ? 0 : -1}
      @click=${() => c.act.showDay(day)}>${dayName(day, locale, "short")}${narrowed ? html`<span class="count">${c.shown.filter((entry) => entry.day === day && entry.code !== null).length}</span>` : nothing}</button>`)}</div>`;
}
