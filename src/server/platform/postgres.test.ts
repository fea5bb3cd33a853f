import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../../../test/support/scratch-folder.ts";
import { startEmbeddedPostgres } from "./postgres.ts";
import { findPlaces } from "./postgres-places.ts";

test("a database whose keys are gone is not asked in vain, and gets no new ones", async () => {
  const dataDir = scratchFolder("keys-gone", "disk");
  const { cluster, passwordFile } = findPlaces(dataDir);
  try {
    writeFileSync(join(cluster, "PG_VERSION"), "18");
    await expect(startEmbeddedPostgres(dataDir, () => {})).rejects.toThrow("ihre Schlüssel fehlen");
    expect(existsSync(passwordFile)).toBe(false);
  } finally {
    for (const folder of [cluster, dataDir]) rmSync(folder, { recursive: true, force: true });
  }
});
