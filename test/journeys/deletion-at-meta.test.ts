import { afterAll, beforeAll, expect, test } from "vitest";
import { ErasureList } from "../../src/contract/retention.ts";
import { Today } from "../../src/contract/today.ts";
import { server } from "../../src/server/audit/audit.ts";
import type { Address } from "../../src/server/channels/channel.ts";
import { day, hour, minute } from "../../src/server/platform/instant.ts";
import { beginErasure } from "../../src/server/retention/begin-erasure.action.ts";
import { carryOutErasure } from "../../src/server/retention/carry-out-erasure.action.ts";
import { resumeErasures, retryErasures } from "../../src/server/retention/resume-erasures.action.ts";
import { turnEpoch } from "../../src/server/retention/turn-epoch.job.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** Meta keeps a list of its own. When it does not take a deletion it is asked again; in the end a person looks. */
let app: TestApp;
let asked: (readonly Address[])[] = [];
let outcome: "deleted" | "unknown" | "failed" = "failed";

const forgetPerson = async (addresses: readonly Address[]) => {
  asked.push(addresses);
  return outcome;
};
beforeAll(async () => {
  app = await buildTestApp();
  app.whatsapp.forgetPerson = forgetPerson;
});
afterAll(() => app.stop());

async function begin(name: string): Promise<string> {
  const { tenantId } = app.firm;
  const customer = app.firm.customer({ name });
  await customer.writes("Guten Tag");
  const wish = {
    tenantId,
    contactId: await customer.contactId(),
    cause: "owner",
    actor: server,
    deviceId: null,
  } as const;
  return await app.sql((tx) => beginErasure(app.deps, tx, wish));
}
const carryOut = (erasureId: string) =>
  carryOutErasure(app.deps, { whatsapp: app.whatsapp }, app.firm.tenantId, erasureId);
async function erase(name: string): Promise<void> {
  const erasureId = await begin(name);
  asked = [];
  await carryOut(erasureId);
}
const newest = async () => ErasureList.parse(await app.firm.owner.get("/api/erasures")).items[0];
const sealed = () =>
  app.sql(async (tx) =>
    (await tx.selectFrom("channel_forget").select("sealed_addresses").execute()).filter(
      (row) => row.sealed_addresses !== null,
    ),
  );

test("a deletion Meta did not take is tried again with growing pauses, and the receipt says so", async () => {
  outcome = "failed";
  await erase("Wird Gelöscht");
  expect(asked.length).toBe(1);
  expect((await newest())?.elsewhereOpen).toBe("waiting");
  await app.pass(30_000);
  expect(asked.length).toBe(1);
  await app.pass(minute);
  expect(asked.length).toBe(2);
  expect((await newest())?.elsewhere.map(({ de }) => de).join()).toContain("Versuche: 2");
  // Only the id Meta's list knows is asked for.
  expect(asked.flat().every(({ kind }) => kind === "bsuid")).toBe(true);
  outcome = "deleted";
  await app.pass(6 * minute);
  expect(await newest()).toMatchObject({
    elsewhereOpen: "no",
    elsewhere: [{ de: expect.stringContaining("ist gelöscht"), en: expect.stringContaining("is deleted") }],
  });
  expect(await sealed()).toEqual([]);
  await app.pass(hour);
  expect(asked.length).toBe(3);
});

test("asked by two at once, what Meta deleted for the first is not called unknown by the second", async () => {
  const erasureId = await begin("Zweimal Gefragt");
  const outcomes = () =>
    app.sql((tx) => tx.selectFrom("channel_forget").select("outcome").where("erasure_id", "=", erasureId).execute());
  const bothAsked = Promise.withResolvers<void>();
  let nth = 0;
  app.whatsapp.forgetPerson = async () => {
    const first = nth++ === 0;
    if (!first) bothAsked.resolve();
    await bothAsked.promise;
    if (first) return "deleted";
    await expect.poll(outcomes).toEqual([{ outcome: "deleted" }]);
    return "unknown";
  };
  await Promise.all([carryOut(erasureId), carryOut(erasureId)]);
  app.whatsapp.forgetPerson = forgetPerson;
  expect([nth, await outcomes()]).toEqual([2, [{ outcome: "deleted" }]]);
});

