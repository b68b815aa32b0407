// Registers the schedule for foreign pages. A second copy of the script, or pretalx's own, finds the
// names taken and leaves things as they are.
import { ScheduleElement } from "./schedule-element";

for (const name of ["plenary-schedule", "pretalx-schedule"]) {
  // Each name needs a class of its own.
  if (!customElements.get(name)) customElements.define(name, class extends ScheduleElement {});
}
