import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readlinkSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { generateX25519Identity } from "age-encryption";
import { afterAll, expect, test } from "vitest";
import { testDeps } from "../../../test/support/database.ts";
import { scratchFolder } from "../../../test/support/scratch-folder.ts";
import type { About } from "./archive.ts";
import { keyOfSecret } from "./backup-key.adapter.ts";
import { connect } from "./load.store.ts";
import { loadArchive } from "./load-archive.action.ts";
import { readAbout, readArchive } from "./read-archive.adapter.ts";
import { writeArchive } from "./write-archive.adapter.ts";

const dir = scratchFolder("read-archive");
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const aboutOf = (tables: About["tables"]): About => ({
  format: 1,
  kind: "data",
  madeAt: "2026-11-24T01:23:00Z",
  installationId: randomUUID(),
  demo: true,
  migrations: [],
  tables,
  sequences: [],
});

const openFiles = () =>
  readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });

/** A file that stays open keeps its room on the disk after it was deleted, until the server ends. */
test.skipIf(!existsSync("/proc/self/fd"))("an archive that is not read to its end is closed all the same", async () => {
  const key = await keyOfSecret(await generateX25519Identity());
  const path = join(dir, "archive");
  await writeArchive(path, key.recipient, {
    about: aboutOf([]),
    rows: async function* () {},
    files: async function* () {
      yield { name: "attachments/a", bytes: randomBytes(8_000_000) };
    },
    onBytes: () => {},
  });
  await readAbout(path, key);
  const full = async () => {
    throw new Error("full");
  };
  await expect(readArchive(path, key, { file: full }, () => {})).rejects.toThrow("full");
  await expect.poll(() => openFiles().filter((one) => one === path)).toEqual([]);
});

test("what the system does not let us read, and a copy that a full disk left empty, is no wrong sheet", async () => {
  const key = await keyOfSecret(await generateX25519Identity());
  const empty = join(dir, "empty");
  writeFileSync(empty, "");
  await expect(readAbout(dir, key)).rejects.toThrow(
    `${dir} ist ein Ordner. Bitte eine Datei darin angeben. Es wurde nichts geändert.`,
  );
  await expect(readAbout(empty, key)).rejects.toThrow(
    "Die Datei empty ist beschädigt oder abgeschnitten. Es wurde nichts geändert.",
  );
});

const manyRows = () => Buffer.from(`${randomBytes(4_000_000).toString("hex")}\n`);

test("a disk that is pulled out in the middle of the rows ends a restore, which says so", async () => {
  const t = await testDeps();
  const client = await connect(t.url);
  await client.query("create table many (n text)");
  const key = await keyOfSecret(await generateX25519Identity());
  const path = join(dir, "pulled");
  await writeArchive(path, key.recipient, {
    about: aboutOf([{ name: "many", columns: ["n"] }]),
    rows: async function* () {
      yield { table: "many", part: "all", stream: Readable.from([manyRows()]) };
      yield { table: "many", part: "more", stream: Readable.from([manyRows()]) };
    },
    files: async function* () {},
    onBytes: () => {},
  });
  truncateSync(path, 6_000_000);
  const load = { archive: path, keys: path, key, file: async () => {} };
  await expect(loadArchive(client, load, () => {})).rejects.toThrow(/beschädigt/);
  expect((await client.query("select from many")).rowCount).toBe(0);
  await client.end();
  await t.close();
});
