// Organiser's pages: styles of the frame, lists and tiles, long and translated texts, the navigation's memory.
import "./styles/orga.css";
import { languageTabs } from "./i18n-tabs";
import { markdownToolbars } from "./markdown";
import { sidebar } from "./sidebar";

sidebar();
languageTabs();
markdownToolbars();
