// Organiser's pages: styles of the frame, lists and tiles, long and translated texts, the navigation's memory, the
// palette, unsaved forms.
import "./styles/orga.css";
import { palette } from "./frame/palette";
import { unsaved } from "./frame/unsaved";
import { languageTabs } from "./i18n-tabs";
import { markdownToolbars } from "./markdown";
import { sidebar } from "./sidebar";

sidebar();
palette();
languageTabs();
markdownToolbars();
unsaved();
