import { defineConfig } from "vite";

// The script that browsers run beside an event's pages: one classic file under a name that never
// changes (crates/web-public/src/offline.rs serves it). Added to what the main build has left in dist.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: ["chrome123", "firefox124", "safari17.5"],
    modulePreload: false,
    rolldownOptions: {
      input: "src/offline/worker/worker.ts",
      output: { format: "iife", entryFileNames: "service-worker.js" },
    },
  },
});
