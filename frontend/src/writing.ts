// Public pages on which people write about themselves and their proposals: long texts, pictures.
import "./styles/writing.css";
import { squares } from "./crop";
import { markdownToolbars } from "./markdown";

markdownToolbars();
squares();
