import { all, icon, label } from "./dom";

/** Pictures open over the page; without script, and with a modifier key, their links lead to the files. */
export function lightbox(): void {
  for (const link of all<HTMLAnchorElement>("a[data-lightbox]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
      event.preventDefault();
      open(link);
    });
  }
}

function open(link: HTMLAnchorElement): void {
  const dialog = document.createElement("dialog");
  dialog.className = "lightbox";
  const picture = document.createElement("img");
  picture.src = link.href;
  picture.alt = link.querySelector("img")?.alt || link.getAttribute("aria-label") || "";
  dialog.setAttribute("aria-label", picture.alt);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button--icon lightbox__close";
  close.setAttribute("aria-label", label("close"));
  close.append(icon("x"));
  close.addEventListener("click", () => dialog.close());
  // A click beside the picture; the picture itself may be looked at in peace.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  dialog.append(picture, close);
  document.body.append(dialog);
  dialog.showModal();
}
