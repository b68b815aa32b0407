import { all } from "./dom";

const KEY = "plenary-sidebar-closed";

/** Remembers which groups of the navigation were folded. The group of the current page stays open. */
export function sidebar(): void {
  const groups = all<HTMLDetailsElement>(".sidebar details[data-group]");
  let closed: string[] = [];
  try {
    closed = (localStorage.getItem(KEY) ?? "").split(",").filter(Boolean);
  } catch {
    return; // storage switched off: nothing to remember
  }
  for (const group of groups) {
    const name = group.dataset["group"] ?? "";
    if (closed.includes(name) && !group.querySelector("[aria-current]")) group.open = false;
    group.addEventListener("toggle", () => {
      closed = closed.filter((other) => other !== name);
      if (!group.open) closed.push(name);
      localStorage.setItem(KEY, closed.join(","));
    });
  }
}
