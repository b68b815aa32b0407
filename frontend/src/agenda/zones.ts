import { icon } from "../dom";
import { type About, make, storage, word } from "./data";
import type { Item } from "./items";

/** English dates are British ones, as on the server. */
export function language(): string {
  const lang = document.documentElement.lang;
  return lang === "en" ? "en-GB" : lang;
}
const clock = new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayName = new Intl.DateTimeFormat(language(), { weekday: "short", day: "numeric", month: "short" });
const isoDay = new Intl.DateTimeFormat("sv-SE", { year: "numeric", month: "2-digit", day: "2-digit" });

/** Lets visitors whose clocks differ from the event's choose whose time is shown. */
export function zones(root: HTMLElement, about: About, sessions: Item[]): void {
  const times = [...root.querySelectorAll<HTMLTimeElement>("time[datetime]")];
  const differs = times.some((time) => offset(time.dateTime) !== -new Date(time.dateTime).getTimezoneOffset());
  const place = document.querySelector("#agenda-zone");
  if (!differs || !place) return;

  const select = make("select", "input");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  select.add(new Option(word(about, "zoneEvent", { zone: about.zone }), "event"));
  select.add(new Option(word(about, "zoneLocal", { zone: own }), "local"));
  const field = make("label", "agenda-zone__choice");
  field.append(icon("globe"), make("span", "visually-hidden", word(about, "zone")), select);
  place.replaceChildren(field);

  let originals: [Element, string][] | undefined;
  const show = (local: boolean) => {
    if (!local) {
      for (const [element, html] of originals ?? []) element.textContent = html;
      for (const extra of root.querySelectorAll("small[data-own-day]")) extra.remove();
      for (const extra of root.querySelectorAll<HTMLElement>(".schedule__time > small")) extra.hidden = false;
    } else {
      originals ??= [...root.querySelectorAll(".session__time, time[datetime]")].map((element) => [element, element.textContent ?? ""]);
      inOwnZone(root, sessions);
    }
    root.dispatchEvent(new Event("agenda:layout"));
  };
  const key = `${about.slug}_timezone`;
  // The original keeps names of zones here; anything but the event's means the visitor's own.
  const kept = storage.read(key);
  if (kept && kept !== "event" && kept !== about.zone) {
    select.value = "local";
    show(true);
  }
  select.addEventListener("change", () => {
    storage.write(key, select.value === "local" ? own : about.zone);
    show(select.value === "local");
  });
}

/** Minutes east of UTC that an ISO time says it is in. */
function offset(iso: string): number {
  const parts = /([+-])(\d\d):(\d\d)$/.exec(iso);
  return parts ? Number(`${parts[1] ?? ""}1`) * (Number(parts[2]) * 60 + Number(parts[3])) : 0;
}

function range(start: number, end: number): string {
  return `${clock.format(start)}–${clock.format(end)}`;
}

function inOwnZone(root: HTMLElement, sessions: Item[]): void {
  for (const head of root.querySelectorAll<HTMLElement>(".schedule__time")) {
    const time = head.querySelector("time");
    if (!time) continue;
    const start = Date.parse(time.dateTime);
    time.textContent = clock.format(start);
    for (const small of head.querySelectorAll("small")) {
      if (small.dataset["ownDay"] === undefined) small.hidden = true;
      else small.remove();
    }
    if (isoDay.format(start) !== head.closest(".agenda-day")?.id) {
      const small = make("small", "", dayName.format(start));
      small.dataset["ownDay"] = "";
      head.append(" ", small);
    }
    for (const pause of head.parentElement?.querySelectorAll<HTMLElement>(".schedule__break") ?? []) {
      const text = pause.querySelector(".session__time");
      if (text) text.textContent = range(start, start + Number(pause.dataset["m"]) * 60_000);
    }
  }
  for (const { card, placings } of sessions) {
    const texts = card.querySelectorAll(".session__meta time, .session__time");
    for (const [index, { start, end }] of placings.entries()) {
      const text = texts[index];
      if (text) text.textContent = text.matches("time") ? `${dayName.format(start)}, ${range(start, end)}` : range(start, end);
    }
  }
}
