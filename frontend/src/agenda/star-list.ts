import { storage } from "./data";

/** The stars of one event as this browser keeps them. All pages share them, with a network and without. */
export class StarList {
  /** `<slug>_favs`: codes in a JSON array. */
  readonly key: string;
  /** Whose account has all of them; nothing if some were set while nobody was logged in, or without a network. */
  readonly #owner: string;

  constructor(slug: string) {
    this.key = `${slug}_favs`;
    this.#owner = `${this.key}_account`;
  }

  read(): Set<string> {
    return new Set(codes(storage.json(this.key)));
  }

  write(codes: ReadonlySet<string>): void {
    storage.write(this.key, JSON.stringify([...codes]));
  }

  get owner(): string | null {
    return storage.read(this.#owner);
  }

  set owner(code: string | null) {
    storage.write(this.#owner, code);
  }

  forget(): void {
    storage.write(this.key, null);
    this.owner = null;
  }
}

/** What is a code in something that should be a list of them. */
export function codes(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((code): code is string => typeof code === "string") : [];
}
