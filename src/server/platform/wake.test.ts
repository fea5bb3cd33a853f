import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { scratchFolder } from "../../../test/support/scratch-folder.ts";
import { silentLog } from "../../../test/support/silent-log.ts";
import { startEmbeddedPostgres } from "./postgres.ts";
import { startWake } from "./wake.ts";

test("a database that is away is said once, and once that it is back; one cut connection is not", async () => {
  const dir = scratchFolder("wake");
  const dataDir = join(dir, "data");
  execFileSync("cp", ["-a", inject("migratedFolder"), dataDir]);
  const begin = () => startEmbeddedPostgres(dataDir, () => {}, { fsync: "off" });
  let postgres = await begin();
  const said: string[] = [];
  const wake = await startWake(postgres.url, silentLog, (line) => said.push(line));
  let woken = 0;
  wake.on("feed", () => {
    woken += 1;
  });
  try {
    const admin = new pg.Client({ connectionString: postgres.adminUrl });
    await admin.connect();
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'werkbote listen'",
    );
    await admin.end();
    await expect.poll(() => woken, { timeout: 4_000 }).toBeGreaterThan(0);
    expect(said).toEqual([]);
    await postgres.stop();
    await expect
      .poll(() => said, { timeout: 20_000 })
      .toEqual([expect.stringMatching(/^Die Datenbank antwortet nicht\./)]);
    postgres = await begin();
    await expect.poll(() => said.at(-1), { timeout: 20_000 }).toBe("Die Datenbank antwortet wieder.");
    expect(said).toHaveLength(2);
  } finally {
    await wake.stop();
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});
