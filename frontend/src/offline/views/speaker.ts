import { avatar, card, h, head, own, prose } from "../elements";
import type { Programme } from "../programme";
import type { Speaker } from "../shape";
import type { View } from "./view";

export function speakers(programme: Programme): View {
  const list = h("ul", { class: "grid-cards" });
  for (const [code, speaker] of programme.speakersInOrder()) list.append(speakerCard(programme, code, speaker, 2));
  const title = programme.word("speakers");
  return { title, content: [head(title), list] };
}

/** A speaker in a list, with the titles of their sessions. */
export function speakerCard(programme: Programme, code: string, speaker: Speaker, level: 2 | 3): HTMLElement {
  const link = h("a", { href: `${programme.base}speaker/${encodeURIComponent(code)}/` }, own(speaker.name));
  const person = h("div", { class: "person" }, avatar(speaker, ""), h(`h${level}`, { class: "person__name" }, link));
  const titles = h("ul", { class: "speaker-card__sessions" });
  for (const session of programme.sessionsOf(code)) {
    const title = programme.sessions.get(session)?.title ?? "";
    titles.append(h("li", {}, h("a", { href: `${programme.base}talk/${encodeURIComponent(session)}/` }, own(title))));
  }
  return h("li", { class: "card speaker-card" }, person, titles);
}

export function speaker(programme: Programme, code: string): View | null {
  const speaker = programme.speakers.get(code);
  if (!speaker) return null;
  const list = h("ul", { class: "session-list session-list--wide" });
  for (const session of programme.sessionsOf(code)) {
    const entry = card(programme, session, 3, programme.slotsOf(session), true);
    if (entry) list.append(h("li", {}, entry));
  }
  const article = h("article", { class: "stack stack--loose" }, h("header", { class: "profile-head" }, avatar(speaker, "avatar--xl"), h("h1", {}, own(speaker.name))));
  if (speaker.biography_html) article.append(prose(speaker.biography_html, "prose"));
  article.append(h("section", { class: "stack" }, h("h2", {}, programme.word("sessions")), list));
  return { title: speaker.name, content: [article] };
}
