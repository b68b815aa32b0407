import { all } from "./dom";

/** How long “Copied” stands on the button, in milliseconds. */
const SAID = 2500;

/** Copies the address of a page, and hands it to the device's own sharing where there is one. */
export function share(): void {
  for (const tools of all("[data-share]")) {
    const url = tools.dataset["share"] ?? location.href;
    const copy = tools.querySelector<HTMLButtonElement>("[data-share-copy]");
    const native = tools.querySelector<HTMLButtonElement>("[data-share-native]");
    // Only pages that came over a safe connection may use either.
    const copies = navigator.clipboard !== undefined;
    const shares = typeof navigator.share === "function";
    if (copy) copy.hidden = !copies;
    if (native) native.hidden = !shares;
    tools.hidden = !copies && !shares;
    copy?.addEventListener("click", () => void copied(copy, url, tools.querySelector("[data-share-status]")));
    native?.addEventListener("click", () => {
      // Closing the device's dialog is no error.
      navigator.share({ title: tools.dataset["shareTitle"] ?? document.title, url }).catch(() => undefined);
    });
  }
}

async function copied(button: HTMLButtonElement, url: string, status: Element | null): Promise<void> {
  const text = button.querySelector("span");
  if (!text || button.dataset["before"] !== undefined) return;
  try {
    await navigator.clipboard.writeText(url);
  } catch {
    return;
  }
  const done = button.dataset["done"] ?? "";
  button.dataset["before"] = text.textContent ?? "";
  text.textContent = done;
  if (status) status.textContent = done;
  setTimeout(() => {
    text.textContent = button.dataset["before"] ?? "";
    delete button.dataset["before"];
    if (status) status.textContent = "";
  }, SAID);
}
