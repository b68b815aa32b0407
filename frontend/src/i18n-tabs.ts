import { all } from "./dom";

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Texts in several languages: one tab a language, arrow keys between them, a dot that shows which are filled. */
export function languageTabs(): void {
  for (const field of all(".i18n")) {
    const tabs = all<HTMLButtonElement>(".i18n__tab", field);
    const panes = all(".i18n__lang", field);
    const show = (index: number, focus: boolean) => {
      tabs.forEach((tab, at) => {
        tab.setAttribute("aria-selected", String(at === index));
        tab.tabIndex = at === index ? 0 : -1;
      });
      panes.forEach((pane, at) => pane.toggleAttribute("data-current", at === index));
      if (focus) tabs[index]?.focus();
    };
    tabs.forEach((tab, index) => {
      tab.addEventListener("click", () => show(index, false));
      tab.addEventListener("keydown", (event) => {
        const forward = getComputedStyle(field).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
        const back = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
        const step = event.key === forward ? 1 : event.key === back ? -1 : 0;
        if (!step) return;
        event.preventDefault();
        show((index + step + tabs.length) % tabs.length, true);
      });
    });
    panes.forEach((pane, index) => {
      pane.addEventListener("plenary:reveal", () => show(index, false));
      const control = pane.querySelector<Control>("input, textarea");
      control?.addEventListener("input", () => {
        tabs[index]?.toggleAttribute("data-filled", control.value.trim() !== "");
      });
    });
  }
}
