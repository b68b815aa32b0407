import { defineConfig } from "vite";

// Two entries: every page loads `app`; the organiser's pages load `orga` as well.
// The server reads dist/manifest.json to find the hashed names (crates/web/src/assets.rs).
export default defineConfig({
  base: "/static/",
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: ["chrome123", "firefox124", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["src/app.ts", "src/orga.ts"],
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
