import { type TemplateResult, html, nothing } from "lit";
import { type Details, ownPicture } from "../details";
import { languageName } from "../language";
import type { Entry } from "../programme";
import { dayName } from "../times";
import type { Context } from "./context";
import { icon } from "./icons";
import { lang, sessionLink, starButton, when } from "./session-card";

/** What the overlay shows: a session by its key, or a speaker by code. */
export type View = { kind: "session"; key: string } | { kind: "speaker"; code: string };

const dateAndTime = (c: Context, entry: Entry) => `${dayName(c.times.day(entry.start), c.language.locale, "long")}, ${c.times.range(entry.start, entry.end)}`;

export function overlayHead(c: Context, title: TemplateResult | string, language: string, back: (() => void) | null, close: () => void): TemplateResult {
  const { t } = c.language;
  return html`<header class="overlay-head">
    ${back ? html`<button type="button" class="square" aria-label=${t.back} @click=${back}>${icon("back")}</button>` : nothing}
    <h2 id="overlay-title" tabindex="-1" lang=${lang(c, language)}><bdi>${title}</bdi></h2>
    <button type="button" class="square" aria-label=${t.close} @click=${close}>${icon("x")}</button>
  </header>`;
}

export function sessionBody(c: Context, entry: Entry, details: Details | null): TemplateResult {
  const { t, locale } = c.language;
  const all = c.programme.entries;
  const [room] = entry.rooms;
  const inRoom = room ? all.filter((other) => other.code !== null && other.day === entry.day && other.rooms[0] === room) : [];
  const place = inRoom.indexOf(entry);
  const before = inRoom[place - 1];
  const after = inRoom[place + 1];
  const parallel = all.filter((other) => other !== entry && other.code !== null && other.rooms[0] !== room && other.start < entry.end && other.end > entry.start);
  const again = all.filter((other) => other !== entry && other.code === entry.code);
  return html`<div class="overlay-body">
    <ul class="facts" role="list">
      <li>${icon("clock")}<time datetime=${new Date(entry.start).toISOString()}>${dateAndTime(c, entry)}</time>${c.localTimes ? html` <small>(${c.times === c.localTimes ? t.zoneLocal : t.zoneEvent})</small>` : nothing}</li>
      ${room ? html`<li>${icon("pin")}<bdi>${room.name}</bdi></li>` : nothing}
      ${entry.track ? html`<li class="tag" .style=${entry.track.colour ? `--track:${entry.track.colour}` : ""}><bdi>${entry.track.name}</bdi></li>` : nothing}
      ${entry.language ? html`<li>${icon("language")}<span class="unseen">${t.language} </span>${languageName(entry.language, locale)}</li>` : nothing}
      ${entry.notRecorded ? html`<li>${icon("unrecorded")}${t.notRecorded}</li>` : nothing}
    </ul>
    <div class="actions">${starButton(c, entry, true)}${pageLink(c, details?.url ?? c.source.sessionPage(entry.code ?? ""))}</div>
    ${entry.speakers.length > 0 ? html`<section><h3>${t.speakers}</h3><ul class="speakers" role="list">${entry.speakers.map((person) => html`
      <li><button type="button" class="speaker" aria-haspopup="dialog" @click=${() => c.act.openSpeaker(person.code)}>${portrait(c, person.avatar, person.name)}<bdi>${person.name}</bdi></button></li>`)}</ul></section>` : nothing}
    ${details?.image ? html`<img class="picture" src=${details.image} alt="" loading="lazy">` : nothing}
    <div lang=${lang(c, entry.language)}>
      ${details?.abstract ? html`<div class="lead">${details.abstract}</div>` : entry.abstract ? html`<p class="plain-text lead" dir="auto">${entry.abstract}</p>` : nothing}
      ${details?.text ?? nothing}
    </div>
    ${state(c, details)}
    ${more(c, details)}
    ${again.length > 0 ? neighbours(c, t.again, again) : nothing}
    ${before || after ? html`<div class="around">${before ? neighbours(c, t.previous, [before]) : nothing}${after ? neighbours(c, t.next, [after]) : nothing}</div>` : nothing}
    ${parallel.length > 0 ? html`<details class="parallel"><summary>${t.parallel(parallel.length)}</summary>${links(c, parallel)}</details>` : nothing}
  </div>`;
}

export function speakerBody(c: Context, code: string, details: Details | null): TemplateResult {
  const { t } = c.language;
  const theirs = c.programme.entries.filter((entry) => entry.speakers.some((person) => person.code === code));
  const person = theirs.flatMap((entry) => entry.speakers).find((each) => each.code === code);
  return html`<div class="overlay-body">
    <div class="actions">${portrait(c, details?.image ?? person?.avatar ?? null, person?.name ?? "", true)}${pageLink(c, details?.url ?? c.source.speakerPage(code))}</div>
    ${details?.text ?? nothing}
    ${state(c, details)}
    ${more(c, details)}
    ${neighbours(c, t.sessions, theirs)}
  </div>`;
}

function pageLink(c: Context, url: string): TemplateResult {
  const { t } = c.language;
  return html`<a class="button" href=${url} target="_blank" rel="noopener">${icon("external")}${t.fullPage}<span class="unseen"> (${t.newTab})</span></a>`;
}

/** What is under way or went wrong; always there, so that screen readers hear its changes. */
function state(c: Context, details: Details | null): TemplateResult {
  const { t } = c.language;
  return html`<p class="state" role="status">${details === null ? t.loadingDetails : details.failed ? t.detailsFailed : nothing}</p>`;
}

function more(c: Context, details: Details | null): TemplateResult {
  const { t } = c.language;
  return html`${details && details.resources.length > 0 ? html`<section><h3>${t.resources}</h3><ul>${details.resources.map((each) => html`
      <li><a href=${each.url} target="_blank" rel="noopener nofollow"><bdi>${each.name}</bdi><span class="unseen"> (${t.newTab})</span></a></li>`)}</ul></section>` : nothing}
    ${details && details.answers.length > 0 ? html`<section><h3>${t.answers}</h3><dl>${details.answers.map((each) => html`<dt><bdi>${each.question}</bdi></dt><dd>${each.answer}</dd>`)}</dl></section>` : nothing}`;
}

function neighbours(c: Context, title: string, entries: Entry[]): TemplateResult {
  return html`<section><h3>${title}</h3>${links(c, entries)}</section>`;
}

function links(c: Context, entries: Entry[]): TemplateResult {
  return html`<ul class="links" role="list">${entries.map((entry) => html`<li .style=${entry.track?.colour ? `--track:${entry.track.colour}` : ""}>
    <span class="where"><time>${c.programme.days.length > 1 ? `${dayName(entry.day, c.language.locale, "short")}, ` : ""}${when(c, entry)}</time>${entry.rooms[0] ? html` · <bdi>${entry.rooms[0].name}</bdi>` : nothing}</span>
    <span lang=${lang(c, entry.language)}>${sessionLink(c, entry)}</span></li>`)}</ul>`;
}

/** The picture, if it is on the event's own origin: others need not know who reads here. Else the first letters. */
function portrait(c: Context, url: string | null, name: string, large = false): TemplateResult {
  const letters = name.split(/\s+/).map((word) => [...word][0] ?? "").slice(0, 2).join("");
  const picture = url && ownPicture(url, c.source);
  return html`<span class="portrait ${large ? "large" : ""}" aria-hidden="true">${picture ? html`<img src=${picture} alt="" loading="lazy">` : letters}</span>`;
}
