import { icon } from "../../dom";
import { avatar, card, h, head, languageOf, own, prose } from "../elements";
import type { Programme } from "../programme";
import { wideStar } from "../stars";
import type { View } from "./view";

/** All sessions by time. */
export function sessions(programme: Programme): View {
  const list = h("ul", { class: "session-list session-list--wide" });
  for (const [code] of programme.inOrder()) {
    const entry = card(programme, code, 3, programme.slotsOf(code), true);
    if (entry) list.append(h("li", {}, entry));
  }
  const title = programme.word("sessions");
  return { title, content: [head(title), h("h2", { class: "visually-hidden" }, title), list] };
}

export function session(programme: Programme, code: string): View | null {
  const session = programme.sessions.get(code);
  if (!session) return null;
  const language = languageOf(programme, session);
  const inLanguage: Record<string, string> = language ? { lang: language } : {};
  const speakers = (session.speakers ?? []).flatMap((key) => {
    const speaker = programme.speakers.get(key);
    return speaker ? [{ speaker, url: `${programme.base}speaker/${encodeURIComponent(key)}/` }] : [];
  });

  const lead = h("p", { class: "page-head__lead" });
  speakers.forEach(({ speaker, url }, at) => lead.append(at > 0 ? ", " : "", h("a", { href: url }, own(speaker.name))));
  const heading = h("header", { class: "article__head" }, h("h1", inLanguage, own(session.title)), speakers.length > 0 && lead);

  const main = h("div", { class: "article__main stack stack--loose" });
  if (session.image) {
    const image = h("img", { class: "article__image", src: session.image, alt: "", decoding: "async" });
    image.addEventListener("error", () => image.remove());
    main.append(image);
  }
  if (session.abstract_html) main.append(prose(session.abstract_html, "prose prose--lead", language));
  if (session.description_html) main.append(prose(session.description_html, "prose", language));
  if (!session.abstract_html && !session.description_html) main.append(h("p", { class: "muted" }, programme.word("no_text")));
  if (session.resources) {
    const list = h("ul", { class: "resources" });
    for (const { name, url, file } of session.resources) {
      list.append(h("li", {}, icon(file ? "file" : "link"), h("a", { href: url, ...(file ? { download: "" } : { rel: "nofollow noopener" }) }, own(name))));
    }
    main.append(h("section", { class: "stack" }, h("h2", {}, programme.word("resources")), list));
  }
  if (speakers.length > 0) {
    const section = h("section", { class: "stack" }, h("h2", {}, programme.word("speakers")));
    for (const { speaker, url } of speakers) {
      const text = h("div", { class: "speaker__text" }, h("h3", {}, h("a", { href: url }, own(speaker.name))));
      const biography = speaker.nested_html ?? speaker.biography_html;
      if (biography) text.append(prose(biography, "prose text-s"));
      section.append(h("div", { class: "speaker" }, avatar(speaker, "avatar--l"), text));
    }
    main.append(section);
  }
  return { title: session.title, content: [h("article", { class: "article" }, heading, aside(programme, code), main)] };
}

/** When and where, and the facts. */
function aside(programme: Programme, code: string): HTMLElement {
  const { index } = programme;
  const session = programme.sessions.get(code);
  const box = h("aside", { class: "article__aside", "aria-label": programme.word("when") });
  if (!session) return box;
  const times = h("ul", { class: "times" });
  for (const slot of programme.slotsOf(code)) {
    const time = h("time", { datetime: slot.start }, h("span", {}, index.days[slot.day]?.long ?? ""), " ", h("strong", {}, slot.time));
    const place = h("div", {}, time, h("span", { class: "times__room" }, icon("map-pin"), own(programme.roomsOf(slot))));
    const note = slot.rooms.map((room) => index.rooms[room]?.description ?? "").find(Boolean);
    if (note) place.append(h("span", { class: "times__note" }, own(note)));
    times.append(h("li", {}, icon("clock"), place));
  }
  const facts = h("dl", { class: "facts facts--rows" });
  const fact = (name: string, value: Node | string) => facts.append(h("div", {}, h("dt", {}, programme.word(name)), h("dd", {}, value)));
  const track = programme.trackOf(session);
  if (track) fact("track", h("span", { class: `tag tag--text track-${track.id}` }, own(track.name)));
  fact("type", own(session.type));
  fact("duration", session.duration);
  if (session.language_name) fact("language", h("bdi", { lang: session.language }, session.language_name));
  fact("time_zone", index.event.time_zone);
  const when = h("div", { class: "when" }, h("div", { class: "stack" }, times, wideStar(programme, code)), h("div", { class: "stack" }, facts));
  if (session.not_recorded) when.lastElementChild?.append(h("p", { class: "note" }, icon("video-off"), h("span", {}, programme.word("not_recorded"))));
  box.append(h("div", { class: "card" }, when));
  return box;
}
