// The star of a session on pages without a schedule; its markup is described in agenda/stars.ts.
import { starButtons, Stars } from "./agenda/stars";

const button = document.querySelector<HTMLButtonElement>("button[data-star][data-event]");
if (button) {
  const stars = new Stars(button.dataset["event"] ?? "");
  stars.failed = button.dataset["failed"] ?? "";
  stars.unread = button.dataset["unread"] ?? "";
  starButtons(stars, undefined);
  void stars.synchronise();
}
