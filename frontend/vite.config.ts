import { readFileSync } from "node:fs";
import { type Plugin, defineConfig } from "vite";

/** The font, the icons and parts of scripts come from others, whose licences travel with them. */
function licences(): Plugin {
  const parts = { "Geist (font)": "@fontsource-variable/geist", "Lucide (icons)": "lucide-static", "Lit (embedded schedule)": "lit" };
  return {
    name: "licences",
    generateBundle() {
      const texts = Object.entries(parts).map(
        ([what, name]) => `${what}\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}\n`,
      );
      this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join("\n\n") });
    },
  };
}

// Entries: every page loads `app`; organisers' pages load `orga`, public ones with long texts or pictures to hand in `writing`, the schedule and the lists `agenda`, session pages
// `stars`, the page for devices without a network `offline/app` as well.
// The server reads dist/manifest.json to find the hashed names (crates/web/src/assets.rs).
export default defineConfig({
  base: "/static/",
  publicDir: false,
  plugins: [licences()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: ["chrome123", "firefox124", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["src/app.ts", "src/orga.ts", "src/agenda.ts", "src/stars.ts", "src/call.ts", "src/offline/app.ts", "src/writing.ts"],
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
