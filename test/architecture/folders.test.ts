import { dirname, join } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { filesBelow } from "./source-files.ts";

const server = "src/server/";

const imports = filesBelow(["src/server"], /(?<![.](test|contract))[.]ts$/).flatMap(({ path, text }) =>
  [...text.matchAll(/\b(?:from|import)\s*[(]?\s*"([.][^"]+)"/g)]
    .map(([, to = ""]) => join(dirname(path), to))
    .filter((to) => to.startsWith(server) && folderOf(to) !== folderOf(path))
    .map((to) => ({ from: path, to })),
);

function folderOf(path: string): string {
  return path.slice(server.length).split("/")[0] ?? "";
}

describe("the folders of the server", () => {
  it("are layers: none imports one that stands on it", () => {
    let left = imports;
    // A folder that imports none of those left stands lowest: whoever imports it is no danger any more.
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      const above = new Set(left.map(({ from }) => folderOf(from)));
      left = left.filter(({ to }) => above.has(folderOf(to)));
    }
    // And one that nobody left imports stands highest.
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      const below = new Set(left.map(({ to }) => folderOf(to)));
      left = left.filter(({ from }) => below.has(folderOf(from)));
    }
    expect(left.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});
