import { join } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

const here = (file: string) => join(import.meta.dirname, "src/web", file);

type Look = (id: string) => { readonly importedIds: readonly string[] } | null;

/** What `start` needs to run, without what it fetches later. */
function neededBy(start: string, look: Look): Set<string> {
  const needed = new Set([here(start)]);
  for (const id of needed) for (const next of look(id)?.importedIds ?? []) needed.add(next);
  return needed;
}

/**
 * What every start of the app needs is two files, not sixty: the door (enough to sign in), and the shell with the inbox.
 * A phone asks for six files at a time, and each asking costs the way to the office and back.
 */
function inTwoFiles() {
  let found: { door: Set<string>; shell: Set<string> } | undefined;
  return (id: string, modules: { getModuleInfo: Look }): string | null => {
    const look: Look = (one) => modules.getModuleInfo(one);
    found ??= { door: neededBy("main.ts", look), shell: neededBy("Shell.svelte", look) };
    return found.door.has(id) ? "door" : found.shell.has(id) ? "shell" : null;
  };
}

/** The shell is on its way before the door has said that it is wanted: one way to the office and back less. */
const shellAtOnce: Plugin = {
  name: "shell-at-once",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle)
        .filter((file) => file.type === "chunk" && file.name === "shell")
        .map(({ fileName }) => ({
          tag: "link",
          attrs: { rel: "modulepreload", crossorigin: true, href: `/${fileName}` },
          injectTo: "head",
        })),
  },
};

/** The staff app. `node build.ts` builds it together with the customer page. */
export default defineConfig({
  root: "src/web",
  publicDir: "public",
  plugins: [svelte({ configFile: false }), shellAtOnce],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    // Nothing inline: the content security policy allows neither data: nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    rolldownOptions: {
      // A passkey is fetched with the first page that asks for one; that it shares a file is what is wanted here. How long
      // a slow machine builds is nothing to say to whoever starts Werkbote there.
      checks: { ineffectiveDynamicImport: false, bundlerTimings: false },
      input: { index: here("index.html"), "service-worker": here("service-worker.ts") },
      // The worker's address must not change, or browsers would keep an old one for ever.
      output: {
        entryFileNames: (chunk) => (chunk.name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js"),
        codeSplitting: {
          groups: [
            { name: inTwoFiles(), debugName: "every start", priority: 2 },
            // Whoever reads English needs all of it.
            { name: "english", test: /(\.|\/)en\.ts$/, priority: 1 },
            // What several screens share, not in crumbs.
            { name: "shared", minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 10_000 },
          ],
        },
      },
    },
    // 27 kB packed: less than asking for a hundred styles costs.
    cssCodeSplit: false,
    cssMinify: "lightningcss",
  },
  css: { lightningcss: { targets: { chrome: 123 << 16, firefox: 120 << 16, safari: (17 << 16) | (5 << 8) } } },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
