import { type TemplateResult, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { type Slot, gridOf, rowAt } from "../grid";
import type { Entry } from "../programme";
import type { Context } from "./context";
import { icon } from "./icons";
import { breakCard, sessionCard } from "./session-card";

const keyOf = (slot: Slot) => slot.start;

function timeHead(c: Context, start: number, day: string): TemplateResult {
  const other = c.times.day(start) !== day;
  return html`<time datetime=${new Date(start).toISOString()}>${other ? html`<small>${c.times.weekday(start)}</small> ` : nothing}${c.times.time(start)}</time>`;
}

/** One day as a list by time. */
export function listOf(c: Context, entries: readonly Entry[], day: string): TemplateResult {
  const slots = gridOf(entries, c.programme.rooms).slots;
  const next = c.now >= (slots[0]?.start ?? Infinity) ? slots.findIndex((slot) => slot.start > c.now) : -1;
  return html`<div class="list">${repeat(slots, keyOf, (slot, index) => html`
    ${index === next ? html`<p class="now-mark"><span>${c.language.t.now}, <time>${c.times.time(c.now)}</time></span></p>` : nothing}
    <section class="slot" data-start=${slot.start}>
      <h3 class="time" tabindex="-1">${timeHead(c, slot.start, day)}</h3>
      <ul role="list">${repeat(slot.placed, ({ entry }) => entry.key, ({ entry }) =>
        html`<li>${entry.code === null ? breakCard(c, entry) : sessionCard(c, entry)}</li>`)}</ul>
    </section>`)}</div>`;
}

/** One day as a grid of times and rooms. In reading order it is the same headed list by time. */
export function gridOfDay(c: Context, entries: readonly Entry[], width: number): TemplateResult {
  const { t } = c.language;
  const grid = gridOf(entries, c.programme.rooms);
  const now = rowAt(grid, c.now);
  const wide = grid.columns * COLUMN + TIMES > width;
  const columns = `repeat(${grid.columns},minmax(${wide ? `${COLUMN}px` : "0"},1fr))`;
  const shift = (event: Event, direction: number) => {
    const frame = (event.currentTarget as Element).closest(".grid-frame");
    const scroller = frame?.querySelector<HTMLElement>(".scroller");
    const rtl = c.language.direction === "rtl" ? -1 : 1;
    scroller?.scrollBy({ left: direction * rtl * Math.max(COLUMN, scroller.clientWidth - TIMES - COLUMN / 2), behavior: smooth() });
  };
  const follow = (event: Event, other: string) => {
    const from = event.currentTarget as HTMLElement;
    const to = from.closest(".grid-frame")?.querySelector<HTMLElement>(other);
    if (to && to.scrollLeft !== from.scrollLeft) to.scrollLeft = from.scrollLeft;
  };
  return html`<div class="grid-frame">
    <div class="heads">
      <div class="corner">${wide ? html`
        <button type="button" class="shift" aria-label=${t.roomsBack} title=${t.roomsBack} @click=${(e: Event) => shift(e, -1)}>${icon("back")}</button>
        <button type="button" class="shift" aria-label=${t.roomsOn} title=${t.roomsOn} @click=${(e: Event) => shift(e, 1)}>${icon("on")}</button>` : nothing}</div>
      <div class="heads-scroll" aria-hidden="true" @scroll=${(e: Event) => follow(e, ".scroller")}>
        <div class="heads-row" .style=${`grid-template-columns:${columns};${wide ? `inline-size:${grid.columns * COLUMN}px` : ""}`}>
          ${grid.heads.map((head) => html`<div class="room-head" .style=${`grid-column:${head.column - 1} / span ${head.span}`}><bdi>${head.room?.name ?? t.noRoom}</bdi></div>`)}
        </div>
      </div>
    </div>
    <div class="scroller" role=${wide ? "group" : nothing} aria-label=${wide ? t.roomsRegion : nothing} tabindex=${wide ? "0" : nothing}
      @scroll=${(e: Event) => follow(e, ".heads-scroll")}>
      <div class="grid ${wide ? "wide" : ""}" .style=${`grid-template-columns:${TIMES}px ${columns};grid-template-rows:${grid.rows};${wide ? `inline-size:${grid.columns * COLUMN + TIMES}px` : ""}`}>
        ${grid.heads.slice(1).map((head) => html`<div class="column" aria-hidden="true" .style=${`grid-column:${head.column} / span ${head.span}`}></div>`)}
        ${now ? html`<div class="now-line" aria-hidden="true" .style=${`grid-row:${now.row};--part:${(now.part * 100).toFixed(1)}%`}></div>` : nothing}
        ${repeat(grid.slots, keyOf, (slot) => html`<section class="slot" data-start=${slot.start}>
          <h3 class="time" tabindex="-1" .style=${`grid-row:${slot.row} / ${slot.until}`}>${timeHead(c, slot.start, c.day)}</h3>
          <div class="line" aria-hidden="true" .style=${`grid-row:${slot.row}`}></div>
          <ul role="list">${repeat(slot.placed, ({ entry }) => entry.key, ({ entry, areas }) => areas.map((area, i) =>
            html`<li aria-hidden=${i > 0 ? "true" : nothing} .style=${`grid-area:${area}`}>${entry.code === null ? breakCard(c, entry) : sessionCard(c, entry)}</li>`))}</ul>
        </section>`)}
      </div>
    </div>
  </div>`;
}

/** Least width of a room's column and width of the times, in pixels. */
const COLUMN = 196;
const TIMES = 68;

/** How to scroll, as the visitor's system asks. */
export function smooth(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
