import { gzipSync } from "node:zlib";
import { type Plugin, defineConfig } from "vite";

/** What a foreign page may have to load for the schedule, in bytes after gzip. */
const LIMIT = 30_000;

/** Prints the size as it goes over the wire; fails the build above the limit. */
function size(): Plugin {
  return {
    name: "size",
    generateBundle(_options, bundle) {
      const files = Object.values(bundle);
      const [script] = files;
      if (files.length !== 1 || script?.type !== "chunk") {
        this.error(`one file expected, got: ${Object.keys(bundle).join(", ")}`);
      }
      const bytes = gzipSync(script.code, { level: 9 }).length;
      const text = `embed.js: ${bytes} of ${LIMIT} bytes after gzip`;
      if (bytes > LIMIT) this.error(text);
      this.info(text);
    },
  };
}

// The schedule for foreign pages: one classic script with its styles inside, under a name that stays.
// Runs after the main build, which empties dist.
export default defineConfig({
  base: "/static/",
  publicDir: false,
  plugins: [size()],
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: ["chrome123", "firefox124", "safari17.5"],
    modulePreload: false,
    rolldownOptions: {
      input: "src/embed/index.ts",
      output: {
        format: "iife",
        entryFileNames: "embed.js",
        banner: "/*! Plenary, Apache-2.0. Contains Lit (BSD-3-Clause) and Lucide icons (ISC); their texts: licences.txt. */",
      },
    },
  },
});
