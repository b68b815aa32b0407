// Organiser's pages: styles of the frame, lists and tiles, and the navigation's memory.
import "./styles/orga.css";
import { sidebar } from "./sidebar";
import { sorting } from "./sorting";

sidebar();
sorting();
