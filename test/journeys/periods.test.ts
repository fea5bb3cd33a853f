import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { z } from "zod";
import { RetentionView } from "../../src/contract/retention.ts";
import { ShownName } from "../../src/contract/words.ts";
import { verifyAudit } from "../../src/server/audit/verify-audit.action.ts";
import { writeCheckpoint } from "../../src/server/audit/write-checkpoint.job.ts";
import { germanName } from "../../src/server/contacts/shown-name.ts";
import { keepRecords } from "../../src/server/records/keep-records.job.ts";
import { sweep } from "../../src/server/retention/sweep.job.ts";
import type { Customer } from "../support/a-customer.ts";
import { whileHeld } from "../support/a-hold.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** What is no message ends by itself as well: decisions, the audit, sign-ins, devices, names of people who left. */
let app: TestApp;
let customer: Customer;
/** Whoever has the whole database in hand. */
let intruder: pg.Client;

beforeAll(async () => {
  app = await buildTestApp();
  intruder = new pg.Client({
    connectionString: inject("adminUrl").replace("/postgres?", `${/\/t_\w+\?/.exec(app.url)}`),
  });
  await intruder.connect();
  await intruder.query("SET session_replication_role = replica");
  customer = app.firm.customer({ name: "Hat Bestellt" });
  await customer.writes("Bitte ein neues Waschbecken");
  await app.firm.office.post(`/api/contacts/${await customer.contactId()}/order`, { openOrder: true });
  await app.firm.office.reply(await customer.conversationId(), "Gut, wir kommen am Montag um acht.");
  await writeCheckpoint(app.deps, app.firm.tenantId);
});
afterAll(async () => {
  await intruder.end();
  await app.stop();
});

const view = async () => RetentionView.parse(await app.firm.owner.get("/api/retention"));
const record = async (what: string) => (await view()).records.find((row) => row.what === what);
const lastSweep = async () => (await view()).sweeps[0]?.deleted ?? {};
const decisions = () => app.sql((tx) => tx.selectFrom("decision").selectAll().orderBy("decision_id").execute());
const audit = () => verifyAudit(app.deps, app.firm.tenantId);
const night = async (at: string) => {
  app.clock.set(at);
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
};

test("a decision cannot be changed or removed while its period runs, not even by a slip of our own", async () => {
  const change = app.sql((tx) => tx.updateTable("decision").set({ verdict: "deny" }).execute());
  await expect(change).rejects.toThrow("append-only");
  await expect(app.sql((tx) => tx.deleteFrom("decision").execute())).rejects.toThrow("append-only");
  await expect(app.sql((tx) => tx.deleteFrom("audit_link").execute())).rejects.toThrow("append-only");
});

test("a text somebody began and the mark of an advert go after a week, and not before (LK-0)", async () => {
  const id = await customer.conversationId();
  await app.firm.office.call("PUT", `/api/conversations/${id}/draft`, { text: "Angefangen" });
  await app.sql(async (tx) => {
    const columns = ["m.tenant_id", "m.message_id", "c.identity_id"] as const;
    const said = tx.selectFrom("message as m").innerJoin("conversation as c", "c.conversation_id", "m.conversation_id");
    const row = await said.select(columns).executeTakeFirstOrThrow();
    await tx
      .insertInto("advert_print")
      .values({ ...row, print: [1], at: app.clock.now() })
      .execute();
  });
  const left = () =>
    app.sql(async (tx) => [
      (await tx.selectFrom("draft").selectAll().execute()).length,
      (await tx.selectFrom("advert_print").selectAll().execute()).length,
    ]);
  await night("2026-11-30T02:00:00Z");
  expect(await left()).toEqual([1, 1]);
  await night("2026-12-03T02:00:00Z");
  expect(await left()).toEqual([0, 0]);
});

