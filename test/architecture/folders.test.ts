import { dirname, join } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { filesBelow } from "./source-files.ts";

const files = filesBelow(["src", "simulator"], /(?<![.](test|contract))[.](ts|svelte|js)$/);
const imports = files.flatMap(({ path, text }) =>
  [...text.matchAll(/\b(?:from|import)\s*[(]?\s*"([.][^"]+)"/g)].map(([, to = ""]) => ({
    from: path,
    to: join(dirname(path), to),
  })),
);
/** Every folder with folders in it. */
const houses = [...new Set(files.map(({ path }) => dirname(dirname(path))))].filter((path) => path !== ".").sort();

/** In platform/ a file is the door of the folder of its name, and one room with it: `db.ts` of `db/`. */
const isDoor = (house: string, name: string): boolean =>
  house === "src/server/platform" &&
  files.some(({ path }) => path.startsWith(`${house}/${name.replace(/[.]ts$/, "/")}`));

/** The room a file stands in: a folder, or the file itself. */
function roomIn(house: string, path: string): string {
  const name = path.slice(house.length + 1).split("/")[0] ?? "";
  return isDoor(house, name) ? name.replace(/[.]ts$/, "") : name;
}

describe.each(houses)("the folders of %s", (house) => {
  it("are layers: none imports one that stands on it", () => {
    const between = imports.filter(
      ({ from, to }) =>
        from.startsWith(`${house}/`) && to.startsWith(`${house}/`) && roomIn(house, from) !== roomIn(house, to),
    );
    let left = between;
    // A folder that imports none of those left stands lowest: whoever imports it is no danger any more.
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      const above = new Set(left.map(({ from }) => roomIn(house, from)));
      left = left.filter(({ to }) => above.has(roomIn(house, to)));
    }
    // And one that nobody left imports stands highest.
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      const below = new Set(left.map(({ to }) => roomIn(house, to)));
      left = left.filter(({ from }) => below.has(roomIn(house, from)));
    }
    expect(left.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});

it("the layers that are looked at are those of the house", () => {
  expect(houses).toEqual(expect.arrayContaining(["src", "src/server", "src/server/outbound", "src/web", "simulator"]));
  expect(imports.length).toBeGreaterThan(1_000);
});
