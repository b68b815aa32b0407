import { all } from "../dom";
import { make } from "./data";

/** Entries that fit a sheet in the large type. */
const FEW = 8;

/** On paper: a day a page (print.css does that alone), or signs for the doors, one for each room and day. */
export function printing(root: HTMLElement): void {
  const print = (kind: string) => {
    document.querySelector(".signs")?.remove();
    document.documentElement.classList.toggle("prints-signs", kind === "room");
    if (kind === "room") document.body.append(signs(root));
    for (const menu of all<HTMLDetailsElement>("details.menu[open]")) menu.open = false;
    window.print();
  };
  for (const button of all<HTMLButtonElement>("button[data-print]")) {
    button.addEventListener("click", () => print(button.dataset["print"] ?? "day"));
  }
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("prints-signs");
    document.querySelector(".signs")?.remove();
  });
  const asked = new URLSearchParams(location.search).get("print");
  if (asked === "room" || asked === "day") print(asked);
}

function signs(root: HTMLElement): HTMLElement {
  const box = make("div", "signs");
  for (const day of all(".agenda-day:not([hidden])", root)) {
    // Two columns of one room are one sign.
    const rooms = new Map<string, { name: string; rows: HTMLElement[] }>();
    for (const head of all(".schedule__room:not([hidden])", day)) rooms.set(head.dataset["room"] ?? "", { name: head.textContent ?? "", rows: [] });
    for (const entry of all(".session:not([hidden]), .schedule__break:not([hidden])", day)) {
      const column = /\bc\d+\b/.exec(entry.className)?.[0];
      const id = column ? day.querySelector<HTMLElement>(`.schedule__room.${column}`)?.dataset["room"] : undefined;
      // Breaks for everybody are on every sign.
      for (const [room, sign] of rooms) if (id === undefined || id === room) sign.rows.push(row(entry));
    }
    for (const { name, rows } of rooms.values()) {
      const sign = make("section", rows.length > FEW ? "sign sign--long" : "sign");
      const list = make("ol");
      list.append(...rows);
      sign.append(make("p", "", day.querySelector("h2")?.textContent ?? ""), make("h2", "", name), list);
      box.append(sign);
    }
  }
  return box;
}

function row(entry: HTMLElement): HTMLElement {
  const text = (selector: string) => entry.querySelector(selector)?.textContent ?? "";
  const line = make("li");
  line.append(make("span", "sign__time", text(".session__time")));
  const what = make("div");
  if (entry.matches(".session")) {
    what.append(make("strong", "", text(".session__title")), make("span", "", text(".session__speakers")));
  } else {
    line.className = "sign__break";
    what.append(text("bdi"));
  }
  line.append(what);
  return line;
}
