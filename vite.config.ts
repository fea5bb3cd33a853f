import { join } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

const here = (file: string) => join(import.meta.dirname, "src/web", file);

/** The staff app. `node build.ts` builds it together with the customer page. */
export default defineConfig({
  root: "src/web",
  publicDir: "public",
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    // Nothing inline: the content security policy allows neither data: nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    rolldownOptions: {
      input: { index: here("index.html"), "service-worker": here("service-worker.ts") },
      // The worker's address must not change, or browsers would keep an old one for ever.
      output: {
        entryFileNames: (chunk) => (chunk.name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
    cssMinify: "lightningcss",
  },
  css: { lightningcss: { targets: { chrome: 123 << 16, firefox: 120 << 16, safari: (17 << 16) | (5 << 8) } } },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
