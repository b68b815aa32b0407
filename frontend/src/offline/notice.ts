import { icon } from "../dom";

/** Says that there is something newer than this page, with the way to it. Stays until it is put away. */
export function notice(text: string, action: string, close: string): void {
  document.querySelector("[data-offline-notice]")?.remove();
  let stack = document.querySelector<HTMLElement>(".toasts");
  if (!stack) {
    stack = document.createElement("div");
    stack.className = "toasts";
    stack.setAttribute("role", "status");
    document.body.append(stack);
  }
  const box = document.createElement("div");
  box.className = "message";
  box.dataset["offlineNotice"] = "";
  const words = document.createElement("div");
  words.className = "message__text";
  const link = document.createElement("a");
  link.href = location.href.replace(/#.*/, "");
  link.textContent = action;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });
  words.append(`${text} `, link);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet button--icon button--small";
  button.dataset["dismiss"] = "";
  button.setAttribute("aria-label", close);
  button.append(icon("x"));
  box.append(icon("refresh-cw"), words, button);
  stack.append(box);
}
