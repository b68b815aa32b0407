import { type TemplateResult, html, nothing } from "lit";
import type { Entry } from "../programme";
import type { Context } from "./context";
import { icon } from "./icons";

/** Names read aloud stay short, whatever somebody typed as a title. */
function short(title: string): string {
  return title.length > 90 ? `${title.slice(0, 88)}…` : title;
}

export function starButton(c: Context, entry: Entry, text = false): TemplateResult | typeof nothing {
  const { code } = entry;
  if (code === null) return nothing;
  const { t } = c.language;
  return html`<button type="button" class=${text ? "button star" : "star"} aria-pressed=${c.stars.has(code) ? "true" : "false"}
    aria-label=${text ? nothing : t.star(short(entry.title))} @click=${() => c.act.star(code)}>${icon("star")}${text ? t.starPlain : nothing}</button>`;
}

/** `lang` of a text, if it differs from what surrounds it. */
export function lang(c: Context, language: string): string | typeof nothing {
  return language && language.toLowerCase() !== c.language.ui ? language.replace("_", "-") : nothing;
}

/** A link to the session's page that opens the details here, unless a new tab is asked for. */
export function sessionLink(c: Context, entry: Entry): TemplateResult {
  const { code } = entry;
  if (code === null) return html`<bdi>${entry.title}</bdi>`;
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    c.act.openSession(entry);
  };
  return html`<a href=${c.source.sessionPage(code)} target="_blank" rel="noopener" aria-haspopup="dialog" @click=${open}><bdi>${entry.title || code}</bdi></a>`;
}

/** Times, with the weekday where the visitor's date is another than the programme's. */
export function when(c: Context, entry: Entry): string {
  const range = c.times.range(entry.start, entry.end);
  return c.times.day(entry.start) === entry.day ? range : `${c.times.weekday(entry.start)} ${range}`;
}

export function marks(c: Context, entry: Entry): TemplateResult {
  const { t } = c.language;
  return html`${c.programme.languages.length > 1 && entry.language
      ? html`<span class="code"><span class="unseen">${t.language} </span>${entry.language.toUpperCase()}</span>` : nothing}${entry.notRecorded
      ? html`<span class="mark" title=${t.notRecorded}>${icon("unrecorded")}<span class="unseen">${t.notRecorded}</span></span>` : nothing}`;
}

/** One session. The bar on its edge is the track, which is also named. */
export function sessionCard(c: Context, entry: Entry): TemplateResult {
  const live = entry.start <= c.now && c.now < entry.end;
  return html`<article class="session ${live ? "live" : ""}" data-key=${entry.key} .style=${entry.track?.colour ? `--track:${entry.track.colour}` : ""}>
    <div class="meta">
      <time datetime=${new Date(entry.start).toISOString()}>${when(c, entry)}</time>
      ${live ? html`<strong class="badge">${c.language.t.now}</strong>` : nothing}
      ${entry.rooms[0] ? html`<span class="room"><bdi>${entry.rooms[0].name}</bdi></span>` : nothing}
      <span class="marks">${marks(c, entry)}${starButton(c, entry)}</span>
    </div>
    <h4 class="title" lang=${lang(c, entry.language)}>${sessionLink(c, entry)}</h4>
    ${entry.speakers.length > 0 ? html`<p class="people">${entry.speakers.map((person, i) => html`${i > 0 ? ", " : ""}<bdi>${person.name}</bdi>`)}</p>` : nothing}
    ${entry.track ? html`<p class="tag"><bdi>${entry.track.name}</bdi></p>` : nothing}
  </article>`;
}

export function breakCard(c: Context, entry: Entry): TemplateResult {
  const where = entry.rooms.length > 0 && entry.rooms.length < c.programme.rooms.length;
  return html`<div class="break"><span><strong><bdi>${entry.title}</bdi></strong>
    <time datetime=${new Date(entry.start).toISOString()}>${when(c, entry)}</time>
    ${where ? html`<span>${entry.rooms.map((room, i) => html`${i > 0 ? ", " : ""}<bdi>${room.name}</bdi>`)}</span>` : nothing}</span></div>`;
}
