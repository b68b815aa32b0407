import { all, icon } from "./dom";

interface Action {
  name: string;
  icon: string;
  key?: string;
  apply: (text: string) => { before: string; after: string } | { line: string };
}

const ACTIONS: Action[] = [
  { name: "bold", icon: "bold", key: "b", apply: () => ({ before: "**", after: "**" }) },
  { name: "italic", icon: "italic", key: "i", apply: () => ({ before: "*", after: "*" }) },
  { name: "link", icon: "link", key: "k", apply: () => ({ before: "[", after: "](https://)" }) },
  { name: "code", icon: "code", key: "e", apply: () => ({ before: "`", after: "`" }) },
  { name: "quote", icon: "quote", apply: () => ({ line: "> " }) },
  { name: "list", icon: "list", apply: () => ({ line: "- " }) },
];

/** A few buttons and keys over Markdown fields (`data-markdown`, names of the buttons in `data-…`). */
export function markdownToolbars(): void {
  for (const area of all<HTMLTextAreaElement>("textarea[data-markdown]")) {
    const bar = area.parentElement?.querySelector<HTMLElement>(".markdown__bar");
    if (!bar) continue;
    for (const action of ACTIONS) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--quiet";
      button.title = bar.dataset[action.name] ?? action.name;
      button.setAttribute("aria-label", button.title);
      button.append(icon(action.icon));
      button.addEventListener("click", () => change(area, action));
      bar.append(button);
    }
    area.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const action = ACTIONS.find((candidate) => candidate.key === event.key.toLowerCase());
      if (!action) return;
      event.preventDefault();
      change(area, action);
    });
    area.addEventListener("paste", (event) => {
      const pasted = event.clipboardData?.getData("text/plain").trim() ?? "";
      const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
      if (!/^https?:\/\/\S+$/.test(pasted) || chosen === "" || /[[\]]/.test(chosen)) return;
      event.preventDefault();
      insert(area, `[${chosen}](${pasted})`);
    });
  }
}

function change(area: HTMLTextAreaElement, action: Action): void {
  area.focus();
  const start = area.selectionStart;
  const chosen = area.value.slice(start, area.selectionEnd);
  const edit = action.apply(chosen);
  if ("line" in edit) {
    const from = area.value.lastIndexOf("\n", start - 1) + 1;
    const text = area.value.slice(from, area.selectionEnd);
    area.setSelectionRange(from, area.selectionEnd);
    insert(area, text.split("\n").map((line) => edit.line + line).join("\n"));
    return;
  }
  insert(area, edit.before + chosen + edit.after);
  const inside = start + edit.before.length;
  area.setSelectionRange(inside, inside + chosen.length);
}

/** Replaces the selection and keeps the browser's undo. */
function insert(area: HTMLTextAreaElement, text: string): void {
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
