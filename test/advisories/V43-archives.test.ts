import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { putFile } from "../../src/server/backup/restored-files.adapter.ts";
import { fileName, folderName } from "../../src/server/house-export/names.ts";

/**
 * V43 (FreeScout CVE-2026-41193, Mattermost GHSA-j4c3-3h73-74m9): a name inside an archive led out of the folder it was
 * unpacked into. Werkbote unpacks its own backups only; what customers send as an archive stays one file.
 */
const above = mkdtempSync(join(tmpdir(), "werkbote-v43-"));
const folder = join(above, "data");
afterAll(() => rmSync(above, { recursive: true }));

async function* bytes(): AsyncGenerator<Buffer> {
  yield Buffer.from("x");
}

const id = "01a21dec-9da9-7ffd-9c4c-000000000001";
const wrong = [
  "../keys/keyring.json",
  "/etc/passwd",
  "attachments/../../x",
  `attachments/${id}/00/../../../../x`,
  `attachments/${id}/00/${id}/x`,
  `attachments/${id}/00/${id}.content/../x`,
  `attachments/${id}/00/${id}.content\n`,
  `attachments\\${id}\\00\\${id}`,
  `keys/../${id}`,
  "keys/x",
  "audit/checkpoints",
  "postgres/postgresql.conf",
  "",
  ".",
  `attachments/${id}/00/${id}\u0000.content`,
];

test.each(wrong)("a restore puts no file where %j points", async (name) => {
  await expect(putFile(folder, name, bytes())).rejects.toThrow("strange name");
  expect(readdirSync(above)).toEqual([]);
});

test("a second file of the same name is refused, and does not replace the first", async () => {
  const name = `attachments/${id}/00/${id}.content`;
  await putFile(folder, name, bytes());
  await expect(putFile(folder, name, bytes())).rejects.toThrow("EEXIST");
  rmSync(folder, { recursive: true });
});

const chosen = [
  "../../x",
  "/etc/passwd",
  "C:\\boot.ini",
  "..",
  ".",
  "a/b\\c",
  "\u0000x",
  "a\u202egnp.exe",
  "CON",
  "~",
  "",
];

test("an archive we hand out has no name in it that leads out of its folder, whatever somebody chose", () => {
  const place = { position: 7, ordinal: 0, stamp: "2026-11-24_0950" };
  for (const name of chosen)
    for (const made of [folderName(1, name), fileName(place, { media: "document", name }, "bin")])
      expect(made).toMatch(/^\d[\p{L}\p{M}\p{N}_-]*([.]bin)?$/u);
});
