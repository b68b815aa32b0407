import { StarList } from "../agenda/star-list";
import { all, icon } from "../dom";
import { h } from "./elements";
import type { Programme } from "./programme";

/** The stars of the other pages: those of this browser. An account gets them when it is next online. */
export function stars(slug: string): Set<string> {
  return new StarList(slug).read();
}

function toggle(slug: string, code: string): void {
  const list = new StarList(slug);
  const codes = list.read();
  if (!codes.delete(code)) codes.add(code);
  list.write(codes);
  list.owner = null;
}

/** On a card: the drawing is the style sheet's (session-card.css). */
export function starMark(programme: Programme, code: string, title: string): HTMLButtonElement {
  const button = starButton(programme, code, "session__star");
  button.setAttribute("aria-label", programme.word("star", { title }));
  return button;
}

/** On a session's page: the words say what it does. */
export function wideStar(programme: Programme, code: string): HTMLButtonElement {
  const button = starButton(programme, code, "button button--wide offline-star");
  button.dataset["labelOn"] = programme.word("star_off");
  button.dataset["labelOff"] = programme.word("star_on");
  button.append(icon("star"), h("span", { class: "star__label" }));
  set(button, stars(programme.index.event.slug));
  return button;
}

function starButton(programme: Programme, code: string, name: string): HTMLButtonElement {
  const { slug } = programme.index.event;
  const button = h("button", { type: "button", class: name, "data-star": code });
  set(button, stars(slug));
  button.addEventListener("click", () => {
    toggle(slug, code);
    show(slug);
    document.dispatchEvent(new Event("stars"));
  });
  return button;
}

/** All buttons as the list says: other windows change it, too. */
export function show(slug: string): void {
  const codes = stars(slug);
  for (const button of all<HTMLButtonElement>("[data-star]")) set(button, codes);
}

function set(button: HTMLButtonElement, codes: ReadonlySet<string>): void {
  const on = codes.has(button.dataset["star"] ?? "");
  button.setAttribute("aria-pressed", String(on));
  const label = button.querySelector(".star__label");
  if (label) label.textContent = (on ? button.dataset["labelOn"] : button.dataset["labelOff"]) ?? "";
}
