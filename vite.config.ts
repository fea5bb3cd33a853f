import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

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
    cssMinify: "lightningcss",
  },
  css: { lightningcss: { targets: { chrome: 123 << 16, firefox: 120 << 16, safari: (17 << 16) | (5 << 8) } } },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
