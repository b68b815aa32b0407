import { all } from "./dom";

const YEAR = 365 * 24 * 60 * 60;

/** The theme buttons post a form; with script the change needs no page load. The server reads the cookie. */
export function theme(): void {
  for (const form of all<HTMLFormElement>("form[data-theme-switch]")) {
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!(button instanceof HTMLButtonElement)) return;
      event.preventDefault();
      const choice = button.value;
      const secure = location.protocol === "https:" ? "; Secure" : "";
      const age = choice === "system" ? 0 : YEAR;
      document.cookie = `plenary_theme=${choice}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
      if (choice === "system") delete document.documentElement.dataset["theme"];
      else document.documentElement.dataset["theme"] = choice;
      for (const other of all<HTMLButtonElement>("button[name=theme]")) {
        other.setAttribute("aria-pressed", String(other.value === choice));
      }
      const menu = form.closest("details");
      menu?.removeAttribute("open");
      menu?.querySelector("summary")?.focus();
    });
  }
}
