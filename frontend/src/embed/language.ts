import { de } from "./messages/de";
import { type Messages, en } from "./messages/en";

const TABLES: Record<string, Messages> = { en, de };
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ks|ku-arab|nqo|ps|sd|ug|ur|yi)\b/i;

/** The languages an element speaks: `ui` for its own words, `locale` for dates and the event's names. */
export interface Language {
  t: Messages;
  ui: string;
  locale: string;
  direction: "ltr" | "rtl";
}

/** From the element's `locale`, then the page's `lang`, then English. */
export function languageOf(attribute: string | null | undefined, page: string): Language {
  const wanted = [attribute, page].flatMap((tag) => known(tag));
  const ui = wanted.map((tag) => tag.split("-")[0] ?? "").find((language) => language in TABLES) ?? "en";
  const first = wanted[0] ?? "en";
  // Plain English would be American dates and a twelve-hour clock.
  const locale = first === "en" ? "en-GB" : first;
  return { t: TABLES[ui] ?? en, ui, locale, direction: RIGHT_TO_LEFT.test(locale) ? "rtl" : "ltr" };
}

/** The tag if `Intl` can write dates in it. Some systems write `pt_BR`. */
function known(tag: string | null | undefined): string[] {
  try {
    return tag ? Intl.DateTimeFormat.supportedLocalesOf(tag.trim().replace("_", "-")) : [];
  } catch {
    return [];
  }
}

/** A language's name in the reader's language: "German" for `de`. */
export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code.replace("_", "-")) ?? code;
  } catch {
    return code;
  }
}
