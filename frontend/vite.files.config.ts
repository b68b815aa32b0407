import { type Plugin, defineConfig } from "vite";

/** Pages name their style sheets and sprite themselves. */
function scriptsOnly(): Plugin {
  return {
    name: "scripts-only",
    enforce: "pre",
    resolveId: (source) => (/\.css$|\?url$/.test(source) ? "\0nothing" : undefined),
    load: (id) => (id === "\0nothing" ? "export default ''" : undefined),
  };
}

// The scripts of a site that was written to files (crates/static-site): one classic script, since browsers load no
// modules from a disk, under a name that stays. Added to what the main build has left in dist.
export default defineConfig({
  publicDir: false,
  plugins: [scriptsOnly()],
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: ["chrome123", "firefox124", "safari17.5"],
    modulePreload: false,
    rolldownOptions: {
      input: "src/files.ts",
      output: { format: "iife", entryFileNames: "files.js" },
    },
  },
});
