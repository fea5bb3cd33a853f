import { dirname, join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { testDeps } from "../../../test/support/database.ts";
import { makeBackup } from "./make-backup.action.ts";
import { saveKeys } from "./save-keys.action.ts";
import { withBackupLock } from "./with-backup-lock.action.ts";

const said = (code: string) => Object.assign(new pg.DatabaseError("said", 4, "error"), { code });
const tail = "Es wurde nichts gesichert. Die früheren Sicherungen sind unberührt.";

test.each([
  ["has no room left on its disk", said("53100"), "Auf dem Datenträger der Datenbank ist kein Platz mehr."],
  ["is shut down meanwhile", said("57P01"), "Die Datenbank ist mittendrin weggefallen."],
  ["is cut off", new Error("Connection terminated unexpectedly"), "Die Datenbank ist mittendrin weggefallen."],
])("a database that %s in the middle of a backup is named as what it was", async (_what, error, why) => {
  const t = await testDeps();
  try {
    const connect = () => Promise.reject(error);
    const pool = Object.assign(Object.create(t.deps.db.pool) as typeof t.deps.db.pool, { connect });
    const made = await makeBackup({ ...t.deps, db: { ...t.deps.db, pool } });
    expect(made).toMatchObject({ kind: "failed", whyDe: `${why} ${tail}` });
  } finally {
    await t.close();
  }
});

test("what this user may not read is named, and not the folder of the backups, where all is well", async () => {
  const t = await testDeps();
  const { dataDir, backupDir } = t.deps.config;
  const madeWhere = async (path: string) => {
    const connect = () => Promise.reject(Object.assign(new Error("denied"), { code: "EACCES", syscall: "open", path }));
    const pool = Object.assign(Object.create(t.deps.db.pool) as typeof t.deps.db.pool, { connect });
    return await makeBackup({ ...t.deps, db: { ...t.deps.db, pool } });
  };
  try {
    const key = join(dataDir, "keys", "backup.json");
    expect(await madeWhere(key)).toMatchObject({
      whyDe: `${key} darf Werkbote nicht lesen: es gehört einem anderen Benutzer. ${tail}`,
    });
    for (const path of [backupDir, join(backupDir, "one.age"), dirname(backupDir)])
      expect(await madeWhere(path)).toMatchObject({
        whyDe: `In den Ordner ${backupDir} darf Werkbote nicht schreiben. ${tail}`,
      });
  } finally {
    await t.close();
  }
});

test("a backup that falls due while the key file is written waits for it, and is none that failed", async () => {
  const t = await testDeps();
  try {
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const connect = async () => {
      const client = await t.deps.db.pool.connect();
      const query = client.query.bind(client) as (...args: unknown[]) => unknown;
      const holding = (...args: unknown[]) => {
        if (!String(args[0]).startsWith("BEGIN TRANSACTION")) return query(...args);
        begun.resolve();
        return goOn.promise.then(() => query(...args));
      };
      return Object.assign(client, { query: holding });
    };
    const pool = Object.assign(Object.create(t.deps.db.pool) as typeof t.deps.db.pool, { connect });
    const saving = saveKeys({ ...t.deps, db: { ...t.deps.db, pool } });
    await begun.promise;
    const making = makeBackup(t.deps);
    const waiting = `select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    const waits = expect.poll(async () => (await t.deps.db.pool.query(waiting)).rowCount);
    await Promise.race([making, waits.toBe(1)]);
    goOn.resolve();
    await saving;
    expect((await making).kind).toBe("made");
  } finally {
    await t.close();
  }
});

test("whoever fails in the middle of a statement holds the lock no longer, though PostgreSQL works on", async () => {
  const t = await testDeps();
  try {
    const failing = withBackupLock(t.deps, (client) => {
      void client.query("select pg_sleep(60)").catch(() => {});
      throw new Error("full");
    });
    await expect(failing).rejects.toThrow("full");
    expect(await withBackupLock(t.deps, () => Promise.resolve("mine"))).toBe("mine");
  } finally {
    await t.close();
  }
});
