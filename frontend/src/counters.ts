import { all } from "./dom";

/** Counts what is typed into limited fields. Characters as the server counts them: Unicode scalar values. */
export function counters(): void {
  for (const counter of all("[data-counter-for]")) {
    const field = document.getElementById(counter.dataset["counterFor"] ?? "");
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
    const max = Number(counter.dataset["max"] ?? 0);
    const words = counter.dataset["unit"] === "words";
    const show = () => {
      const text = field.value.replaceAll("\r\n", "\n");
      const length = words ? text.split(/\s+/).filter(Boolean).length : [...text].length;
      counter.textContent = max ? `${length} / ${max}` : String(length);
      counter.toggleAttribute("data-over", max > 0 && length > max);
    };
    field.addEventListener("input", show);
    show();
  }
}
