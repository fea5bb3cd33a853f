import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ErasureList, RetentionView } from "../../src/contract/retention.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { listSealed } from "../../src/server/attachments/vault.adapter.ts";
import { server } from "../../src/server/audit/audit.ts";
import { holdContact } from "../../src/server/contacts/forget-contact.action.ts";
import { lockForOutcome } from "../../src/server/conversations/advance-message.action.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import { day } from "../../src/server/platform/instant.ts";
import { beginErasure } from "../../src/server/retention/begin-erasure.action.ts";
import { carryOutErasure } from "../../src/server/retention/carry-out-erasure.action.ts";
import { readHolds, readLedger } from "../../src/server/retention/erasure-ledger.adapter.ts";
import { ledgerEntry } from "../../src/server/retention/ledger-entry.action.ts";
import { replayErasures } from "../../src/server/retention/replay-erasures.action.ts";
import { replayHolds } from "../../src/server/retention/replay-holds.action.ts";
import { sweep } from "../../src/server/retention/sweep.job.ts";
import { tasks } from "../../src/tasks.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { noNetwork } from "../support/fake-channel.ts";
import { lockWaits } from "../support/lock-waits.ts";

/** ER-4: the ledger erases again after a restore, and only who was erased. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const ledger = () => readLedger(app.deps.config.dataDir);
const replay = async (entries?: Awaited<ReturnType<typeof ledger>>) =>
  await replayErasures(app.deps, entries ?? (await ledger()), [app.firm.tenantId]);
const names = async () => (await app.firm.office.inbox("limit=200")).map((row) => row.name);

/** The database goes when the ledger has been written and before the erasure commits. */
const lostBeforeCommit = async (): Promise<Deps> => {
  const before = (await ledger()).length;
  const withTenant: Deps["db"]["withTenant"] = (tenantId, work) =>
    app.deps.db.withTenant(tenantId, async (tx) => {
      const outcome = await work(tx);
      if ((await ledger()).length > before) throw new Error("the database is gone");
      return outcome;
    });
  return { ...app.deps, db: { ...app.deps.db, withTenant } };
};

const waits = async () => (await lockWaits(app)) > 0;
const begin = async (customer: Customer, cause: "period" | "request") => {
  const contactId = await customer.contactId();
  const wish = { tenantId: app.firm.tenantId, contactId, cause, actor: server, deviceId: null };
  return await app.sql((tx) => beginErasure(app.deps, tx, wish));
};

test("whoever writes after an erasure that the database lost is kept, also when a backup is restored", async () => {
  const { tenantId } = app.firm;
  const customer = app.firm.customer({ name: "Meldet Sich Noch" });
  await customer.writes("Was kostet ein Bad?");
  const contactId = await customer.contactId();
  app.clock.set("2027-08-01T02:00:00Z");
  await expect(sweep(await lostBeforeCommit(), tenantId, { whatsapp: app.whatsapp })).rejects.toThrow(
    "the database is gone",
  );
  expect((await ledger()).map((entry) => entry.contactId)).toEqual([contactId]);
  // The queue takes the erasure up again, and finds that its reason has gone.
  await customer.writes("Jetzt passt es doch.");
  expect(await customer.contactId()).toBe(contactId);
  expect(await replay()).toMatchObject({ erased: 0, refused: 0 });
  expect(await names()).toContain("Meldet Sich Noch");
  const told = await app.sql((tx) =>
    tx.selectFrom("audit_entry").select("verb").where("subject_id", "=", contactId).execute(),
  );
  expect(told.map(({ verb }) => verb)).toEqual(expect.arrayContaining(["erase-contact", "take-back-erasure"]));
  // Erased in earnest later, the last line counts again.
  expect(await carryOutErasure(app.deps, undefined, tenantId, await begin(customer, "request"))).toBe("done");
  expect((await ledger()).at(-1)).not.toHaveProperty("kept");
});

test("nobody keeps somebody by writing into the ledger", async () => {
  const customer = app.firm.customer({ name: "Ist Wieder Da" });
  await customer.writes("Guten Tag");
  const entry = ledgerEntry(app.deps, app.firm.tenantId, await customer.contactId());
  expect(await replay([entry, { ...entry, kept: true }])).toEqual({ erased: 1, nothingToDo: 0, refused: 1 });
  expect(await names()).not.toContain("Ist Wieder Da");
});

