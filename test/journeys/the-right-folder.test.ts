import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { systemClock } from "../../src/server/platform/clock.ts";
import { openDatabase } from "../../src/server/platform/db.ts";
import { createIds } from "../../src/server/platform/ids.ts";
import { openInstallation } from "../../src/server/platform/installation.ts";
import { startEmbeddedPostgres } from "../../src/server/platform/postgres.ts";
import { compileCache } from "../support/compile-cache.ts";
import { emptyDeps, testDeps } from "../support/database.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { silentLog } from "../support/silent-log.ts";

/** A start on a folder that is not meant for it ends with one line, and the folder is as it was. */

const dir = scratchFolder("folder");
const folders = { real: join(dir, "real"), demo: join(dir, "demo") };

beforeAll(async () => {
  for (const [name, dataDir] of Object.entries(folders)) {
    execFileSync("cp", ["-a", inject("migratedFolder"), dataDir]);
    const postgres = await startEmbeddedPostgres(dataDir, () => {});
    const db = openDatabase(postgres.url, silentLog, 1);
    const ids = createIds(() => systemClock.now());
    const keyring = await openInstallation(db, dataDir, name === "demo", { ids, clock: systemClock });
    keyring.addTenant(ids.uuid(), systemClock.now());
    await db.close();
    await postgres.stop();
  }
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function start(dataDir: string, ...args: string[]) {
  return startWith({}, dataDir, ...args);
}

function startWith(more: Readonly<Record<string, string>>, dataDir: string, ...args: string[]) {
  const { DATABASE_URL: _, WERKBOTE_LOG: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [inject("program"), "start", ...args], {
    env: { ...env, ...compileCache, ...more, WERKBOTE_DATA: dataDir, PORT: "0" },
    encoding: "utf8",
  });
  return { status, stdout, said: stderr.split("\n").filter((line) => line !== "" && !line.startsWith("Datenbank: ")) };
}

test("the demo on the folder of a real business is refused before its customers begin, and leaves nothing there", () => {
  const line = "Hier liegt ein echter Betrieb. Die Demo läuft nur auf einem eigenen Datenordner (WERKBOTE_DATA).";
  expect(start(folders.real, "--demo")).toEqual({ status: 2, stdout: "", said: [line] });
  for (const name of ["keys/simulator.json", "simulator-people.json"])
    expect([name, existsSync(join(folders.real, name))]).toEqual([name, false]);
});

test("where the file of --demo-info has no folder, that is said in one line before anything else is looked at", () => {
  const nowhere = join(dir, "nowhere/");
  const line = `${nowhere} gibt es nicht. Bitte die Angabe prüfen.`;
  const info = join(nowhere, "info.json");
  expect(start(folders.real, "--demo-info", info)).toEqual({ status: 2, stdout: "", said: [line] });
});

test("the folder of a demo without --demo is refused with one line and no other", () => {
  const line =
    "Hier liegt eine Demo; sie startet mit --demo. Ein echter Betrieb braucht einen anderen Datenordner (WERKBOTE_DATA).";
  expect(start(folders.demo)).toEqual({ status: 2, stdout: "", said: [line] });
});

test("the folder of a business whose database is gone says so, and begins no empty one", () => {
  const gone = join(dir, "gone");
  execFileSync("cp", ["-a", folders.real, gone]);
  rmSync(join(gone, "postgres"), { recursive: true });
  const { status, said } = start(gone);
  expect(status).toBe(1);
  expect(said).toEqual([expect.stringContaining("liegen die Schlüssel eines Betriebs, aber seine Datenbank fehlt")]);
  expect(existsSync(join(gone, "postgres"))).toBe(false);
});

test("the keys of a business are not taken for an empty database elsewhere", async () => {
  const house = await testDeps();
  const elsewhere = await emptyDeps();
  try {
    await elsewhere.deps.db.outside.deleteFrom("installation").execute();
    const opening = openInstallation(elsewhere.deps.db, house.deps.config.dataDir, true, house.deps);
    await expect(opening).rejects.toThrow("liegen die Schlüssel eines Betriebs, aber die Datenbank ist leer");
    expect(await elsewhere.deps.db.outside.selectFrom("installation").selectAll().execute()).toEqual([]);
  } finally {
    await elsewhere.close();
    await house.close();
  }
});

test("where the database is one of the operator's own, it is the database that is named, and it is not brought up to date", async () => {
  const postgres = await startEmbeddedPostgres(folders.real, () => {});
  const mixed = join(dir, "mixed");
  const db = openDatabase(postgres.url, silentLog, 1);
  const migrations = async () => (await db.pool.query("SELECT name FROM migration ORDER BY name")).rows;
  try {
    // As an older version left it.
    await db.pool.query("DELETE FROM migration WHERE name = (SELECT max(name) FROM migration)");
    const before = await migrations();
    const { status, said } = startWith({ DATABASE_URL: postgres.url }, mixed, "--demo");
    expect([status, said]).toEqual([
      2,
      [expect.stringMatching(/^In der Datenbank [(]DATABASE_URL[)] liegt ein echter/)],
    ]);
    expect(await migrations()).toEqual(before);
    expect(existsSync(join(mixed, "keys"))).toBe(false);
  } finally {
    await db.close();
    await postgres.stop();
  }
});
