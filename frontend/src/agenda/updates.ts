import { icon } from "../dom";
import { type About, make, word } from "./data";

const EVERY = 5 * 60_000;

/** Tells whoever leaves the page open that the programme has changed since. */
export function updates(root: HTMLElement, about: About): void {
  // Pages of older versions do not change, and files in a folder have nobody to ask.
  if (!about.version || !location.protocol.startsWith("http") || !location.pathname.startsWith(`/${about.slug}/`)) return;
  const address = `/${about.slug}/schedule/widgets/schedule.json`;
  let known: string | undefined;
  let asked = 0;
  const ask = async () => {
    if (document.hidden || Date.now() - asked < EVERY) return;
    asked = Date.now();
    const tag = await tagOf(address);
    if (tag === undefined) return;
    known ??= tag;
    if (tag === known) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", ask);
    root.prepend(note(about));
  };
  const timer = setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  void ask();
}

/** What names the content, whatever its encoding. Nothing without a network. */
async function tagOf(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(address, { method: "HEAD", cache: "no-cache", credentials: "omit" });
    return answer.ok ? answer.headers.get("etag")?.replace(/^W\/|"|-(gzip|br|brotli)"$/g, "") : undefined;
  } catch {
    return undefined;
  }
}

function note(about: About): HTMLElement {
  const box = make("div", "message agenda-news");
  box.setAttribute("role", "status");
  const text = make("div", "message__text", `${word(about, "outdated")} `);
  const again = make("button", "link-button", word(about, "reload"));
  again.type = "button";
  again.addEventListener("click", () => location.reload());
  text.append(again);
  box.append(icon("refresh-cw"), text);
  return box;
}