test("after six months a decision no longer says who, but still that it was the same somebody", async () => {
  const before = await decisions();
  const people = new Set(before.map((row) => row.actor_id).filter((id) => id !== null));
  expect(people.size).toBeGreaterThan(0);
  app.clock.set("2027-05-24T10:00:00Z");
  const due = await record("veiled");
  expect([due?.on, due?.count]).toEqual(["2027-06-01", before.length]);
  await night("2027-05-24T11:00:00Z");
  expect((await decisions()).filter((row) => row.veiled)).toEqual([]);
  await night("2027-05-25T01:00:00Z");
  const known = new Set(before.map((row) => row.decision_id));
  const after = (await decisions()).filter((row) => known.has(row.decision_id));
  expect((await lastSweep()).veiled).toBe(before.length);
  expect(after.every((row) => row.veiled && row.device_id === null)).toBe(true);
  expect(after.some((row) => row.actor_id !== null && people.has(row.actor_id))).toBe(false);
  expect(new Set(after.map((row) => row.actor_id).filter((id) => id !== null)).size).toBe(people.size);
  const rest = ({ actor_id: _, device_id: __, veiled: ___, ...row }: (typeof after)[number]) => row;
  expect(after.map(rest)).toEqual(before.map(rest));
  const thread = await app.firm.office.thread(await customer.conversationId());
  const message = thread.find((one) => one.direction === "out" && one.author !== null)?.id;
  const shown = z
    .array(z.object({ actor: ShownName }))
    .parse(await app.firm.office.get(`/api/messages/${message}/decisions`));
  expect(shown.map((row) => germanName(row.actor))).toContain("Ein Programm des Betriebs");
});

test("decisions and audit go on the first of January after three years, counted beforehand and proven afterwards", async () => {
  const [made, chain] = [await decisions(), await audit()];
  const old = made.filter((row) => row.at < new Date("2026-12-31T23:00:00Z")).length;
  app.clock.set("2029-12-31T10:00:00Z");
  const due = await record("decisions");
  expect(due?.on).toBe("2030-01-01");
  expect(due?.count).toBeGreaterThan(0);
  const entries = await record("auditEntries");
  await night("2029-12-31T22:30:00Z");
  expect((await lastSweep()).decisions).toBeUndefined();
  await night("2029-12-31T23:30:00Z");
  const gone = await lastSweep();
  expect([gone.decisions, gone.auditEntries]).toEqual([due?.count, entries?.count]);
  // The decision on which the open channel rests stays as long as the channel does, if one points to it.
  expect((await decisions()).filter((row) => row.at < new Date("2026-12-31T23:00:00Z")).length).toBe(
    old - (gone.decisions ?? 0),
  );
  const now = await audit();
  expect(now.findings).toEqual([]);
  expect(now.entries).toBeLessThan(chain.entries + 20);
  expect(now.entries).toBeGreaterThan(0);
});

test("the shortened chain still finds a flipped byte, an old entry put back, and a beginning that was moved", async () => {
  const { tenantId } = app.firm;
  const kinds = async () => [...new Set((await audit()).findings.map((one) => one.kind))];
  const flip = (column: string, table: string) =>
    intruder.query(`update ${table} set ${column} = set_byte(${column}, 3, get_byte(${column}, 3) # 1)
      where tenant_id = '${tenantId}' and seq = (select max(seq) from ${table} where tenant_id = '${tenantId}')`);
  for (const [column, table, kind] of [
    ["link", "audit_link", "changed"],
    ["link", "audit_start", "head"],
    ["seal", "audit_start", "head"],
  ] as const) {
    await flip(column, table);
    expect(await kinds(), `${table}.${column}`).toContain(kind);
    await flip(column, table);
    expect(await kinds()).toEqual([]);
  }
  await intruder.query(
    `insert into audit_link (tenant_id, seq, audit_id, link)
     select tenant_id, 1, gen_random_uuid(), link from audit_start where tenant_id = $1`,
    [tenantId],
  );
  expect(await kinds()).toEqual(["inserted"]);
  await intruder.query("delete from audit_link where tenant_id = $1 and seq = 1", [tenantId]);
  await intruder.query("update audit_start set seq = seq + 1 where tenant_id = $1", [tenantId]);
  expect(await kinds()).toContain("head");
  await intruder.query("update audit_start set seq = seq - 1 where tenant_id = $1", [tenantId]);
  await app.firm.owner.post("/api/holds", { kind: "legal", reason: "Rechtsstreit", reviewOn: "2031-01-01" });
  expect(await kinds()).toEqual([]);
});

