import { afterAll, beforeAll, expect, test } from "vitest";
import { ErasureList } from "../../src/contract/retention.ts";
import { Today } from "../../src/contract/today.ts";
import type { Channels } from "../../src/server/channels/channel.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import { after, day, hour } from "../../src/server/platform/instant.ts";
import { readLedger } from "../../src/server/retention/erasure-ledger.adapter.ts";
import { retryErasures } from "../../src/server/retention/resume-erasures.action.ts";
import { sweep } from "../../src/server/retention/sweep.job.ts";
import { turnEpoch } from "../../src/server/retention/turn-epoch.job.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** Nobody asked for these deletions: a period was over. What Meta does not take of them needs a hand all the same. */
let app: TestApp;
let asked = 0;
let outcome: "deleted" | "failed" = "failed";

beforeAll(async () => {
  app = await buildTestApp();
  app.whatsapp.forgetPerson = async () => {
    asked += 1;
    return outcome;
  };
});
afterAll(() => app.stop());

const listed = async () => ErasureList.parse(await app.firm.owner.get("/api/erasures")).items;
const inHeute = async () =>
  Today.parse(await app.firm.owner.get("/api/today")).needs.find(({ kind }) => kind === "erasures")?.count ?? 0;
const sealed = () =>
  app.sql(async (tx) =>
    (await tx.selectFrom("channel_forget").select("sealed_addresses").execute()).filter(
      (row) => row.sealed_addresses !== null,
    ),
  );

/** Writes and is silent until every period is over; the night that deletes them is cut off, and the queue takes it up. */
async function deletedByPeriod(name: string): Promise<void> {
  await app.firm.customer({ name }).writes("Was kostet ein Bad?");
  app.clock.set(after(app.clock.now(), 500 * day).toISOString());
  await turnEpoch(app.deps, app.firm.tenantId);
  const lines = async () => (await readLedger(app.deps.config.dataDir)).length;
  const before = await lines();
  const withTenant: Deps["db"]["withTenant"] = (tenantId, work) =>
    app.deps.db.withTenant(tenantId, async (tx) => {
      const made = await work(tx);
      if ((await lines()) > before) throw new Error("cut off");
      return made;
    });
  const cutOff = { ...app.deps, db: { ...app.deps.db, withTenant } };
  await expect(sweep(cutOff, app.firm.tenantId, { whatsapp: app.whatsapp })).rejects.toThrow("cut off");
  await app.drain();
}
/** The same, and Meta refuses seven times. */
async function refused(name: string): Promise<string> {
  outcome = "failed";
  await deletedByPeriod(name);
  for (let i = 0; i < 8; i++) await app.pass(13 * hour);
  const [first] = await listed();
  return first?.id ?? "";
}

test("Meta is asked in a night that nothing cuts off as well, once for each", async () => {
  outcome = "deleted";
  asked = 0;
  await app.firm.customer({ name: "Ungestört Gegangen" }).writes("Was kostet ein Bad?");
  app.clock.set(after(app.clock.now(), 500 * day).toISOString());
  await turnEpoch(app.deps, app.firm.tenantId);
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  await app.drain();
  expect(asked).toBe(1);
});

test("what Meta took of a period's deletion needs nobody and stands nowhere", async () => {
  outcome = "deleted";
  asked = 0;
  await deletedByPeriod("Still Gegangen");
  // By the night that was cut off, and by the queue.
  expect(asked).toBe(2);
  expect([await listed(), await inHeute()]).toEqual([[], 0]);
});

test("what Meta refused of a period's deletion stands in Heute and in the list until somebody confirms it, and so does the proof", async () => {
  const id = await refused("Bei Meta Geblieben");
  expect(await inHeute()).toBe(1);
  expect(await listed()).toMatchObject([{ id, cause: "period", elsewhereOpen: "parked", settled: null }]);
  await app.firm.owner.post(`/api/erasures/${id}/settle`);
  expect(await inHeute()).toBe(0);
  expect(await listed()).toMatchObject([
    { id, elsewhereOpen: "no", mayAskAgain: false, settled: { by: { name: expect.any(String) } } },
  ]);
  const told = await app.sql((tx) =>
    tx.selectFrom("audit_entry").select("subject_id").where("verb", "=", "settle-channel-deletion").execute(),
  );
  expect(told).toEqual([{ subject_id: id }]);
  expect(await sealed()).toEqual([]);
});

test("once WhatsApp can be reached again another try helps, and no try makes the address live longer", async () => {
  const id = await refused("Wieder Erreichbar");
  const path = `/api/erasures/${id}/ask-again`;
  expect(await listed()).toEqual(expect.arrayContaining([expect.objectContaining({ id, mayAskAgain: true })]));
  const [before] = await sealed();
  const tries = asked;
  await app.firm.owner.post(path);
  await app.drain();
  expect(asked).toBe(tries + 1);
  expect((await listed())[0]).toMatchObject({ id, elsewhereOpen: "parked", mayAskAgain: true });
  expect(await sealed()).toEqual([before]);
  outcome = "deleted";
  await app.firm.owner.post(path);
  await app.drain();
  expect((await listed()).find((one) => one.id === id)).toBeUndefined();
  expect([await inHeute(), await sealed()]).toEqual([0, []]);
});

test("a period's deletion that two nights could not finish stands in Heute and in the list until it is done", async () => {
  outcome = "deleted";
  const customer = app.firm.customer({ name: "Bricht Jede Nacht Ab" });
  await customer.writes("Was kostet ein Bad?");
  const contactId = await customer.contactId();
  app.clock.advance(500 * day);
  await turnEpoch(app.deps, app.firm.tenantId);
  const failing: Channels = {
    whatsapp: { ...app.whatsapp, forgetPerson: () => Promise.reject(new Error("cut off")) },
  };
  await expect(sweep(app.deps, app.firm.tenantId, failing)).rejects.toThrow("cut off");
  await app.deps.db.pool.query("delete from graphile_worker._private_jobs");
  expect([await inHeute(), (await listed()).filter((one) => one.contactId === contactId)]).toEqual([0, []]);
  app.clock.advance(2 * day + hour);
  expect(await inHeute()).toBe(1);
  expect((await listed())[0]).toMatchObject({ contactId, cause: "period", doneAt: null });
  await retryErasures(app.deps, app.firm.tenantId);
  await app.drain();
  expect(await inHeute()).toBe(0);
});

test("with the key of its week the address is gone: only a hand helps then", async () => {
  const id = await refused("Zu Spät");
  for (let i = 0; i < 9; i++) {
    await app.pass(day);
    await turnEpoch(app.deps, app.firm.tenantId);
  }
  const [open] = await listed();
  expect(open).toMatchObject({ id, elsewhereOpen: "parked", mayAskAgain: false });
  expect(open?.elsewhere.map(({ de }) => de).join()).not.toContain("neuer Versuch");
  expect((await app.firm.owner.call("POST", `/api/erasures/${id}/ask-again`, {})).statusCode).toBe(404);
  await app.firm.owner.post(`/api/erasures/${id}/settle`);
  expect(await inHeute()).toBe(0);
});
