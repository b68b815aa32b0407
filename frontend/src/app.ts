// Improves pages that already work without it. One module a behaviour; each finds its own markup.
import "./styles/app.css";
import "./icons.svg?url";
import { confirmations } from "./confirm";
import { counters } from "./counters";
import { errorSummary } from "./error-summary";
import { forms } from "./forms";
import { languageTabs } from "./i18n-tabs";
import { markdownToolbars } from "./markdown";
import { menus } from "./menus";
import { messages } from "./messages";
import { selection } from "./selection";
import { theme } from "./theme";

theme();
menus();
messages();
languageTabs();
errorSummary();
counters();
markdownToolbars();
forms();
confirmations();
selection();
