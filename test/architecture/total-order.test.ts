import { expect, test } from "vitest";
import { filesBelow, filesWith } from "./source-files.ts";

/**
 * Rows that share every key come in any order, and in another one when one of them was written anew: two people of one
 * name change places in a list, now this paper of a moment is the last one, now that. Ids are made in order, so they
 * come last where the key is a moment or a name.
 */
const shared = /^((\w+_)?(at|on)|since|name|title)$/;

const alone: Readonly<Record<string, string>> = {
  "src/server/backup/dump.store.ts name": "the primary key of the migrations",
  "src/server/entry-sources/entry-source.store.ts name": "unique",
  "src/server/incidents/incident.store.ts aware_at": "nothing else is asked for",
};

const nested = String.raw`(?:[^()${"`"}]|\((?:[^()${"`"}]|\([^()${"`"}]*\))*\))`;
const built = new RegExp(String.raw`\.orderBy\(("[^"]+")?${nested}*\)(?!\s*\.orderBy)`, "g");
const written = new RegExp(String.raw`\border by (${nested}+?)(?=\s+(?:limit|for)\b|[)${"`"}]|")`, "gi");

/** The last key of every order in a store, without its table. */
function lastKeys(text: string): string[] {
  const keys = [
    ...[...text.matchAll(built)].map(([, column = ""]) => column.replaceAll('"', "")),
    ...[...text.matchAll(written)].map(([, list = ""]) => list.split(",").at(-1)?.trim().split(/\s/)[0] ?? ""),
  ];
  return keys.map((key) => key.replace(/^\w+\./, ""));
}

test("no two rows that a store puts in order share its last key", () => {
  const stores = filesWith(filesBelow(["src/server"], /[.]store[.]ts$/), /order ?by/i);
  const found = stores.flatMap(({ path, text }) => lastKeys(text).map((key) => ({ key, line: `${path} ${key}` })));
  expect(found.length).toBeGreaterThan(150);
  const open = found.filter(({ key }) => shared.test(key)).map(({ line }) => line);
  expect(open.filter((line) => alone[line] === undefined)).toEqual([]);
  expect(Object.keys(alone).filter((line) => !open.includes(line))).toEqual([]);
});
