import { all, icon, label } from "../dom";
import { type Answer, type Group, groups } from "./results";

/** How long typing pauses before it is searched, in milliseconds. */
const PAUSE = 120;
const EVENTS = "/orga/event/";

/** Ctrl-K, Cmd-K or Alt-K, or the button in the header: find a page, an event, a session, a speaker. */
export function palette(): void {
  const button = document.querySelector<HTMLAnchorElement>("a[data-palette]");
  if (!button) return;
  let open: Palette | undefined;
  const show = (): void => {
    open ??= new Palette(button);
    open.show();
  };
  // On a phone the way to it stands in the navigation.
  for (const way of [button, ...all("a[data-palette-too]")]) {
    way.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show();
    });
  }
  document.addEventListener("keydown", (event) => {
    const one = Number(event.ctrlKey) + Number(event.metaKey) + Number(event.altKey) === 1;
    if (event.defaultPrevented || !one || event.shiftKey || event.code !== "KeyK") return;
    // Another dialog is open: what it asks comes first.
    if (document.querySelector("dialog:modal:not(.palette)")) return;
    event.preventDefault();
    show();
  });
}

class Palette {
  private readonly dialog = document.createElement("dialog");
  private readonly input = document.createElement("input");
  private readonly list = document.createElement("div");
  private readonly status = document.createElement("p");
  private options: HTMLAnchorElement[] = [];
  private chosen = -1;
  private asked: AbortController | undefined;
  private timer = 0;
  /** Enter was pressed before the answer came. */
  private go = false;

  constructor(private readonly button: HTMLAnchorElement) {
    const { dialog, input, list, status } = this;
    const words = button.dataset;
    dialog.className = "dialog palette";
    dialog.setAttribute("aria-label", button.title);
    const head = document.createElement("div");
    head.className = "palette__head";
    input.className = "input";
    input.type = "text";
    input.maxLength = 200;
    input.autocomplete = "off";
    input.spellcheck = false;
    input.placeholder = words["label"] ?? "";
    for (const [name, value] of [
      ["role", "combobox"], ["aria-label", words["label"] ?? ""], ["aria-autocomplete", "list"],
      ["aria-expanded", "false"], ["aria-controls", "palette-list"], ["enterkeyhint", "go"],
    ] as const) input.setAttribute(name, value);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button button--quiet button--icon";
    close.setAttribute("aria-label", label("close"));
    close.append(icon("x"));
    close.addEventListener("click", () => dialog.close());
    head.append(icon("search"), input, close);
    list.id = "palette-list";
    list.className = "palette__list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", button.title);
    status.className = "palette__status";
    status.setAttribute("role", "status");
    const help = document.createElement("p");
    help.className = "palette__help";
    help.setAttribute("aria-hidden", "true");
    help.textContent = words["help"] ?? "";
    dialog.append(head, list, status, help);
    document.body.append(dialog);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.key(event));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      this.asked?.abort();
      clearTimeout(this.timer);
    });
  }

  show(): void {
    if (this.dialog.open) return;
    this.input.value = "";
    this.dialog.showModal();
    this.input.focus();
    void this.ask();
  }

  private typed(): void {
    this.go = false;
    this.asked?.abort();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    this.timer = 0;
    const asked = new AbortController();
    this.asked = asked;
    const url = new URL(this.button.href);
    url.searchParams.set("query", this.input.value.trim());
    try {
      const response = await fetch(url, { headers: { accept: "application/json" }, signal: asked.signal });
      // Logged out meanwhile: the page of the search leads to the log-in.
      if (response.redirected) return void location.assign(this.button.href);
      if (!response.ok) throw new Error(String(response.status));
      const answer = (await response.json()) as Answer;
      if (asked.signal.aborted) return;
      this.asked = undefined;
      this.draw(groups(answer, this.button.dataset, EVENTS));
    } catch {
      if (asked.signal.aborted) return;
      this.asked = undefined;
      this.draw([]);
      this.status.textContent = this.button.dataset["error"] ?? "";
    }
  }

  private draw(found: Group[]): void {
    this.options = [];
    const drawn = found.map((group, at) => {
      const part = document.createElement("div");
      part.setAttribute("role", "group");
      const heading = document.createElement("div");
      heading.id = `palette-group-${at}`;
      heading.className = "palette__heading";
      heading.textContent = group.heading;
      part.setAttribute("aria-labelledby", heading.id);
      part.append(heading);
      for (const option of group.options) {
        const link = document.createElement("a");
        link.id = `palette-option-${this.options.length}`;
        link.className = "palette__option";
        link.href = option.url;
        link.tabIndex = -1;
        link.setAttribute("role", "option");
        link.setAttribute("aria-selected", "false");
        const name = document.createElement("span");
        name.dir = "auto";
        name.textContent = option.name;
        link.append(name);
        if (option.note) {
          const note = document.createElement("small");
          note.dir = "auto";
          note.textContent = option.note;
          link.append(note);
        }
        // A place on this very page loads nothing.
        link.addEventListener("click", () => this.dialog.close());
        part.append(link);
        this.options.push(link);
      }
      return part;
    });
    this.list.replaceChildren(...drawn);
    const words = this.button.dataset;
    const count = this.options.length;
    const text = count === 1 ? words["countOne"] : words["countOther"]?.replace("2", String(count));
    this.status.textContent = count === 0 ? (words["nothing"] ?? "") : (text ?? "");
    this.status.classList.toggle("visually-hidden", count > 0);
    this.input.setAttribute("aria-expanded", String(count > 0));
    this.choose(count > 0 ? 0 : -1);
    if (this.go) this.open();
  }

  private choose(at: number): void {
    this.options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = at;
    const option = this.options[at];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else this.input.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = this.options.length;
    if (event.key === "ArrowDown" && count > 0) this.choose((this.chosen + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) this.choose((this.chosen - 1 + count) % count);
    else if (event.key === "Enter") this.open();
    else return;
    event.preventDefault();
  }

  private open(): void {
    this.go = this.timer !== 0 || this.asked !== undefined;
    if (!this.go) this.options[this.chosen]?.click();
  }
}
