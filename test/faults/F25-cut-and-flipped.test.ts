import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { removeSealed, writeSealed } from "../../src/server/attachments/vault.adapter.ts";
import { keyFileName, readArchiveName, unfinished } from "../../src/server/backup/archive.ts";
import { openBackupKey } from "../../src/server/backup/backup-key.adapter.ts";
import { readBackupLog } from "../../src/server/backup/backup-log.adapter.ts";
import { lockBackups, unlockBackups } from "../../src/server/backup/dump.store.ts";
import { makeBackup } from "../../src/server/backup/make-backup.action.ts";
import { readArchive } from "../../src/server/backup/read-archive.adapter.ts";
import { saveKeys } from "../../src/server/backup/save-keys.action.ts";
import { tasks } from "../../src/tasks.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { compileCache } from "../support/compile-cache.ts";
import { noNetwork } from "../support/fake-channel.ts";
import { fullDisk } from "../support/full-disk.ts";
import { backedUp, contents, type Elsewhere, elsewhere, filesIn, type Kept } from "../support/restored.ts";

/** F25 (reliability, fault catalogue): people write while it is saved, the end is missing, a bit has turned. */

let app: TestApp;
let there: Elsewhere;
let kept: Kept;
beforeAll(async () => {
  app = await buildTestApp();
  await app.firm.customer().writes("Guten Tag");
  await writeSealed(app.deps.config.dataDir, app.firm.tenantId, app.deps.ids.uuid(), "content", randomBytes(150_000));
  kept = await backedUp(app);
  there = await elsewhere();
});
afterAll(async () => {
  await there.drop();
  await app.stop();
});

const archives = () => readdirSync(app.deps.config.backupDir).filter((name) => readArchiveName(name));

async function opens(bytes: Buffer): Promise<boolean> {
  const path = join(kept.dir, "probe.age");
  writeFileSync(path, bytes);
  const key = await openBackupKey(app.deps.config.dataDir);
  return await readArchive(path, key, {}, () => {}).then(
    () => true,
    () => false,
  );
}

test("a bit that turned in the head, the tail or any block of sixteen kilobytes is found", async () => {
  const whole = readFileSync(kept.archive);
  expect(await opens(whole)).toBe(true);
  const unseen: number[] = [];
  const blocks = Array.from({ length: Math.ceil(whole.length / 16_384) }, (_, nth) => 7 + nth * 16_384);
  for (const at of [...blocks, whole.indexOf("--- ") + 8, whole.length - 7].filter((place) => place < whole.length)) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    if (await opens(bytes)) unseen.push(at);
  }
  expect(unseen).toEqual([]);
});

test("an archive cut at any place is found, also between two sealed blocks", async () => {
  const whole = readFileSync(kept.archive);
  const header = whole.indexOf("\n", whole.indexOf("--- ")) + 1 + 16;
  const cuts = [0, 1, header, header + 65_552, header + 2 * 65_552, whole.length - 1, whole.length >> 1];
  for (const cut of cuts) expect([cut, await opens(whole.subarray(0, cut))]).toEqual([cut, false]);
  expect(await opens(Buffer.concat([whole, Buffer.of(0)]))).toBe(false);
});

test("a damaged archive is refused before anything is written, and the one before it still opens", async () => {
  const bytes = readFileSync(kept.archive);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  const path = join(kept.dir, "kaputt.age");
  writeFileSync(path, bytes);
  expect(await there.refusal({ ...kept, archive: path })).toContain("beschädigt oder abgeschnitten");
  expect([filesIn(there.dataDir), await contents(there.url, [app.firm.tenantId])]).toEqual([{}, {}]);
});

test("a disk that fills up while it is brought back is named, with what to do, and nothing is left", async () => {
  const makeRoom = fullDisk((path) => path.startsWith(join(there.dataDir, "attachments")), 100_000);
  const said = await there.refusal(kept).finally(makeRoom);
  expect(said).toMatch(/zu wenig Platz\. Es wurde nichts wiederhergestellt; .* noch einmal wiederherstellen\.$/);
  expect(said).toContain(there.dataDir);
  expect([filesIn(there.dataDir), await contents(there.url, [app.firm.tenantId])]).toEqual([{}, {}]);
});

test("whoever writes while it is saved is in it whole or not at all", async () => {
  const who = app.firm.customer();
  let over = false;
  const writing = (async () => {
    for (let i = 0; !over; i++) await who.writes(`Zeile ${i}`);
  })();
  app.clock.advance(60_000);
  const during = await backedUp(app);
  over = true;
  await writing;
  const machine = await elsewhere();
  expect(machine.restore(during)).toMatchObject({ code: 0 });
  const rows = await contents(machine.url, [app.firm.tenantId]);
  const count = (table: string) => Number(rows[`${table} of 0`]?.split(" ")[0]);
  // Each message of the customer is indexed by its words; a half stored one would be in one of the two only.
  expect(count("message_search")).toBe(count("message"));
  await machine.drop();
});

