import { icon } from "../dom";
import type { Programme } from "./programme";
import type { Session, Slot, Speaker } from "./shape";
import { starMark } from "./stars";

type Child = Node | string | null | undefined | false;

/** An element; texts stay texts. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

/** What somebody wrote: its direction is its own. */
export const own = (text: string) => h("bdi", {}, text);

/** HTML that the server has cleaned. */
export function prose(html: string, name: string, language?: string): HTMLElement {
  const box = h("div", { class: name, dir: "auto", ...(language ? { lang: language } : {}) });
  box.innerHTML = html;
  return box;
}

export function head(title: string, lead = "", ...actions: Node[]): HTMLElement {
  const text = h("div", { class: "page-head__text" }, h("h1", {}, title), lead && h("p", { class: "page-head__lead" }, lead));
  return h("div", { class: "page-head" }, text, actions.length > 0 && h("div", { class: "page-head__actions" }, ...actions));
}

export function empty(name: string, title: string, text = "", ...actions: Node[]): HTMLElement {
  const drawing = icon(name);
  drawing.classList.add("icon--l");
  return h("div", { class: "empty" }, drawing, h("h2", {}, title), text && h("p", { class: "empty__text" }, text), ...actions);
}

export function avatar(speaker: Speaker, size: string): HTMLElement {
  const box = h("span", { class: `avatar ${size}`, "aria-hidden": "true" });
  const words = speaker.name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "");
  const initials = letters.join("").toUpperCase() || "?";
  const picture = speaker.thumbnail ?? speaker.picture;
  if (!picture) {
    box.append(initials);
    return box;
  }
  const image = h("img", { alt: "", width: "80", height: "80", loading: "lazy", decoding: "async", src: picture });
  // Pictures are kept when they are seen; the others are not there.
  image.addEventListener("error", () => image.replaceWith(initials));
  box.append(image);
  return box;
}

/** In which language a text is, where it is not the page's. */
export function languageOf(programme: Programme, session: Session): string | undefined {
  return session.language && session.language !== programme.index.locale ? session.language : undefined;
}

/** A session in a list; its title is a heading of `level`. `slots`: those to name, with their day or without. */
export function card(programme: Programme, code: string, level: 3 | 4, slots: Slot[], withDay: boolean): HTMLElement | null {
  const session = programme.sessions.get(code);
  if (!session) return null;
  const { index } = programme;
  const track = programme.trackOf(session);
  const names = programme.namesOf(session);
  const language = languageOf(programme, session);
  const article = h("article", { class: `session${track ? ` track-${track.id}` : ""}` });
  for (const slot of slots) {
    const day = withDay ? `${index.days[slot.day]?.short ?? ""}, ` : "";
    article.append(h("div", { class: "session__meta" }, h("time", { datetime: slot.start }, `${day}${slot.time}`), own(programme.roomsOf(slot))));
  }
  const [first] = slots;
  if (first && !withDay) Object.assign(article.dataset, { start: first.start, end: first.end });
  const link = h("a", { href: `${programme.base}talk/${encodeURIComponent(code)}/` }, own(session.title));
  article.append(h(`h${level}`, { class: "session__title", ...(language ? { lang: language } : {}) }, link));
  if (names) article.append(h("div", { class: "session__speakers" }, own(names)));
  const foot = h("div", { class: "session__foot" });
  if (track) foot.append(h("bdi", { class: "session__track" }, track.name));
  foot.append(h("bdi", { class: "session__type" }, session.type), h("span", {}, session.duration));
  if (session.language_name) foot.append(h("span", { class: "session__language" }, session.language_name));
  if (session.not_recorded) foot.append(h("span", { class: "session__off" }, programme.word("not_recorded_short")));
  article.append(foot, starMark(programme, code, session.title));
  return article;
}
