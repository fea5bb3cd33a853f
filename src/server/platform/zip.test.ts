import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { zipOf } from "./zip.ts";

/** Where the list of the files begins; without it no program opens the archive. */
const endOfList = Buffer.from("PK\u0005\u0006", "latin1");

test("whoever takes an archive slower than it is made gets all of it, the list of its files at the end", async () => {
  const photo = { path: "foto.jpg", read: async () => Buffer.alloc(3_000_000, 7) };
  const archive = zipOf([photo, { ...photo, path: "foto_2.jpg" }], new Date("2026-11-24T09:50:00Z"), false);
  const taken: Buffer[] = [];
  for await (const chunk of archive) {
    taken.push(Buffer.from(chunk as Uint8Array));
    for (let turns = 0; turns < 20; turns += 1) await turn();
  }
  const bytes = Buffer.concat(taken);
  expect(bytes.length).toBeGreaterThan(6_000_000);
  expect(bytes.subarray(-22, -18)).toEqual(endOfList);
});
