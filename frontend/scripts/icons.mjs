// Collects the icons the pages use into src/icons.svg: `npm run icons` after changing the list.
// The drawings are Lucide's (ISC licence, notice kept in the sprite).
import { readFileSync, writeFileSync } from "node:fs";

const names = [
  "archive", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "arrow-up-down", "bell", "bold",
  "calendar", "calendar-days", "check", "chevron-down", "chevron-left", "chevron-right", "chevron-up",
  "circle-alert", "circle-check", "circle-help", "circle-x", "clipboard-list", "clock", "code", "copy",
  "download", "ellipsis", "external-link", "eye", "eye-off", "file", "file-text", "filter", "gavel",
  "globe", "grip-vertical", "heading", "history", "image", "inbox", "info", "italic", "languages",
  "layout-dashboard", "link", "list", "list-ordered", "lock", "log-in", "log-out", "mail", "map-pin",
  "menu", "message-circle", "message-square", "mic", "monitor", "moon", "panel-left", "pencil", "play", "plus", "printer", "qr-code",
  "quote", "redo-2", "refresh-cw", "save", "search", "send", "settings", "share-2", "star", "sun", "tag", "ticket",
  "trash-2", "triangle-alert", "undo-2", "upload", "user", "user-plus", "users", "video-off", "x",
];

const drawings = names.map((name) => {
  const svg = readFileSync(new URL(`../node_modules/lucide-static/icons/${name}.svg`, import.meta.url), "utf8");
  const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${body.replaceAll(" />", "/>").replaceAll("> <", "><")}</symbol>`;
});

writeFileSync(
  new URL("../src/icons.svg", import.meta.url),
  `<!-- Icons from Lucide (https://lucide.dev), ISC License, Copyright (c) 2026 Lucide Icons and Contributors;
     parts from Feather, MIT License, Copyright (c) Cole Bemis. Written by scripts/icons.mjs. -->
<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
${drawings.join("\n")}
</svg>
`,
);
