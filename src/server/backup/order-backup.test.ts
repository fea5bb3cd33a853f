import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { BackupStatus } from "../../contract/backup.ts";
import { backupTasks } from "./backup.job.ts";
import { lockBackups, unlockBackups } from "./dump.store.ts";
import { endLostOrder } from "./end-lost-order.action.ts";
import { tellLostOrder } from "./tell-lost-order.action.ts";

/** "Jetzt sichern": what became of the order is always said, and whoever ordered does not wait for nothing. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const page = async () => BackupStatus.parse(await app.firm.owner.get("/api/backups"));
const order = () => app.firm.owner.post("/api/backups", {});
/** As when a worker has taken the order up. */
const takenUp = () =>
  app.deps.db.pool.query(
    "UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'worker', attempts = 1 WHERE key = 'backup-now'",
  );
const interrupted = {
  de: expect.stringMatching(/^Die Sicherung wurde unterbrochen.*Bitte noch einmal starten[.]$/),
  en: expect.stringMatching(/^The backup was interrupted.*Please start it again[.]$/),
};

test("an order that waits outlives a restart, and is done when it was carried out", async () => {
  expect(await page()).toMatchObject({ ordered: false });
  await order();
  expect(await page()).toMatchObject({ ordered: true });
  await endLostOrder(app.deps);
  expect(await page()).toMatchObject({ ordered: true, problem: null });
  await app.drain();
  expect(await page()).toMatchObject({ ordered: false, problem: null, archives: [expect.anything()] });
});

test("an order the server was killed over is told as interrupted when it starts again, and can be given anew", async () => {
  await order();
  await takenUp();
  expect(await page()).toMatchObject({ ordered: true });
  await endLostOrder(app.deps);
  expect(await page()).toMatchObject({ ordered: false, problem: { says: interrupted } });
  await order();
  expect(await page()).toMatchObject({ ordered: true });
  app.clock.advance(60_000);
  await app.drain();
  expect(await page()).toMatchObject({ ordered: false, problem: null });
});

test("where another server is writing the backup, a start beside it takes nothing away", async () => {
  await order();
  await takenUp();
  const other = await app.deps.db.pool.connect();
  expect(await lockBackups(other)).toBe(true);
  await endLostOrder(app.deps);
  expect(await page()).toMatchObject({ ordered: true, problem: null });
  await unlockBackups(other);
  other.release();
  await endLostOrder(app.deps);
  await order();
  app.clock.advance(60_000);
  await app.drain();
});

test("where a dead server's session still holds the lock, the order is told as interrupted once its job is nobody's", async () => {
  await order();
  await takenUp();
  const session = await app.deps.db.pool.connect();
  expect(await lockBackups(session)).toBe(true);
  await endLostOrder(app.deps);
  await tellLostOrder(app.deps);
  expect(await page()).toMatchObject({ ordered: true, problem: null });
  await app.deps.db.pool.query(
    "UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL WHERE key = 'backup-now'",
  );
  await backupTasks(app.deps)["tell-lost-order"]?.({});
  expect(await page()).toMatchObject({ ordered: false, problem: { says: interrupted } });
  await unlockBackups(session);
  session.release();
  await order();
  await tellLostOrder(app.deps);
  expect(await page()).toMatchObject({ ordered: true });
  app.clock.advance(60_000);
  await app.drain();
  expect(await page()).toMatchObject({ ordered: false, problem: null });
});
