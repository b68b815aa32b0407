import { all } from "./dom";

/** Marks what runs now: sessions carry `data-start` and `data-end` (ISO 8601 with offset). */
export function nowLine(): void {
  const sessions = all(".session[data-start][data-end]");
  if (sessions.length === 0) return;
  const mark = () => {
    const now = Date.now();
    // Before and after the event nothing stands out.
    const over = sessions.every((session) => Date.parse(session.dataset["end"] ?? "") <= now);
    for (const session of sessions) {
      const start = Date.parse(session.dataset["start"] ?? "");
      const end = Date.parse(session.dataset["end"] ?? "");
      session.classList.toggle("session--live", start <= now && now < end);
      session.classList.toggle("session--past", !over && end <= now);
    }
  };
  mark();
  setInterval(mark, 30_000);
}
