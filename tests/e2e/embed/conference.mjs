// Made-up schedules as the server sends them, and details of their sessions.
const HOUR = 3_600_000;
const WORDS = ["Rust", "queues", "in", "the", "city", "archive", "of", "open", "maps", "without", "tears", "practical", "privacy", "for", "libraries", "and", "small", "radios"];

/** Hostile in every way a text can be. */
export const HOSTILE = `<img src=x onerror="globalThis.hacked=1">"'><script>globalThis.hacked=1</script>{{7*7}} \u202Egnirts\u202C`;
export const HOSTILE_HTML = `<p onclick="globalThis.hacked=2">Safe <strong style="color:red">words</strong></p>
  <img src="http://evil.invalid/x.png" onerror="globalThis.hacked=3"><svg onload="globalThis.hacked=4"><script>globalThis.hacked=5</script></svg>
  <script>globalThis.hacked=6</script><style>*{display:none}</style><iframe src="http://evil.invalid/"></iframe>
  <a href="javascript:globalThis.hacked=7">script link</a> <a href=" java&#10;script:globalThis.hacked=8">hidden script link</a>
  <a href="https://example.org/fine" onmouseover="globalThis.hacked=9" target="_top" rel="opener">fine link</a>
  <form action="http://evil.invalid/"><button>send</button></form><math><mi xlink:href="javascript:1">x</mi></math>
  <h1>Heading</h1><ul><li>item</li></ul>${"<div>".repeat(600)}deep${"</div>".repeat(600)}`;

/** `2026-09-04T10:00:00+02:00`: an instant as the event's clock shows it. */
function local(at, offset) {
  const sign = offset < 0 ? "-" : "+";
  const two = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  return `${new Date(at + offset * HOUR).toISOString().slice(0, 19)}${sign}${two(offset)}:00`;
}

/**
 * `rooms` rooms for `days` days from `first` (YYYY-MM-DD), sessions until `count` is reached, a lunch break
 * each day, a session past midnight on the first, and one hostile session.
 */
export function conference({ rooms, days, count, zone, offset, first, tracks = 5, title = "" }) {
  const trackList = Array.from({ length: tracks }, (_, i) => ({
    id: i + 1,
    name: { en: `${["Systems", "Society", "Design", "Security", "Community"][i % 5]}`, de: `${["Systeme", "Gesellschaft", "Gestaltung", "Sicherheit", "Gemeinschaft"][i % 5]}` },
    description: "",
    color: ["#3aa57c", "#c2410c", "#7c3aed", "#0369a1", "red;}*{display:none"][i % 5],
  }));
  const roomList = Array.from({ length: rooms }, (_, i) => ({ id: 100 + i, name: i % 2 ? { en: `Room ${i + 1}`, de: `Saal ${i + 1}` } : `Hall ${i + 1}`, description: "" }));
  const speakers = Array.from({ length: Math.max(20, Math.floor(count / 2)) }, (_, i) => ({
    code: `SPK${i}`, name: `${["Ada", "Grace", "Linus", "Émilie", "أحمد"][i % 5]} ${["Lovelace", "Hopper", "van der Meer", "du Châtelet", "علي"][Math.floor(i / 5) % 5]} ${i}`,
    avatar: i % 7 === 0 ? `/media/avatars/${i}.svg` : "", avatar_thumbnail_default: i % 7 === 0 ? `/media/avatars/${i}.svg` : null, avatar_thumbnail_tiny: "",
  }));
  const talks = [];
  let sessions = 0;
  const start = Date.parse(`${first}T00:00:00Z`) - offset * HOUR;
  const perDay = Math.ceil(count / days);
  const code = (n) => `T${String(n).padStart(5, "0")}`;
  const add = (day, hours, minutes, room, more = {}) => {
    const n = talks.length;
    sessions++;
    const from = start + day * 24 * HOUR + hours * HOUR;
    talks.push({
      code: code(n), id: n + 1,
      title: `${title}${Array.from({ length: 3 + (n % 6) }, (_, i) => WORDS[(n * 7 + i * 5) % WORDS.length]).join(" ")} ${n}`,
      abstract: `About number ${n}.\nSecond line with <b>no markup</b>.`,
      speakers: [`SPK${n % speakers.length}`, ...(n % 4 === 0 ? [`SPK${(n + 3) % speakers.length}`] : [])],
      track: (n % tracks) + 1, start: local(from, offset), end: local(from + minutes * 60_000, offset), room: 100 + room,
      duration: minutes, updated: "2026-08-01T10:00:00.123456+00:00", state: null, content_locale: n % 3 === 0 ? "de" : "en", do_not_record: n % 11 === 0,
      ...more,
    });
  };
  add(0, 9, 60, 0, { title: HOSTILE, code: "HOSTIL" });
  add(0, 24.5, 45, rooms - 1, { title: `${title}Songs past midnight`, code: "NIGHT1" });
  for (let day = 0; day < days; day++) {
    let made = 0;
    for (let hour = day === 0 ? 10 : 9; made < perDay && sessions < count; hour += 1) {
      if (hour === 12) continue;
      for (let room = 0; room < rooms && made < perDay && sessions < count; room++) {
        add(day, hour + (room % 4 === 1 ? 0.25 : 0), [45, 30, 55, 45][room % 4], room);
        made++;
      }
    }
    for (const room of roomList) {
      const from = start + day * 24 * HOUR + 12 * HOUR;
      talks.push({ id: 90_000 + day * 100 + room.id, title: { en: "Lunch", de: "Mittagessen" }, start: new Date(from).toISOString().replace(".000", ""), end: local(from + HOUR, offset), room: room.id });
    }
  }
  return {
    talks, version: "1.0", schedule_id: 7, timezone: zone, event_start: first, event_end: first,
    tracks: trackList, rooms: roomList, speakers,
  };
}
