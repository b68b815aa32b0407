import { all } from "./dom";

/** What a form would send, as a text to compare. */
export function snapshot(form: HTMLFormElement): string {
  return JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]));
}

/** Guards typed text against leaving, and a form against being sent twice; Ctrl-Enter sends from a textarea. */
export function forms(): void {
  const guarded = new Map<HTMLFormElement, string>();
  let leaving = false;
  for (const form of all<HTMLFormElement>("form[data-guard]")) {
    // A form shown again with errors holds text that is saved nowhere.
    guarded.set(form, form.querySelector("[aria-invalid='true']") ? "" : snapshot(form));
  }
  window.addEventListener("beforeunload", (event) => {
    if (leaving) return;
    for (const [form, before] of guarded) if (form.isConnected && snapshot(form) !== before) event.preventDefault();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset["sent"] !== undefined) {
      event.preventDefault();
      return;
    }
    leaving = true;
    form.dataset["sent"] = "";
    const button = event.submitter;
    // After this turn: a disabled or changed button would lose its name and value.
    setTimeout(() => button?.setAttribute("data-busy", ""));
    setTimeout(() => release(form), 5000);
  });
  // Back from the next page: the form may be sent again.
  window.addEventListener("pageshow", () => {
    leaving = false;
    for (const form of all<HTMLFormElement>("form[data-sent]")) release(form);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    const button = event.target.form?.querySelector<HTMLButtonElement>("button[type='submit'], button:not([type])");
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
}

function release(form: HTMLFormElement): void {
  delete form.dataset["sent"];
  for (const button of all("[data-busy]", form)) button.removeAttribute("data-busy");
}
