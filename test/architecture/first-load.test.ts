import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const web = join(import.meta.dirname, "../../src/web");

/** What a file needs to run, and what that needs: everything but types and what is fetched later. */
function neededBy(...starts: string[]): Set<string> {
  const needed = new Set(starts.map((start) => join(web, start)));
  for (const file of needed) {
    if (!/\.(ts|svelte)$/.test(file)) continue;
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(
      /^\s*(?:import|export)\s+(?!type\b)[^;]*?from\s+"(\.[^"]+)";/gm,
    ))
      needed.add(join(dirname(file), name));
  }
  return new Set([...needed].map((file) => file.slice(web.length + 1)));
}

test("The start of the app needs neither passkeys nor the pages of Recht, Einstellungen and Projekte and their words", () => {
  const needed = neededBy("main.ts", "Shell.svelte");
  expect(needed).toContain("inbox/InboxList.svelte");
  const words = ["access", "projects", "requests", "retention"].map((folder) => `${folder}/texts.de.ts`);
  const later = ["passkey.ts", "law/pages.ts", "settings/pages.ts", ...words];
  expect(later.filter((file) => needed.has(file))).toEqual([]);
});
