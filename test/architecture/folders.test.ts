import { dirname, join } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { filesBelow } from "./source-files.ts";

/** A file that stands in `root` itself is a folder of its own. */
const folderOf = (root: string, path: string): string => path.slice(root.length).split("/")[0] ?? "";

function importsBetweenFolders(root: string): readonly { from: string; to: string }[] {
  return filesBelow([root.slice(0, -1)], /(?<![.](test|contract))[.](ts|svelte)$/).flatMap(({ path, text }) =>
    [...text.matchAll(/\b(?:from|import)\s*[(]?\s*"([.][^"]+)"/g)]
      .map(([, to = ""]) => join(dirname(path), to))
      .filter((to) => to.startsWith(root) && folderOf(root, to) !== folderOf(root, path))
      .map((to) => ({ from: path, to })),
  );
}

describe.each(["src/server/", "src/web/"])("the folders of %s", (root) => {
  it("are layers: none imports one that stands on it", () => {
    let left = importsBetweenFolders(root);
    expect(left.length).toBeGreaterThan(100);
    // A folder that imports none of those left stands lowest: whoever imports it is no danger any more.
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      const above = new Set(left.map(({ from }) => folderOf(root, from)));
      left = left.filter(({ to }) => above.has(folderOf(root, to)));
    }
    // And one that nobody left imports stands highest.
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      const below = new Set(left.map(({ to }) => folderOf(root, to)));
      left = left.filter(({ from }) => below.has(folderOf(root, from)));
    }
    expect(left.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});
