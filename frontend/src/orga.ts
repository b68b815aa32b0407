// Organiser's pages: styles of the frame, lists and tiles, long and translated texts, the navigation's memory, the
// palette, unsaved forms.
import "./styles/orga.css";
import { conditions } from "./conditions";
import { palette } from "./frame/palette";
import { unsaved } from "./frame/unsaved";
import { languageTabs } from "./i18n-tabs";
import { markdownToolbars } from "./markdown";
import { sidebar } from "./sidebar";
import { sorting } from "./sorting";

sidebar();
conditions();
palette();
languageTabs();
markdownToolbars();
unsaved();
sorting();
