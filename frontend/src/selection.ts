import { all } from "./dom";

/** Lists with bulk actions: a box for all rows, and a bar that appears with the first choice and counts. */
export function selection(): void {
  for (const form of all<HTMLFormElement>("form[data-bulk]")) {
    const bar = form.querySelector<HTMLElement>(".bulk-bar");
    const everything = form.querySelector<HTMLInputElement>("input[data-select-all]");
    const boxes = () => all<HTMLInputElement>("tbody input[type='checkbox']", form);
    const count = bar?.querySelector<HTMLElement>("[data-bulk-count]");
    const show = () => {
      const chosen = boxes().filter((box) => box.checked).length;
      bar?.toggleAttribute("data-any", chosen > 0);
      if (count) count.textContent = String(chosen);
      if (everything) {
        everything.checked = chosen > 0 && chosen === boxes().length;
        everything.indeterminate = chosen > 0 && !everything.checked;
      }
    };
    form.addEventListener("change", (event) => {
      if (event.target === everything) for (const box of boxes()) box.checked = everything?.checked ?? false;
      show();
    });
    show();
  }
}
