import { all } from "./dom";

/** Wide tables in running text scroll by themselves: the keyboard reaches those that do. */
export function scrollers(): void {
  const tables = all(".prose table");
  if (tables.length === 0) return;
  const sizes = new ResizeObserver((changed) => {
    for (const { target } of changed) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const table of tables) sizes.observe(table);
}