test("after the last try the owner is told what to do, and confirms it; nobody else can", async () => {
  outcome = "failed";
  await erase("Bleibt Bei Meta");
  for (let i = 0; i < 8; i++) await app.pass(13 * hour);
  expect(asked.length).toBe(7);
  const parked = await newest();
  expect(parked?.elsewhereOpen).toBe("parked");
  expect(parked?.elsewhere.map(({ de }) => de).join()).toMatch(/Versuche: 7.*WhatsApp Manager.*von Hand/);
  expect(parked?.mayAskAgain).toBe(true);
  const path = `/api/erasures/${parked?.id}/settle`;
  expect((await app.firm.office.call("POST", path, {})).statusCode).toBe(403);
  await app.firm.owner.post(path);
  expect((await newest())?.elsewhereOpen).toBe("no");
  expect(await sealed()).toEqual([]);
  expect((await app.firm.owner.call("POST", path, {})).statusCode).toBe(404);
  const told = await app.sql((tx) =>
    tx.selectFrom("audit_entry").select("subject_id").where("verb", "=", "settle-channel-deletion").execute(),
  );
  expect(told).toEqual([{ subject_id: parked?.id }]);
});

test("when the key of the address is gone, nobody is asked and no try is counted", async () => {
  outcome = "failed";
  await erase("Ohne Schlüssel");
  for (let days = 0; days < 9; days++) {
    app.clock.advance(day);
    await turnEpoch(app.deps, app.firm.tenantId);
  }
  await app.pass(minute);
  expect(asked.length).toBe(1);
  const parked = await newest();
  expect(parked?.elsewhereOpen).toBe("parked");
  expect(parked?.elsewhere.map(({ de }) => de).join()).toContain("Versuche: 1)");
  await app.firm.owner.post(`/api/erasures/${parked?.id}/settle`);
});

test("a queue that was lost with its machine is filled again from what is open", async () => {
  outcome = "failed";
  await erase("Über Eine Wiederherstellung");
  await app.deps.db.pool.query("delete from graphile_worker._private_jobs");
  await app.pass(hour);
  expect(asked.length).toBe(1);
  outcome = "unknown";
  await app.sql((tx) => resumeErasures(app.deps, tx, app.firm.tenantId));
  await app.drain();
  expect((await newest())?.elsewhereOpen).toBe("no");
});

test("a try that broke off for the last time is no longer said to go on: the night begins anew, the owner at once", async () => {
  outcome = "failed";
  await erase("Die Warteschlange Gab Auf");
  const giveUp = () =>
    app.deps.db.pool.query("update graphile_worker._private_jobs set attempts = max_attempts where key like $1", [
      "forget-at-channel:%",
    ]);
  const needs = async (who: "owner" | "office") =>
    Today.parse(await app.firm[who].get("/api/today")).needs.find(({ kind }) => kind === "erasures");
  expect(await needs("owner")).toBeUndefined();
  await giveUp();
  const stopped = await newest();
  expect(stopped?.elsewhereOpen).toBe("stopped");
  expect(stopped?.elsewhere.map(({ de }) => de).join()).not.toContain("versucht es weiter");
  expect(await needs("owner")).toEqual({ kind: "erasures", count: 1, path: "/recht/aufbewahrung" });
  expect(await needs("office")).toBeUndefined();
  await retryErasures(app.deps, app.firm.tenantId);
  await app.drain();
  expect(asked.length).toBe(2);
  expect((await newest())?.elsewhereOpen).toBe("waiting");
  await giveUp();
  const path = `/api/erasures/${stopped?.id}/ask-again`;
  expect((await app.firm.office.call("POST", path, {})).statusCode).toBe(403);
  outcome = "deleted";
  await app.firm.owner.post(path);
  await app.drain();
  expect([asked.length, (await newest())?.elsewhereOpen]).toEqual([3, "no"]);
  expect(await needs("owner")).toBeUndefined();
  expect((await app.firm.owner.call("POST", path, {})).statusCode).toBe(404);
});

test("an erasure that is not done, or that waits for a hand at Meta, stands in the owner's day", async () => {
  const count = async () =>
    Today.parse(await app.firm.owner.get("/api/today")).needs.find(({ kind }) => kind === "erasures")?.count ?? 0;
  const customer = app.firm.customer({ name: "Noch Nicht Gelöscht" });
  await customer.writes("Guten Tag");
  const { tenantId } = app.firm;
  const wish = {
    tenantId,
    contactId: await customer.contactId(),
    cause: "owner",
    actor: server,
    deviceId: null,
  } as const;
  const erasureId = await app.sql((tx) => beginErasure(app.deps, tx, wish));
  expect(await count()).toBe(1);
  outcome = "failed";
  await carryOutErasure(app.deps, { whatsapp: app.whatsapp }, tenantId, erasureId);
  expect(await count()).toBe(0);
  for (let i = 0; i < 8; i++) await app.pass(13 * hour);
  const { items } = ErasureList.parse(await app.firm.owner.get("/api/erasures"));
  expect(items.find(({ id }) => id === erasureId)?.elsewhereOpen).toBe("parked");
  expect(await count()).toBe(1);
  await app.firm.owner.post(`/api/erasures/${erasureId}/settle`);
  expect(await count()).toBe(0);
});
