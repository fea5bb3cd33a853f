import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { generateX25519Identity } from "age-encryption";
import { afterAll, expect, test } from "vitest";
import { scratchFolder } from "../../../test/support/scratch-folder.ts";
import type { About } from "./archive.ts";
import { keyOfSecret } from "./backup-key.adapter.ts";
import { readAbout, readArchive } from "./read-archive.adapter.ts";
import { writeArchive } from "./write-archive.adapter.ts";

const dir = scratchFolder("read-archive");
afterAll(() => rmSync(dir, { recursive: true, force: true }));

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
  const about: About = {
    format: 1,
    kind: "data",
    madeAt: "2026-11-24T01:23:00Z",
    installationId: randomUUID(),
    demo: true,
    migrations: [],
    tables: [],
    sequences: [],
  };
  await writeArchive(path, key.recipient, {
    about,
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
