// Public pages on which people write about themselves and their proposals: long texts, pictures, fields that depend on
// others.
import "./styles/writing.css";
import { conditions } from "./conditions";
import { squares } from "./crop";
import { markdownToolbars } from "./markdown";

conditions();
markdownToolbars();
squares();