test("while a legal hold covers the whole business, its proofs stay", async () => {
  await app.firm.office.reply(await customer.conversationId(), "Ihr Termin steht.").catch(() => undefined);
  await night("2034-01-02T01:00:00Z");
  expect([(await lastSweep()).decisions, (await lastSweep()).auditEntries]).toEqual([undefined, undefined]);
  const [hold] = (await view()).holds;
  await app.firm.owner.post(`/api/holds/${hold?.id}/release`);
  await night("2034-01-03T01:00:00Z");
  expect((await lastSweep()).auditEntries).toBeGreaterThan(0);
  expect((await audit()).findings).toEqual([]);
});

test("twelve months after the end of an access its sign-ins, its device and the name are gone", async () => {
  const { tenantId } = app.firm;
  const [memberId, deviceId] = [app.deps.ids.uuid(), app.deps.ids.uuid()];
  const now = app.clock.now();
  await app.sql(async (tx) => {
    await tx
      .insertInto("member")
      .values({ tenant_id: tenantId, member_id: memberId, name: "Kalle Gegangen", role: "crew", created_at: now })
      .execute();
    await tx
      .insertInto("device")
      .values({
        tenant_id: tenantId,
        device_id: deviceId,
        member_id: memberId,
        label: "Kalles Telefon",
        owned_by_business: true,
        public_key: "{}",
        thumbprint: "kalle",
        state: "revoked",
        compare_code: "1234",
        requested_at: now,
        decided_at: now,
      })
      .execute();
    await tx
      .insertInto("session")
      .values({
        tenant_id: tenantId,
        session_id: app.deps.ids.uuid(),
        secret_hash: Buffer.from("kalle"),
        member_id: memberId,
        device_id: deviceId,
        created_at: now,
        last_seen_at: now,
        expires_at: now,
        revoked_at: now,
      })
      .execute();
    await tx.updateTable("member").set({ disabled_at: now }).where("member_id", "=", memberId).execute();
  });
  const left = () =>
    app.sql(async (tx) => [
      (await tx.selectFrom("member").select("name").where("member_id", "=", memberId).execute())[0]?.name,
      (await tx.selectFrom("device").select("label").where("device_id", "=", deviceId).execute()).length,
      (await tx.selectFrom("session").select("session_id").where("member_id", "=", memberId).execute()).length,
    ]);
  await night("2035-01-03T01:00:00Z");
  expect(await left()).toEqual(["Kalle Gegangen", 1, 1]);
  expect([(await record("members"))?.count, (await record("sessions"))?.count]).toEqual([1, expect.any(Number)]);
  await whileHeld(app, async () => {
    await night("2035-01-04T01:00:00Z");
    expect(await left(), "a legal hold keeps them").toEqual(["Kalle Gegangen", 1, 1]);
    expect([await lastSweep(), (await record("members"))?.count]).toEqual([{}, 0]);
  });
  // The sign-in goes first: the device stays while anything points to it.
  await night("2035-01-05T01:00:00Z");
  expect(await left()).toEqual(["Ausgeschieden", 0, 0]);
  expect(await lastSweep()).toMatchObject({ members: 1, devices: 1, sessions: 1 });
});

test("of the records of the business the newest of each kind stays, and older ones go after three years", async () => {
  const { firm, deps } = app;
  const versions = () =>
    app.sql(async (tx) => {
      const rows = await tx.selectFrom("record_version").select(["kind", "version"]).orderBy("version").execute();
      return Map.groupBy(rows, (row) => row.kind);
    });
  const { tenantId } = firm;
  await keepRecords(deps, tenantId);
  const one = { tenant_id: tenantId, member_id: deps.ids.uuid(), name: "Ida Neu", role: "crew" } as const;
  await app.sql((tx) =>
    tx
      .insertInto("member")
      .values({ ...one, created_at: app.clock.now() })
      .execute(),
  );
  await keepRecords(deps, tenantId);
  const made = await versions();
  const older = [...made.values()].reduce((sum, rows) => sum + rows.length - 1, 0);
  expect(older).toBeGreaterThan(0);
  await night("2038-12-31T12:00:00Z");
  expect(await versions()).toEqual(made);
  app.clock.set("2038-12-31T13:00:00Z");
  expect((await record("proofs"))?.count).toBeGreaterThanOrEqual(older);
  await night("2039-01-01T12:00:00Z");
  expect(await versions()).toEqual(new Map([...made].map(([kind, rows]) => [kind, rows.slice(-1)])));
});
