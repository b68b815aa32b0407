import { icon, label } from "./dom";

export type Level = "info" | "success" | "warning" | "danger";
const ICONS: Record<Level, string> = {
  info: "info",
  success: "circle-check",
  warning: "triangle-alert",
  danger: "circle-alert",
};

/** Messages can be put away. */
export function messages(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-dismiss]");
    button?.closest(".message")?.remove();
  });
}

/** Says what happened after an action that loaded no page. Spoken by screen readers; gone after a while. */
export function toast(level: Level, text: string): void {
  let stack = document.querySelector<HTMLElement>(".toasts");
  if (!stack) {
    stack = document.createElement("div");
    stack.className = "toasts";
    stack.setAttribute("role", "status");
    document.body.append(stack);
  }
  const box = document.createElement("div");
  box.className = `message message--${level}`;
  const words = document.createElement("div");
  words.className = "message__text";
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button--quiet button--icon button--small";
  close.dataset["dismiss"] = "";
  close.setAttribute("aria-label", label("close"));
  close.append(icon("x"));
  box.append(icon(ICONS[level]), words, close);
  stack.append(box);
  if (level !== "danger") setTimeout(() => box.remove(), 8000);
}
