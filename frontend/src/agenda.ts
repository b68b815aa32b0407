// Schedule, session list and speaker list: finding, planning, printing. Everything is on the page without it.
import "./styles/agenda.css";
import { changes } from "./agenda/changes";
import { type About, data } from "./agenda/data";
import { dayTabs } from "./agenda/days";
import { Filters } from "./agenda/filters";
import { pause } from "./agenda/idle";
import { items } from "./agenda/items";
import { now } from "./agenda/now";
import { printing } from "./agenda/print";
import { speakerSearch } from "./agenda/speakers";
import { starButtons, starredCalendar, Stars } from "./agenda/stars";
import { updates } from "./agenda/updates";
import { views } from "./agenda/views";
import { zones } from "./agenda/zones";

const root = document.querySelector<HTMLElement>("#agenda");
const about = data();
if (root && about) void schedule(root, about);
speakerSearch();

/** A thousand sessions are some work for a phone: it may paint and answer in between. */
async function schedule(root: HTMLElement, about: About): Promise<void> {
  views(root, about);
  const sessions = items(root);
  await pause();
  const stars = new Stars(about.slug);
  const filters = new Filters(root, about, sessions, stars);
  starButtons(stars, about, sessions);
  dayTabs(root, filters);
  await pause();
  zones(root, about, sessions);
  now(root, about, sessions, stars);
  await pause();
  changes(root, about, sessions, filters);
  printing(root);
  updates(root, about);
  await stars.synchronise();
  if (stars.account) starredCalendar(about);
}
