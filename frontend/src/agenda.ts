// Schedule, session list and speaker list: finding, planning, printing. Everything is on the page without it.
import "./styles/agenda.css";
import { changes } from "./agenda/changes";
import { data } from "./agenda/data";
import { dayTabs } from "./agenda/days";
import { Filters } from "./agenda/filters";
import { items } from "./agenda/items";
import { now } from "./agenda/now";
import { printing } from "./agenda/print";
import { speakerSearch } from "./agenda/speakers";
import { starButtons, Stars } from "./agenda/stars";
import { updates } from "./agenda/updates";
import { views } from "./agenda/views";
import { zones } from "./agenda/zones";

const root = document.querySelector<HTMLElement>("#agenda");
const about = data();
if (root && about) {
  views(root, about);
  const sessions = items(root);
  const stars = new Stars(about.slug);
  starButtons(stars, about, sessions);
  const filters = new Filters(root, about, sessions, stars);
  zones(root, about, sessions);
  dayTabs(root, filters);
  changes(root, about, sessions, filters);
  now(root, about, sessions, stars);
  printing(root);
  updates(root, about);
  void stars.synchronise();
}
speakerSearch();
