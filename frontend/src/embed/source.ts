/** Where an event's data comes from, and how it is asked for: never with credentials. */
export class Source {
  /** Base of the event, with a slash at the end. */
  readonly base: string;
  readonly #version: string;

  /** Null if the address is none. */
  static at(address: string | null | undefined, version: string | null | undefined): Source | null {
    try {
      const url = new URL(address ?? "", document.baseURI);
      if (!address || !/^https?:$/.test(url.protocol)) return null;
      url.search = url.hash = "";
      if (!url.pathname.endsWith("/")) url.pathname += "/";
      return new Source(url.href, version ?? "");
    } catch {
      return null;
    }
  }

  private constructor(base: string, version: string) {
    this.base = base;
    this.#version = version;
  }

  /** The event's short name: the last part of its address. */
  get slug(): string {
    return decodeURIComponent(/([^/]*)\/$/.exec(new URL(this.base).pathname)?.[1] ?? "") || "event";
  }

  get origin(): string {
    return new URL(this.base).origin;
  }

  /** The schedule's page of the event. */
  get page(): string {
    return `${this.base}schedule/${this.#versionPath()}`;
  }

  sessionPage(code: string): string {
    return `${this.base}talk/${encodeURIComponent(code)}/`;
  }

  speakerPage(code: string): string {
    return `${this.base}speaker/${encodeURIComponent(code)}/`;
  }

  /**
   * The schedule as it was sent. `fresh` asks the server whether the browser's copy is still good
   * (by its ETag; the browser adds the header itself, so that no preflight is needed).
   */
  async schedule(fresh: boolean, signal: AbortSignal): Promise<string> {
    const path = `schedule/${this.#versionPath()}`;
    try {
      return await this.#get(`${path}widgets/schedule.json`, fresh, signal);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return this.#get(`${path}widget/v2.json`, fresh, signal);
    }
  }

  async session(code: string, signal: AbortSignal): Promise<unknown> {
    return JSON.parse(await this.#get(`schedule/widgets/session/${encodeURIComponent(code)}.json`, false, signal));
  }

  async speaker(code: string, signal: AbortSignal): Promise<unknown> {
    return JSON.parse(await this.#get(`schedule/widgets/speaker/${encodeURIComponent(code)}.json`, false, signal));
  }

  #versionPath(): string {
    return this.#version ? `v/${encodeURIComponent(this.#version)}/` : "";
  }

  async #get(path: string, fresh: boolean, signal: AbortSignal): Promise<string> {
    const answer = await fetch(this.base + path, {
      credentials: "omit",
      referrerPolicy: "strict-origin-when-cross-origin",
      cache: fresh ? "no-cache" : "default",
      signal,
    });
    if (answer.status === 404 || answer.status === 410) throw new Unavailable();
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return answer.text();
  }
}

/** The server answered that there is no such thing, or not for everybody. */
export class Unavailable extends Error {}