test("what a hold set since the backup keeps is restricted when the erasure is repeated, and gone the night after it", async () => {
  const { tenantId, owner } = app.firm;
  const customer = app.firm.customer({ name: "Klagt Noch" });
  await customer.writes("Das bezahle ich nicht.");
  const contactId = await customer.contactId();
  await owner.post("/api/holds", { contactId, kind: "legal", reason: "Klage", reviewOn: "2040-01-01" });
  await app.drain();
  // The backup is older than the hold and the erasure.
  await app.sql((tx) => tx.deleteFrom("retention_hold").execute());
  const replayAll = async () => {
    await replayHolds(app.deps, await readHolds(app.deps.config.dataDir), [tenantId]);
    await replay([ledgerEntry(app.deps, tenantId, contactId)]);
  };
  const view = async () => RetentionView.parse(await owner.get("/api/retention"));
  const locked = async () => (await view()).locked.find((one) => one.contactId === contactId)?.letters ?? 0;
  await replayAll();
  await replayAll();
  expect([await names(), await locked()]).toEqual([expect.not.arrayContaining(["Klagt Noch"]), 2]);
  const night = async () => {
    app.clock.advance(day);
    await sweep(app.deps, tenantId, { whatsapp: app.whatsapp });
  };
  await night();
  expect(await locked()).toBe(2);
  const [hold] = (await view()).holds;
  await owner.post(`/api/holds/${hold?.id}/release`);
  await app.drain();
  // Of that the backup knows nothing either: there the hold stands.
  await app.sql((tx) => tx.updateTable("retention_hold").set({ released_at: null, released_by: null }).execute());
  await replayAll();
  expect((await view()).holds).toEqual([]);
  await night();
  expect(await locked()).toBe(0);
});

test("nobody sets or releases a hold by writing into the ledger, and the night writes what is missing there", async () => {
  const { tenantId, owner } = app.firm;
  const { dataDir } = app.deps.config;
  await owner.post("/api/holds", { kind: "legal", reason: "Prozess", reviewOn: "2040-01-01" });
  const [line] = (await readHolds(dataDir)).slice(-1);
  if (!line?.hold) throw new Error("no line of the hold");
  const forged = [
    { ...line, at: app.clock.now().toISOString(), hold: null },
    { ...line, holdId: app.deps.ids.uuid() },
  ];
  expect(await replayHolds(app.deps, forged, [tenantId])).toEqual({ set: 0, released: 0 });
  writeFileSync(join(dataDir, "keys", "erasures.jsonl"), "");
  await tasks(app.deps, { whatsapp: app.whatsapp }, noNetwork).night?.({});
  expect((await readHolds(dataDir)).map(({ holdId, hold }) => [holdId, hold])).toEqual([[line.holdId, line.hold]]);
  await owner.post(`/api/holds/${line.holdId}/release`);
  await app.drain();
  expect((await readHolds(dataDir)).map(({ hold }) => hold)).toEqual([line.hold, null]);
});

test("whoever asks for deletion while the end of the period is under way is deleted, although they have written", async () => {
  const customer = app.firm.customer({ name: "Will Weg" });
  await customer.writes("Was kostet ein Dach?");
  const begun = await begin(customer, "period");
  expect(await begin(customer, "request")).toBe(begun);
  expect(await carryOutErasure(app.deps, undefined, app.firm.tenantId, begun)).toBe("done");
  expect(await names()).not.toContain("Will Weg");
});

test("erased in the moment in which their notice is on its way, nobody waits for the other in a circle", async () => {
  const { tenantId } = app.firm;
  const customer = app.firm.customer({ name: "Falsch Verbunden" });
  await customer.writes("Falsch verbunden");
  const conversationId = await customer.conversationId();
  const begun = await begin(customer, "request");
  const erased = await app.sql(async (tx) => {
    // As PATH 2 does: the conversation first, then the row of the outbox.
    await lockForOutcome(tx, conversationId);
    const erasing = carryOutErasure(app.deps, undefined, tenantId, begun);
    await expect.poll(waits).toBe(true);
    await sql`select from outbox where conversation_id = ${conversationId} for update`.execute(tx);
    return { erasing };
  });
  expect(await erased.erasing).toBe("done");
  expect(await names()).not.toContain("Falsch Verbunden");
});

