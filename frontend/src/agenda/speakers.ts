import { all } from "../dom";
import { fold } from "../fold";

/** The speakers' search, while typing. The form does the same with a page load. */
export function speakerSearch(): void {
  const form = document.querySelector<HTMLFormElement>("#speaker-search");
  const input = form?.querySelector<HTMLInputElement>("input[name=q]");
  const count = form?.querySelector<HTMLElement>("[role=status]");
  const none = document.querySelector<HTMLElement>("#speakers-none");
  if (!form || !input || !count || !none) return;
  const results = JSON.parse(form.dataset["results"] ?? "{}") as Partial<Record<Intl.LDMLPluralRule, string>>;
  const plural = new Intl.PluralRules(document.documentElement.lang);
  // The server leaves out who is not looked for: another search needs the whole list.
  let complete = input.value.trim() === "";
  let loading: Promise<void> | undefined;

  const load = async () => {
    const answer = await fetch(form.action, { headers: { Accept: "text/html" } });
    // Its styles are not wanted, and would break the rule against styles without this page's nonce.
    const html = (await answer.text()).replace(/<style\b[\s\S]*?<\/style>/gi, "");
    const page = new DOMParser().parseFromString(html, "text/html");
    const list = page.querySelector("#speakers");
    if (!answer.ok || !list) throw new Error(String(answer.status));
    document.querySelector("#speakers")?.replaceWith(list);
    complete = true;
  };
  const search = async () => {
    if (!complete) {
      try {
        await (loading ??= load());
      } catch {
        form.submit();
        return;
      }
    }
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const card of all("#speakers > li")) {
      const name = fold(card.querySelector(".person__name")?.textContent ?? "");
      card.hidden = !words.every((one) => name.includes(one));
      if (!card.hidden) found += 1;
    }
    none.hidden = found > 0;
    count.textContent = words.length ? (results[plural.select(found)] ?? results.other ?? "").replaceAll("{n}", String(found)) : "";
    const url = new URL(location.href);
    if (input.value.trim()) url.searchParams.set("q", input.value.trim());
    else url.searchParams.delete("q");
    history.replaceState(history.state, "", url);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void search(), 80);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void search();
  });
}
