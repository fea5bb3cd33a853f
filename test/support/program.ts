import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "vite";

const source = join(import.meta.dirname, "../../src/cli.ts");

/**
 * The program in a few files, for tests that start it dozens of times: Node looks for, reads and links some 1,500 modules
 * at each start, and that is most of one. What people start is the source itself; F01 does at first, and so does the demo that the stories copy.
 * @returns path of the file
 */
export async function buildProgram(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [whereTheSourceLies],
    ssr: { noExternal: ["kysely", "zod", "fastify-type-provider-zod"] },
    build: {
      ssr: source,
      outDir,
      target: "node24",
      minify: false,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: "cli.mjs", chunkFileNames: "[name].mjs" } },
    },
  });
  return join(outDir, "cli.mjs");
}

/** The program finds migrations, fonts and browser bundles from where its modules lie. */
const whereTheSourceLies: Plugin = {
  name: "where-the-source-lies",
  transform: (code, id) =>
    code
      .replaceAll("import.meta.dirname", JSON.stringify(dirname(id)))
      .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href)),
};
