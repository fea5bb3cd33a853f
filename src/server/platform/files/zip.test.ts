import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { unzip } from "../../../../test/support/unzip.ts";
import { Unreadable } from "../seal.ts";
import { zipOf } from "../zip.ts";

/** Where the list of the files begins; without it no program opens the archive. */
const endOfList = Buffer.from("PK\u0005\u0006", "latin1");

const nowhere = { info: () => {}, warn: () => {}, error: () => {} };
const about = { at: new Date("2026-11-24T09:50:00Z"), compress: false, log: nowhere, tenantId: "" };

test("whoever takes an archive slower than it is made gets all of it, the list of its files at the end", async () => {
  const photo = { path: "foto.jpg", read: async () => Buffer.alloc(3_000_000, 7) };
  const archive = zipOf([photo, { ...photo, path: "foto_2.jpg" }], about);
  const taken: Buffer[] = [];
  for await (const chunk of archive) {
    taken.push(Buffer.from(chunk as Uint8Array));
    for (let turns = 0; turns < 20; turns += 1) await turn();
  }
  const bytes = Buffer.concat(taken);
  expect(bytes.length).toBeGreaterThan(6_000_000);
  expect(bytes.subarray(-22, -18)).toEqual(endOfList);
});

test("what the disk has lost or damaged is named, and everything else is there; a fault of ours breaks off", async () => {
  const photo = (path: string, read: () => Promise<Uint8Array | undefined>) => ({ path, attachmentId: path, read });
  const entries = [
    photo("eins.jpg", async () => Buffer.from("eins")),
    photo("weg.jpg", async () => undefined),
    photo("kaputt.jpg", async () => {
      throw new Unreadable("the seal does not fit");
    }),
    photo("zwei.jpg", async () => Buffer.from("zwei")),
  ];
  const warned: unknown[] = [];
  const log = { ...nowhere, warn: (_event: string, fields?: object) => void warned.push(fields) };
  const files = unzip(Buffer.concat(await zipOf(entries, { ...about, log }).toArray()));
  expect([...files.keys()]).toEqual(["eins.jpg", "zwei.jpg", "nicht-dabei.txt"]);
  expect(files.get("zwei.jpg")?.toString()).toBe("zwei");
  expect(files.get("nicht-dabei.txt")?.toString()).toBe(
    "2 Dateien fehlen in diesem Archiv. Auf dem Server war hierfür nichts Lesbares mehr da:\r\n\r\nweg.jpg\r\nkaputt.jpg\r\n\r\nWer den Server betreibt, kann in einer Sicherung nachsehen.\r\n",
  );
  expect(warned).toEqual([
    { tenantId: "", attachmentId: "weg.jpg" },
    { tenantId: "", attachmentId: "kaputt.jpg" },
  ]);
  const faulty = photo("drei.jpg", async () => {
    throw new Error("the database is away");
  });
  await expect(zipOf([faulty], about).toArray()).rejects.toThrow("the database is away");
});
