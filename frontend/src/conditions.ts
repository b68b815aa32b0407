import { all } from "./dom";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Fields that are there only after certain answers to another one of the form. What is hidden is not sent; the server ignores it anyway. */
export function conditions(): void {
  for (const form of new Set(all("[data-shown-by]").map((field) => field.closest("form")))) {
    if (form) follow(form);
  }
}

function follow(form: HTMLFormElement): void {
  const fields = all("[data-shown-by]", form);
  // Locked ones stay locked.
  const own = new Map(fields.map((field) => [field, controls(field).filter((control) => !control.disabled)]));
  const update = () => {
    // A field can depend on one that depends on another: as many rounds as there are fields at most.
    for (let round = 0; round <= fields.length; round++) {
      let changed = false;
      for (const field of fields) {
        const wanted = (field.dataset["shownFor"] ?? "").split(" ");
        const hidden = !chosen(form, field.dataset["shownBy"] ?? "").some((value) => wanted.includes(value));
        if (field.hidden === hidden) continue;
        changed = true;
        field.hidden = hidden;
        for (const control of own.get(field) ?? []) control.disabled = hidden;
      }
      if (!changed) break;
    }
  };
  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(update));
  update();
}

function controls(field: HTMLElement): Control[] {
  return all<Control>("input, select, textarea", field);
}

/** The values of a field, none if it is hidden itself. */
function chosen(form: HTMLFormElement, name: string): string[] {
  return all<Control>("input, select", form)
    .filter((control) => control.name === name && !control.closest("[data-shown-by][hidden]"))
    .flatMap((control) => {
      if (control instanceof HTMLSelectElement) return [...control.selectedOptions].map((option) => option.value);
      return (control as HTMLInputElement).checked ? [control.value] : [];
    });
}
