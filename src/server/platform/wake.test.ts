import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { testDeps } from "../../../test/support/database.ts";
import { scratchFolder } from "../../../test/support/scratch-folder.ts";
import { silentLog } from "../../../test/support/silent-log.ts";
import { withoutIntervals } from "../../../test/support/without-intervals.ts";
import { startEmbeddedPostgres } from "./postgres.ts";
import { startWake } from "./wake.ts";

test("a database that is away is said once, and once that it is back; one cut connection is not", async () => {
  const dir = scratchFolder("wake");
  const dataDir = join(dir, "data");
  execFileSync("cp", ["-a", inject("migratedFolder"), dataDir]);
  const begin = () => startEmbeddedPostgres(dataDir, () => {}, { fsync: "off" });
  let postgres = await begin();
  const said: string[] = [];
  const wake = await withoutIntervals(() => startWake(postgres.url, silentLog, (line) => said.push(line)));
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
    await expect.poll(() => woken).toBeGreaterThan(0);
    expect(said).toEqual([]);
    await postgres.stop();
    await expect.poll(() => said).toEqual([expect.stringMatching(/^Die Datenbank antwortet nicht\./)]);
    postgres = await begin();
    await expect.poll(() => said.at(-1)).toBe("Die Datenbank antwortet wieder.");
    expect(said).toHaveLength(2);
  } finally {
    await wake.stop();
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});

test("a database that has no connection left for this server is named so, and not as one that is away", async () => {
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  const role = `r_${randomUUID().replaceAll("-", "")}`;
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'right'`);
  const said: string[] = [];
  const url = inject("adminUrl").replace(/\/\/[^@]*@/, `//${role}:right@`);
  const wake = await startWake(url, silentLog, (line) => said.push(line));
  try {
    await admin.query(`ALTER ROLE ${role} CONNECTION LIMIT 0`);
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1", [role]);
    await expect
      .poll(() => said)
      .toEqual([expect.stringMatching(/^PostgreSQL hat keine Verbindung mehr frei\. .* Werkbote versucht es weiter;/)]);
    await admin.query(`ALTER ROLE ${role} CONNECTION LIMIT -1`);
    await expect.poll(() => said.at(-1)).toBe("Die Datenbank antwortet wieder.");
    expect(said).toHaveLength(2);
  } finally {
    await wake.stop();
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1", [role]);
    await admin.query(`DROP ROLE ${role}`);
    await admin.end();
  }
});

test("stopped while a new connection is under way, nothing of it stays", async () => {
  const t = await testDeps();
  const { host, port, user, password, database } = new pg.Client({ connectionString: t.url });
  const lines = new Set<Socket>();
  let arrived = 0;
  // The second connection reaches the database, and hears nothing from it.
  const between = createServer((line) => {
    lines.add(line.on("error", () => {}).on("close", () => lines.delete(line)));
    arrived += 1;
    const far = connect(join(host, `.s.PGSQL.${port}`)).on("error", () => {});
    line.pipe(far);
    if (arrived === 1) far.pipe(line);
    line.on("close", () => far.destroy());
  });
  try {
    await once(between.listen(0, "127.0.0.1"), "listening");
    const door = (between.address() as AddressInfo).port;
    const wake = await startWake(`postgres://${user}:${password}@127.0.0.1:${door}/${database}`, silentLog);
    for (const line of lines) line.destroy();
    await expect.poll(() => arrived).toBe(2);
    await wake.stop();
    await expect.poll(() => lines.size).toBe(0);
  } finally {
    for (const line of lines) line.destroy();
    between.close();
    await t.close();
  }
});
