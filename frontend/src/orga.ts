// Organiser's pages: styles of the frame, lists and tiles, the navigation's memory, the palette, unsaved forms.
import "./styles/orga.css";
import { palette } from "./frame/palette";
import { unsaved } from "./frame/unsaved";
import { sidebar } from "./sidebar";

sidebar();
palette();
unsaved();
