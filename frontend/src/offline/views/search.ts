import { icon } from "../../dom";
import { card, h, head } from "../elements";
import { Finder } from "../find";
import type { Programme } from "../programme";
import { speakerCard } from "./speaker";
import type { View } from "./view";

/** More would only be scrolled past. */
const MOST = 60;

let finder: { of: Programme; finder: Finder } | null = null;

/** Finds while typing; the question stands in the address as `?q=`. */
export function search(programme: Programme, question: string): View {
  if (finder?.of !== programme) finder = { of: programme, finder: new Finder(programme) };
  const found = finder.finder;
  const input = h("input", { class: "input", type: "search", name: "q", id: "offline-q", autocomplete: "off", "aria-describedby": "offline-q-hint" });
  input.value = question;
  const label = h("label", { class: "visually-hidden", for: "offline-q" }, programme.word("search"));
  const hint = h("p", { class: "muted text-s", id: "offline-q-hint" }, programme.word("search_hint"));
  const form = h("form", { role: "search", class: "stack" }, label, h("span", { class: "search" }, icon("search"), input), hint);
  const status = h("p", { class: "muted", role: "status" });
  const results = h("div", { class: "stack stack--loose" });

  const list = () => {
    const { sessions, speakers } = found.find(input.value);
    const any = sessions.length + speakers.length > 0;
    results.replaceChildren();
    status.textContent = !input.value.trim() ? "" : any ? programme.word("found", { sessions: sessions.length, speakers: speakers.length }) : programme.word("nothing_found");
    const add = (title: string, name: string, entries: (HTMLElement | null)[]) => {
      if (entries.length === 0) return;
      const box = h("ul", { class: name }, ...entries);
      results.append(h("section", { class: "stack" }, h("h2", {}, programme.word(title)), box));
    };
    add("sessions", "session-list session-list--wide", sessions.slice(0, MOST).map((code) => h("li", {}, card(programme, code, 3, programme.slotsOf(code), true))));
    add("speakers", "grid-cards", speakers.slice(0, MOST).map((code) => {
      const speaker = programme.speakers.get(code);
      return speaker ? speakerCard(programme, code, speaker, 3) : null;
    }));
  };
  const remember = () => {
    const asked = input.value.trim();
    history.replaceState(null, "", `${programme.base}search/${asked ? `?q=${encodeURIComponent(asked)}` : ""}`);
  };
  input.addEventListener("input", () => {
    list();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  const title = programme.word("search");
  return { title, content: [head(title), h("div", { class: "stack stack--loose" }, form, status, results)], begin: list };
}
