import { dirname, join } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { filesBelow } from "./source-files.ts";

const server = "src/server/";

/**
 * Imports that go up, each with the reason it stays. Without them the folders of the server are layers. An entry goes
 * when its import goes; a new one wants a better reason than those here.
 */
const goUp: Readonly<Record<string, string>> = {
  "devices/end-device.action.ts members/end-sessions.action.ts": "a device takes its sessions along",
  "devices/end-replaced.job.ts members/end-sessions.action.ts": "a device takes its sessions along",
  "devices/retire-device.action.ts members/passkeys/forget-passkeys.action.ts": "a device takes its passkeys along",
  "notices/list-notices.action.ts outbound/notice-template.action.ts": "the list shows the template for WhatsApp",
};

const imports = filesBelow(["src/server"], /(?<![.](test|contract))[.]ts$/).flatMap(({ path, text }) =>
  [...text.matchAll(/\b(?:from|import)\s*[(]?\s*"([.][^"]+)"/g)]
    .map(([, to = ""]) => join(dirname(path), to))
    .filter((to) => to.startsWith(server) && folderOf(to) !== folderOf(path))
    .map((to) => ({ from: path, to, name: `${path.slice(server.length)} ${to.slice(server.length)}` })),
);

function folderOf(path: string): string {
  return path.slice(server.length).split("/")[0] ?? "";
}

describe("the folders of the server", () => {
  it("are layers: none imports one that stands on it, but for what is named", () => {
    let left = imports.filter(({ name }) => goUp[name] === undefined);
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
    expect(left.map(({ name }) => name)).toEqual([]);
  });

  it("name no import that is gone", () => {
    const there = new Set(imports.map(({ name }) => name));
    expect(Object.keys(goUp).filter((name) => !there.has(name))).toEqual([]);
  });
});
