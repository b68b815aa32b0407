// Pages of the public site are the same for everyone. Whoever is logged in, or has a message waiting,
// gets what is theirs by one small request (crates/web-public/src/personal.rs).
import { all } from "./dom";

export interface Personal {
  account: { code: string; name: string } | null;
  menu: string;
  messages: string;
  starred: string[];
}

let request: Promise<Personal | null> | undefined;

/** What is this visitor's own; null for visitors who have nothing. Asked once a page; fails without a network. */
export function personal(): Promise<Personal | null> {
  request ??= ask();
  return request;
}

async function ask(): Promise<Personal | null> {
  const place = document.querySelector<HTMLElement>("[data-personal]");
  const url = place?.dataset["personal"];
  if (!url || !/(?:^|; )plenary_account=1/.test(document.cookie)) return null;
  const answer = await fetch(url, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as Personal;
}

/** Shows the menu of the account and the messages that wait. */
export async function showPersonal(): Promise<void> {
  const own = await personal().catch(() => null);
  if (!own) return;
  for (const place of all("[data-personal]")) {
    if (own.menu) place.replaceWith(...parse(own.menu));
  }
  const main = document.querySelector("#content > .wrap, #content > *");
  if (own.messages && main) main.prepend(...parse(own.messages));
}

/** HTML of our own server. */
function parse(html: string): ChildNode[] {
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
}