test("a backup that is killed leaves nothing that looks like one, and the next one clears it away", async () => {
  const before = archives();
  const { dataDir, backupDir } = app.deps.config;
  const { tenantId } = app.firm;
  const large = Array.from({ length: 4 }, () => app.deps.ids.uuid());
  for (const id of large) await writeSealed(dataDir, tenantId, id, "content", randomBytes(8_000_000));
  const { WERKBOTE_LOG: _, ...kept } = process.env;
  const env = { ...kept, ...compileCache, WERKBOTE_DATA: dataDir, DATABASE_URL: app.url };
  const begin = () =>
    spawn(process.execPath, [inject("program"), "backup"], { env, stdio: ["ignore", "ignore", "pipe"] });
  // One whose database goes in the middle says so, in one sentence and nothing else.
  const cut = begin();
  const [said, ended] = [text(cut.stderr), once(cut, "exit")];
  await expect.poll(half, { interval: 1 }).toBe(true);
  await app.deps.db.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where xact_start is not null
    and datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`);
  expect([(await ended)[0], (await said).split(/[\r\n]+/).filter((line) => !/^(Sichern|$)/.test(line))]).toEqual([
    1,
    [expect.stringMatching(/^Die Datenbank ist mittendrin weggefallen\. Es wurde nichts gesichert\. /)],
  ]);
  await expect.poll(half).toBe(false);
  await killedWhileWriting(begin());
  // They kept it writing until it was killed; no other backup here has to be long.
  for (const id of large) await removeSealed(dataDir, tenantId, id, "content");
  expect(archives()).toEqual(before);
  expect(readdirSync(backupDir).filter((name) => name.endsWith(".part")).length).toBe(1);
  app.clock.advance(60_000);
  await expect.poll(() => makeBackup(app.deps).then((made) => made.kind)).toBe("made");
  expect(readdirSync(backupDir).filter((name) => name.endsWith(".part"))).toEqual([]);
});

const half = () => readdirSync(app.deps.config.backupDir).some((name) => name.endsWith(".part"));

async function killedWhileWriting(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  await expect.poll(half, { interval: 1 }).toBe(true);
  child.kill("SIGKILL");
  await gone;
}

test("a folder one may not write to, or that is none, is said in German, and nothing half stays", async () => {
  const file = join(kept.dir, "datei");
  writeFileSync(file, "");
  const none = await makeBackup(app.deps, () => {}, file);
  expect(none).toMatchObject({ kind: "failed", whyDe: expect.stringContaining("ist kein Ordner") });
  const locked = join(kept.dir, "gesperrt");
  mkdirSync(locked);
  chmodSync(locked, 0o500);
  // Root may write everywhere: there the test ends here.
  if (process.getuid?.() !== 0) {
    const made = await makeBackup(app.deps, () => {}, locked);
    expect(made).toMatchObject({ kind: "failed", whyDe: expect.stringContaining("darf Werkbote nicht schreiben") });
  }
  expect(readdirSync(locked)).toEqual([]);
});

const noRoomWith = (folder: string) =>
  expect.stringContaining(`Auf dem Datenträger mit ${folder} ist kein Platz mehr.`);

test.skipIf(!existsSync("/dev/full"))("a full disk is said in German, and nothing half stays", async () => {
  const dir = join(kept.dir, "voll");
  mkdirSync(dir);
  symlinkSync("/dev/full", join(dir, `${keyFileName}.part`));
  const before = archives();
  const full = await makeBackup({ ...app.deps, config: { ...app.deps.config, keysBackupDir: dir } });
  expect(full).toMatchObject({ kind: "failed", whyDe: noRoomWith(dir) });
  expect([archives(), readdirSync(dir)]).toEqual([before, []]);
});

test.skipIf(!existsSync("/dev/full"))(
  "where not even the log has room, the full disk is said all the same",
  async () => {
    const { dataDir } = app.deps.config;
    const [log, keysDir] = [join(dataDir, "backup-log.json.new"), join(kept.dir, "ganz-voll")];
    mkdirSync(keysDir);
    for (const path of [log, join(keysDir, `${keyFileName}.part`)]) symlinkSync("/dev/full", path);
    const full = await makeBackup({ ...app.deps, config: { ...app.deps.config, keysBackupDir: keysDir } });
    expect(full).toMatchObject({ kind: "failed", whyDe: noRoomWith(keysDir) });
    rmSync(log);
    app.clock.advance(60_000);
    expect((await makeBackup(app.deps)).kind).toBe("made");
  },
);

test("a disk that is full in the middle of the rows stops neither this backup nor the next one", async () => {
  const { pool } = app.deps.db;
  await pool.query(`CREATE TABLE ballast AS SELECT n, (SELECT string_agg(md5(n || '/' || m), '')
    FROM generate_series(1, 32) m) AS text FROM generate_series(1, 12000) n`);
  const before = archives();
  const { backupDir } = app.deps.config;
  const wide = fullDisk((path) => path.startsWith(backupDir) && path.endsWith(unfinished), 1_000_000);
  try {
    const full = await makeBackup(app.deps);
    expect(full).toMatchObject({ kind: "failed", whyDe: noRoomWith(backupDir) });
    expect([archives(), readdirSync(backupDir).filter((name) => name.endsWith(unfinished))]).toEqual([before, []]);
  } finally {
    wide();
  }
  // Waits until PostgreSQL has heard that the connection was closed on our side; then its locks are gone.
  await pool.query("DROP TABLE ballast");
  app.clock.advance(60_000);
  await expect.poll(() => makeBackup(app.deps).then((made) => made.kind)).toBe("made");
  await saveKeys(app.deps);
  expect(archives().length).toBe(before.length + 1);
});

test("a night in which another backup is still at it counts as failed, and the page says so", async () => {
  const work = tasks(app.deps, {}, noNetwork);
  const other = await app.deps.db.pool.connect();
  expect(await lockBackups(other)).toBe(true);
  try {
    await expect(work.backup?.({})).rejects.toThrow("another backup is under way");
  } finally {
    await unlockBackups(other);
    other.release();
  }
  expect(readBackupLog(app.deps.config.dataDir).runs[0]).toMatchObject({
    archive: null,
    problem: expect.stringContaining("noch nicht fertig"),
  });
});
