import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HouseExports } from "../../src/contract/house-export.ts";
import { noCounts } from "../../src/server/house-export/counts.ts";
import { exportContacts } from "../../src/server/house-export/export-contacts.action.ts";
import { houseExportTask } from "../../src/server/house-export/house-export.job.ts";
import { writePart } from "../../src/server/house-export/write-part.action.ts";
import type { Database } from "../../src/server/platform/db.ts";
import { day, minute } from "../../src/server/platform/instant.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { roomLeft } from "../support/full-disk.ts";

let app: TestApp;
let owner: TestBrowser;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
});
afterAll(() => app.stop());

const newest = async () => HouseExports.parse((await owner.send("GET", "/api/house-exports")).json()).items[0];
const order = async () => {
  await owner.signIn();
  await owner.stepUp();
  await owner.send("POST", "/api/house-exports");
  return (await newest())?.id ?? expect.fail();
};
const folder = () => join(app.deps.config.dataDir, "exports", app.firm.tenantId);

test("on a full disk it waits and says so, gives back what a killed server left, and goes on by itself when there is room", async () => {
  // What the database needs is left, and not a byte more: it is noticed when the first block is to be written.
  const makeRoom = roomLeft(1_000_000_000);
  const id = await order();
  const left = join(folder(), `${app.deps.ids.uuid()}.tmp`);
  mkdirSync(folder(), { recursive: true });
  writeFileSync(left, "half of a part");
  utimesSync(left, app.clock.now(), app.clock.now());
  for (let n = 0; n < 5; n += 1) await app.pass(10 * minute);
  await owner.signIn();
  expect(await newest()).toMatchObject({ id, state: "working", waitsForRoom: true, parts: [] });
  expect(readdirSync(folder())).toEqual([]);
  makeRoom();
  await app.pass(10 * minute);
  await owner.signIn();
  expect(await newest()).toMatchObject({ id, state: "ready", waitsForRoom: false, parts: [{ number: 1 }] });
});

/** The server took the job up and dies once `work` has committed: its lock is freed, and the job is begun again. */
async function dieAfter(work: () => Promise<void>): Promise<number> {
  const { pool } = app.deps.db;
  const ours = "task_id = (select id from graphile_worker._private_tasks where identifier = 'house-export')";
  const take = "attempts = attempts + 1, locked_by = 'dead', locked_at = now()";
  await pool.query(`update graphile_worker._private_jobs set ${take} where ${ours}`);
  await work();
  await pool.query(`update graphile_worker._private_jobs set locked_by = null, locked_at = null where ${ours}`);
  const { rowCount } = await pool.query(
    `select from graphile_worker._private_jobs where ${ours} and attempts < max_attempts`,
  );
  return rowCount ?? 0;
}

test("killed when the next step is ordered and the one before not done yet, one goes on and not two", async () => {
  const makeRoom = roomLeft(0);
  const exportId = await order();
  const { tenantId } = app.firm;
  expect(await dieAfter(async () => void (await houseExportTask(app.deps)({ tenantId, exportId })))).toBe(1);
  makeRoom();
  await app.firm.customer().writes("Guten Tag");
  expect(await dieAfter(() => writePart(app.deps, tenantId, exportId, { bytes: 1, ms: minute }))).toBe(1);
  await app.pass(10 * minute);
  await owner.signIn();
  expect((await newest())?.parts.map(({ number }) => number)).toEqual([1, 2]);
});

test("where the disk stays full for a day it gives up, and can be ordered anew", async () => {
  const makeRoom = roomLeft(0);
  const id = await order();
  app.clock.advance(day);
  const attempt = () => houseExportTask(app.deps)({ tenantId: app.firm.tenantId, exportId: id });
  for (let n = 0; n < 3; n += 1) await expect(attempt()).rejects.toMatchObject({ code: "no-room" });
  await owner.signIn();
  expect(await newest()).toMatchObject({ id, state: "failed", waitsForRoom: false });
  makeRoom();
  await order();
  await app.drain();
  expect(await newest()).toMatchObject({ state: "ready" });
});

test("who is erased between the list of the contacts and their own reading is left out, and ends no export", async () => {
  const [gone, stays] = ["Wer gelistet war", "Wer bleibt"].map((name) => app.firm.customer({ name }));
  for (const one of [gone, stays]) await one?.writes("Guten Tag");
  const contactId = await gone?.contactId();
  await owner.signIn();
  await owner.stepUp();
  const { db } = app.deps;
  /** The list is there, nobody on it has been read. */
  const withTenant: Database["withTenant"] = (id, work) =>
    db.withTenant(id, (tx) => {
      const executor = tx.getExecutor();
      const ask = executor.executeQuery.bind(executor);
      executor.executeQuery = async (...query) => {
        executor.executeQuery = ask;
        const list = await ask<never>(...query);
        const erasure = await owner.send("POST", `/api/contacts/${contactId}/erasure`, { cause: "owner" });
        expect([200, 404]).toContain(erasure.statusCode);
        return list;
      };
      return work(tx);
    });
  const walk = { caller: await app.firm.callerOf("owner"), zone: "Europe/Berlin", counts: noCounts(), lost: [] };
  const texts: string[] = [];
  for await (const { content } of exportContacts({ ...app.deps, db: { ...db, withTenant } }, walk)) {
    let text = "";
    for await (const piece of content()) text += piece;
    texts.push(text);
  }
  expect(texts[0]).toContain("Wer bleibt");
  expect(texts.join("")).not.toContain("Wer gelistet war");
});