test("asked for in the moment in which the end of the period is carried out, nobody waits for the other in a circle", async () => {
  const { tenantId } = app.firm;
  const customer = app.firm.customer({ name: "Beides Zugleich" });
  await customer.writes("Was kostet ein Tor?");
  const contactId = await customer.contactId();
  const begun = await begin(customer, "period");
  const { erasing } = await app.sql(async (tx) => {
    await holdContact(tx, contactId);
    const begunErasing = { erasing: carryOutErasure(app.deps, undefined, tenantId, begun) };
    await expect.poll(waits).toBe(true);
    const wish = { tenantId, contactId, cause: "request", actor: server, deviceId: null } as const;
    expect(await beginErasure(app.deps, tx, wish)).toBe(begun);
    return begunErasing;
  });
  expect(await erasing).toBe("done");
  expect(await names()).not.toContain("Beides Zugleich");
});

test("the sweep takes nothing out of a conversation somebody is at, and is waited for by nobody in a circle", async () => {
  const { tenantId } = app.firm;
  const customer = app.firm.customer({ name: "Meldet Sich Gerade" });
  await customer.writes("Was kostet ein Zaun?");
  const conversationId = await customer.conversationId();
  app.clock.set("2028-08-01T02:00:00Z");
  const messages = () =>
    app.sql((tx) => sql`select from message where conversation_id = ${conversationId}`.execute(tx));
  await app.sql(async (tx) => {
    await lockForOutcome(tx, conversationId);
    await sweep(app.deps, tenantId, { whatsapp: app.whatsapp });
  });
  expect((await messages()).rows).not.toEqual([]);
  app.clock.set("2028-08-02T02:00:00Z");
  await sweep(app.deps, tenantId, { whatsapp: app.whatsapp });
  expect((await messages()).rows).toEqual([]);
});

test("erased in the moment in which they write again, the words come from somebody new", async () => {
  const { tenantId } = app.firm;
  const customer = app.firm.customer({ name: "Schreibt Gerade" });
  await customer.writes("Guten Tag");
  const [conversationId, contactId] = [await customer.conversationId(), await customer.contactId()];
  const begun = await begin(customer, "request");
  // PATH 1 is under way: it has its turn and would hold the conversation next.
  const { erasing } = await app.sql(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`ingest ${tenantId}`}, 0))`.execute(tx);
    const begunErasing = { erasing: carryOutErasure(app.deps, undefined, tenantId, begun) };
    await expect.poll(waits).toBe(true);
    await lockForOutcome(tx, conversationId);
    return begunErasing;
  });
  expect(await erasing).toBe("done");
  await customer.writes("Noch etwas");
  expect(await customer.contactId()).not.toBe(contactId);
});

test("killed after the commit, the files go when the server is back, not in the night", async () => {
  const { tenantId } = app.firm;
  const customer = app.firm.customer({ name: "Hat Fotos" });
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  await customer.sends({ type: "image", image: { id: "9001", mime_type: "image/jpeg", sha256: "" } });
  await app.drain();
  const lying = async () => {
    let count = 0;
    for await (const _ of listSealed(app.deps.config.dataDir, tenantId)) count += 1;
    return count;
  };
  expect(await lying()).toBeGreaterThan(0);
  const erasureId = await begin(customer, "request");
  await new Promise<void>((committed) => {
    // A process that was killed hears no answer any more.
    const withTenant: Deps["db"]["withTenant"] = async (tenant, work) => {
      const outcome = await app.deps.db.withTenant(tenant, work);
      if (!Array.isArray(outcome)) return outcome;
      committed();
      return await new Promise(() => {});
    };
    void carryOutErasure({ ...app.deps, db: { ...app.deps.db, withTenant } }, undefined, tenantId, erasureId);
  });
  expect(await lying()).toBeGreaterThan(0);
  await app.drain();
  expect(await lying()).toBe(0);
});

test("an erasure the queue has given up is said not to be done, and taken up again by the next night", async () => {
  const customer = app.firm.customer({ name: "Bleibt Liegen" });
  await customer.writes("Bitte alles löschen.");
  const erasureId = await begin(customer, "request");
  await app.deps.db.pool.query(
    "update graphile_worker._private_jobs set attempts = max_attempts, run_at = '2100-01-01' where key = $1",
    [`erase-contact:${erasureId}`],
  );
  await app.drain();
  const doneAt = async () => {
    const { items } = ErasureList.parse(await app.firm.owner.get("/api/erasures"));
    return items.find(({ id }) => id === erasureId)?.doneAt;
  };
  expect(await doneAt()).toBeNull();
  await tasks(app.deps, { whatsapp: app.whatsapp }, noNetwork).night?.({});
  await app.drain();
  expect(await doneAt()).not.toBeNull();
  expect(await names()).not.toContain("Bleibt Liegen");
});
