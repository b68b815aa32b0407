import { label } from "./dom";

/**
 * `data-confirm="what is lost"` on a submit button asks before the form goes. `data-confirm-title` and
 * `data-confirm-action` name the deed. Without script the form goes at once: use it only where that is safe or
 * where the server asks with a page of its own.
 */
export function confirmations(): void {
  document.addEventListener(
    "click",
    (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>("button[data-confirm]");
      if (!button?.form || button.dataset["confirmed"] !== undefined) return;
      event.preventDefault();
      event.stopPropagation();
      ask(button);
    },
    true,
  );
}

function ask(button: HTMLButtonElement): void {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "confirm-title");

  const head = document.createElement("div");
  head.className = "dialog__head";
  const title = document.createElement("h2");
  title.id = "confirm-title";
  title.textContent = button.dataset["confirmTitle"] ?? label("confirm");
  head.append(title);

  const body = document.createElement("div");
  body.className = "dialog__body";
  const text = document.createElement("p");
  text.textContent = button.dataset["confirm"] ?? "";
  body.append(text);

  const foot = document.createElement("div");
  foot.className = "dialog__foot";
  const no = document.createElement("button");
  no.type = "button";
  no.className = "button";
  no.textContent = label("cancel");
  const yes = document.createElement("button");
  yes.type = "button";
  yes.className = `button button--primary ${button.classList.contains("button--danger") ? "button--danger" : ""}`;
  yes.textContent = button.dataset["confirmAction"] ?? button.textContent?.trim() ?? label("confirm");
  foot.append(no, yes);

  dialog.append(head, body, foot);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    button.focus();
  });
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    dialog.close();
    button.dataset["confirmed"] = "";
    button.click();
    delete button.dataset["confirmed"];
  });
  dialog.showModal();
  no.focus();
}
