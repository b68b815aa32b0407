import { all } from "./dom";

/** Rows that are dragged to another place; the buttons in them do the same without a mouse. */
export function sorting(): void {
  for (const table of all<HTMLTableElement>("table[data-sort-rows]")) sort(table);
}

function sort(table: HTMLTableElement): void {
  let dragged: HTMLElement | undefined;
  let before: string[] = [];
  const rows = () => all("[data-row]", table);
  const order = () => rows().map((row) => row.dataset["row"] ?? "");
  for (const row of rows()) {
    // Only by its grip, so that texts can be selected.
    row.querySelector(".grip")?.addEventListener("pointerdown", () => (row.draggable = true));
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      before = order();
      row.toggleAttribute("data-dragged", true);
      event.dataTransfer?.setData("text/plain", row.dataset["row"] ?? "");
    });
    row.addEventListener("dragover", (event) => {
      if (!dragged || dragged === row) return;
      event.preventDefault();
      const box = row.getBoundingClientRect();
      if (event.clientY < box.top + box.height / 2) row.before(dragged);
      else row.after(dragged);
    });
    row.addEventListener("drop", (event) => event.preventDefault());
    row.addEventListener("dragend", () => {
      row.draggable = false;
      row.toggleAttribute("data-dragged", false);
      dragged = undefined;
      if (order().join() !== before.join()) void save(table, order());
    });
  }
}

async function save(table: HTMLTableElement, order: string[]): Promise<void> {
  const body = new URLSearchParams({ order: order.join(",") });
  const sent = await fetch(table.dataset["sortRows"] ?? "", { method: "POST", body }).catch(() => undefined);
  if (sent?.ok) buttons(table);
  else window.alert(table.dataset["sortFailed"] ?? "");
}

/** The first row can't go up, the last one can't go down. */
function buttons(table: HTMLTableElement): void {
  const rows = all("[data-row]", table);
  rows.forEach((row, index) => {
    for (const button of all<HTMLButtonElement>("button[name='move']", row)) {
      button.disabled = button.value.endsWith(":up") ? index === 0 : index === rows.length - 1;
    }
  });
}
