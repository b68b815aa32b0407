/**
 * What one visitor keeps about one event in this browser: the stars and the time zone.
 * Elements of the same event share one; other tabs follow. Where storage is refused, it lasts as long as the page.
 */
export class Memory extends EventTarget {
  static readonly #all = new Map<string, Memory>();

  static of(slug: string): Memory {
    let memory = this.#all.get(slug);
    if (!memory) this.#all.set(slug, (memory = new Memory(slug)));
    return memory;
  }

  stars: ReadonlySet<string>;
  /** A time zone's name, or null if never chosen. */
  zone: string | null;
  readonly #slug: string;

  private constructor(slug: string) {
    super();
    this.#slug = slug;
    this.stars = this.#readStars();
    this.zone = read(`${slug}_timezone`);
    addEventListener("storage", (event) => {
      if (event.key !== null && !event.key.startsWith(`${slug}_`)) return;
      this.stars = this.#readStars();
      this.#changed();
    });
  }

  toggleStar(code: string): void {
    const stars = new Set(this.stars);
    if (!stars.delete(code)) stars.add(code);
    this.stars = stars;
    write(`${this.#slug}_favs`, JSON.stringify([...stars]));
    this.#changed();
  }

  chooseZone(zone: string): void {
    this.zone = zone;
    write(`${this.#slug}_timezone`, zone);
    this.#changed();
  }

  #readStars(): Set<string> {
    try {
      const stored: unknown = JSON.parse(read(`${this.#slug}_favs`) ?? "[]");
      return new Set(Array.isArray(stored) ? stored.filter((code) => typeof code === "string") : []);
    } catch {
      return new Set();
    }
  }

  #changed(): void {
    this.dispatchEvent(new Event("change"));
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Refused or full: kept in memory.
  }
}
