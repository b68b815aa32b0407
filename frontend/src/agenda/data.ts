/** What the server says besides the page: crates/web-public/src/agenda.rs. */
export interface About {
  slug: string;
  /** The current version's name; missing on pages of other versions. */
  version?: string;
  zone: string;
  words: Record<string, string>;
  counts: Record<string, Partial<Record<Intl.LDMLPluralRule, string>>>;
}

export function data(): About | undefined {
  const text = document.querySelector("#agenda-data")?.textContent;
  return text ? (JSON.parse(text) as About) : undefined;
}

export function word(about: About, name: string, args: Record<string, string> = {}): string {
  return (about.words[name] ?? name).replace(/\{(\w+)\}/g, (all, key: string) => args[key] ?? all);
}

const plural = new Intl.PluralRules(document.documentElement.lang);

/** A message that depends on a number. */
export function count(about: About, name: string, n: number): string {
  const forms = about.counts[name] ?? {};
  return (forms[plural.select(n)] ?? forms.other ?? name).replaceAll("{n}", String(n));
}

/** What the browser keeps for this event; nothing where it may not. */
export const storage = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // Switched off or full: the page then forgets.
    }
  },
  json(key: string): unknown {
    try {
      return JSON.parse(this.read(key) ?? "null");
    } catch {
      return null;
    }
  },
};

/** An element with classes and text: `make("p", "agenda-note", "…")`. */
export function make<K extends keyof HTMLElementTagNameMap>(name: K, className = "", text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
