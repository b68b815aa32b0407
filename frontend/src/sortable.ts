import { all, icon } from "./dom";

/**
 * Rows that can be dragged into another order: `<table data-sortable="id of the form">`, rows with `data-key`.
 * The form's buttons `move=up-KEY` and `move=down-KEY` do the same without script; here they move the row at once and
 * keep the focus. The new order is sent as `order=KEY,KEY`.
 */
export function sortables(): void {
  for (const table of all<HTMLTableElement>("table[data-sortable]")) {
    const form = document.getElementById(table.dataset["sortable"] ?? "");
    const body = table.tBodies[0];
    if (form instanceof HTMLFormElement && body) sortable(table, body, form);
  }
}

function sortable(table: HTMLTableElement, body: HTMLTableSectionElement, form: HTMLFormElement): void {
  const rows = () => [...body.rows];
  const live = document.createElement("p");
  live.className = "visually-hidden";
  live.setAttribute("role", "status");
  table.after(live);

  const send = async (moved: HTMLTableRowElement) => {
    ends();
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
    data.set("order", rows().map((row) => row.dataset["key"] ?? "").join(","));
    live.textContent = (table.dataset["moved"] ?? "")
      .replace("%1", moved.cells[0]?.innerText.split("\n")[0] ?? "")
      .replace("%2", String(rows().indexOf(moved) + 1));
    try {
      const answer = await fetch(form.action, { method: "POST", body: data });
      if (!answer.ok) location.reload();
    } catch {
      location.reload();
    }
  };

  /** The first row has no way up, the last none down. */
  const ends = () => {
    const sorted = rows();
    sorted.forEach((row, at) => {
      for (const button of all<HTMLButtonElement>("button[name='move']", row)) {
        button.disabled = button.value.startsWith("up-") ? at === 0 : at === sorted.length - 1;
      }
    });
  };

  for (const row of rows()) {
    const cell = row.cells[row.cells.length - 1];
    const handle = document.createElement("span");
    handle.className = "drag-handle";
    handle.append(icon("grip-vertical"));
    (cell?.querySelector(".cluster") ?? cell)?.prepend(handle);
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      const before = rows().indexOf(row);
      row.setAttribute("data-dragged", "");
      const move = (at: PointerEvent) => {
        const over = rows().find((other) => {
          const box = other.getBoundingClientRect();
          return at.clientY >= box.top && at.clientY < box.bottom;
        });
        if (!over || over === row) return;
        const down = rows().indexOf(over) > rows().indexOf(row);
        if (down) over.after(row);
        else over.before(row);
      };
      const done = () => {
        handle.removeEventListener("pointermove", move);
        row.removeAttribute("data-dragged");
        if (rows().indexOf(row) !== before) void send(row);
      };
      handle.addEventListener("pointermove", move);
      handle.addEventListener("pointerup", done, { once: true });
      handle.addEventListener("pointercancel", done, { once: true });
    });
  }

  body.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[name='move']");
    const row = button?.closest("tr");
    if (!button || !row) return;
    event.preventDefault();
    const up = button.value.startsWith("up-");
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (up) other.before(row);
    else other.after(row);
    void send(row);
    const opposite = row.querySelector<HTMLButtonElement>(`button[value^='${up ? "down" : "up"}-']`);
    (button.disabled ? opposite : button)?.focus();
  });
  ends();
}
