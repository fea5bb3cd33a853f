import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { backup } from "../../src/commands/backup.ts";
import { listBusinesses } from "../../src/commands/tenant-list.ts";
import { systemClock } from "../../src/server/platform/clock.ts";
import { openDatabase } from "../../src/server/platform/db.ts";
import { lockDataFolder } from "../../src/server/platform/files/data-folder.ts";
import { createIds } from "../../src/server/platform/ids.ts";
import { openInstallation } from "../../src/server/platform/installation.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/server/platform/postgres.ts";
import { called } from "../support/command.ts";
import { compileCache } from "../support/compile-cache.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { silentLog } from "../support/silent-log.ts";

/** A database of another version than the program: one line says what to do, and nothing is changed. */

const dir = scratchFolder("version");
const dataDir = join(dir, "data");
let postgres: EmbeddedPostgres;
beforeAll(async () => {
  execFileSync("cp", ["-a", inject("migratedFolder"), dataDir]);
  postgres = await startEmbeddedPostgres(dataDir, () => {}, { fsync: "off" });
  const db = openDatabase(postgres.url, silentLog, 1);
  await openInstallation(db, dataDir, false, { ids: createIds(() => systemClock.now()), clock: systemClock });
  await db.close();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function ask(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function said(env: NodeJS.ProcessEnv, ...args: string[]) {
  const { WERKBOTE_LOG: _, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [inject("program"), ...args], {
    env: { ...rest, ...compileCache, WERKBOTE_DATA: dataDir, PORT: "0", ...env },
    encoding: "utf8",
  });
  return [status, stdout, stderr.split("\n").filter((line) => line.startsWith("D"))];
}

/** Its settings where the database is the folder's own. */
const ofTheFolder = { DATABASE_URL: undefined, WERKBOTE_DATA: dataDir };

/** As long as it works, a server runs on the folder. */
async function besideAServer<T>(work: () => Promise<T>): Promise<T> {
  const release = await lockDataFolder(dataDir);
  try {
    return await work();
  } finally {
    release?.();
  }
}

test("a database that is newer is named by its newest step alone, at the start and beside its server", async () => {
  await ask("insert into migration (name, digest) values ('9998-later.sql', ''), ('9999-latest.sql', '')");
  const line =
    "Die Datenbank ist neuer als dieses Programm (9999-latest.sql). Bitte mit der neueren Fassung von Werkbote starten. Es wurde nichts geändert.";
  expect(said({ DATABASE_URL: postgres.url }, "start")).toEqual([2, "", [line]]);
  await expect(besideAServer(() => called(listBusinesses, {}, ofTheFolder))).rejects.toThrow(new Error(line));
  await ask("delete from migration where name like '999%'");
});

test("beside a server that is older no backup is begun, none is left, and what helps is said", async () => {
  const newest = "(select max(name) from migration)";
  const kept = await ask(`delete from migration where name = ${newest} returning name, digest`);
  const to = join(dir, "backups");
  await expect(besideAServer(() => called(backup, { options: { to } }, ofTheFolder))).rejects.toThrow(
    /^Der Server, der hier läuft, ist älter als dieses Programm\. .*neu starten/,
  );
  expect(existsSync(to) ? readdirSync(to) : []).toEqual([]);
  const [{ name, digest }] = kept as [{ name: string; digest: string }];
  await ask(`insert into migration (name, digest) values ('${name}', '${digest}')`);
});

test("beside a server of the same version it works", async () => {
  expect((await besideAServer(() => called(listBusinesses, {}, ofTheFolder))).status).toBe(0);
});
