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

/** A thousand sessions are some work for a phone: it may paint and answer in between, unless it is to print. */
async function schedule(root: HTMLElement, about: About): Promise<void> {
  const prints = new URLSearchParams(location.search).has("print");
  const breathe = () => (prints ? undefined : pause());
  views(root, about);
  await breathe();
  const sessions = await items(root, !prints);
  await breathe();
  const stars = new Stars(about.slug);
  const filters = new Filters(root, about, sessions, stars);
  await breathe();
  starButtons(stars, about, sessions);
  dayTabs(root, filters);
  await breathe();
  zones(root, about, sessions);
  await breathe();
  now(root, about, sessions, stars);
  await breathe();
  changes(root, about, sessions, filters);
  await breathe();
  printing(root);
  updates(root, about);
  await stars.synchronise();
  if (stars.account) starredCalendar(about);
}
