import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { day } from "../platform/instant.ts";
import { appendAudit } from "./append-audit.action.ts";
import { server } from "./audit.ts";
import type { Finding } from "./chain.ts";
import { verifyAudit } from "./verify-audit.action.ts";
import { writeCheckpoint } from "./write-checkpoint.job.ts";

let t: TestDeps;
let tenantId: string;
/** Whoever has the whole database in hand: no wall, no trigger, no foreign key. */
let intruder: pg.Client;

beforeAll(async () => {
  t = await testDeps();
  intruder = new pg.Client({
    connectionString: inject("adminUrl").replace("/postgres?", `${/\/t_\w+\?/.exec(t.url)}`),
  });
  await intruder.connect();
  await intruder.query("SET session_replication_role = replica");
  await intruder.query("ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_actor_kind_check");
});
afterAll(async () => {
  await intruder.end();
  await t.close();
});

/** Each test has a business of its own with `count` deeds. */
beforeEach(async () => {
  tenantId = await t.addTenant();
  await deeds(5);
});

async function deeds(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await deed();
}

async function deed(): Promise<void> {
  await t.deps.db.withTenant(tenantId, (tx) =>
    appendAudit(t.deps, tx, {
      tenantId,
      actor: { kind: "member", id: randomUUID() },
      verb: "change-member",
      subjectKind: "member",
      subjectId: "m-1",
      details: { from: "office", to: "owner", Größe: 1 },
    }),
  );
}

async function kinds(): Promise<Finding["kind"][]> {
  const { ok, findings } = await verifyAudit(t.deps, tenantId);
  expect(ok).toBe(findings.length === 0);
  return [...new Set(findings.map((one) => one.kind))];
}

const change = (statement: string, ...values: unknown[]) => intruder.query(statement, [tenantId, ...values]);

describe("the chain of audit entries", () => {
  it("holds when nobody touched it", async () => {
    expect(await verifyAudit(t.deps, tenantId)).toEqual({
      ok: true,
      entries: 5,
      checkpoints: 0,
      restores: [],
      findings: [],
    });
  });

  it("finds one changed sign in any column of any of its tables", async () => {
    await writeCheckpoint(t.deps, tenantId);
    const columns = await intruder.query<{ table: string; column: string; type: string }>(
      `select table_name as table, column_name as column, data_type as type from information_schema.columns
       where table_schema = 'public' and table_name in ('audit_entry', 'audit_link', 'audit_head', 'audit_checkpoint')`,
    );
    expect(columns.rows).toHaveLength(9 + 4 + 3 + 5);
    const other: Record<string, string> = {
      uuid: "gen_random_uuid()",
      bytea: "set_byte(X, 3, get_byte(X, 3) # 1)",
      "timestamp with time zone": "X + interval '1 microsecond'",
      date: "X + 1",
      bigint: "X + 1000",
      text: "overlay(X placing 'ä' from 1 for 1)",
      jsonb: `replace(X::text, 'owner', 'ownes')::jsonb`,
    };
    for (const { table, column, type } of columns.rows) {
      tenantId = await t.addTenant();
      await deeds(3);
      await writeCheckpoint(t.deps, tenantId);
      const value = other[type]?.replaceAll("X", `"${column}"`);
      const done = await change(
        `update ${table} set "${column}" = ${value} where ctid = (select ctid from ${table} where tenant_id = $1 limit 1)`,
      );
      expect(done.rowCount).toBe(1);
      expect(await kinds(), `${table}.${column}`).not.toEqual([]);
    }
  });

  it("finds an entry that was removed from the middle, with and without its link", async () => {
    await change(
      "delete from audit_entry where audit_id = (select audit_id from audit_link where tenant_id = $1 and seq = 2)",
    );
    expect(await kinds()).toEqual(["removed"]);
    await change("delete from audit_link where tenant_id = $1 and seq = 2");
    expect(await kinds()).toContain("removed");
  });

  it("finds an end that was cut off", async () => {
    await change(
      "delete from audit_entry where audit_id = (select audit_id from audit_link where tenant_id = $1 and seq = 5)",
    );
    await change("delete from audit_link where tenant_id = $1 and seq = 5");
    expect(await kinds()).toEqual(["removed"]);
  });

  it("finds an end that was cut off with care, by the day's checkpoint and by the file alone", async () => {
    await writeCheckpoint(t.deps, tenantId);
    await change(
      "delete from audit_entry where audit_id = (select audit_id from audit_link where tenant_id = $1 and seq = 5)",
    );
    await change("delete from audit_link where tenant_id = $1 and seq = 5");
    await change(
      "update audit_head set seq = 4, link = (select link from audit_link where tenant_id = $1 and seq = 4) where tenant_id = $1",
    );
    expect(await kinds()).toEqual(["checkpoint"]);
    await change("delete from audit_checkpoint where tenant_id = $1");
    expect(await kinds()).toEqual(["checkpoint"]);
  });

  it("finds an entry that somebody inserted, alone or with a link of their own making", async () => {
    const insert = (id: string) =>
      change(
        `insert into audit_entry (tenant_id, audit_id, at, actor_kind, verb, subject_kind)
         values ($1, $2, now(), 'server', 'approve-device', 'device')`,
        id,
      );
    await insert(randomUUID());
    expect(await kinds()).toEqual(["inserted"]);
    tenantId = await t.addTenant();
    await deeds(2);
    const id = randomUUID();
    await insert(id);
    await change("insert into audit_link values ($1, 3, $2, sha256('forged'))", id);
    await change("update audit_head set seq = 3, link = sha256('forged') where tenant_id = $1");
    expect(await kinds()).toEqual(["changed"]);
  });

  it("finds two entries that changed places", async () => {
    await change("update audit_link set seq = seq + 100 where tenant_id = $1 and seq in (2, 3)");
    await change("update audit_link set seq = case seq when 102 then 3 else 2 end where tenant_id = $1 and seq > 100");
    expect(await kinds()).toEqual(["changed"]);
  });

  it("finds a checkpoint that was changed in the file", async () => {
    await writeCheckpoint(t.deps, tenantId);
    const path = join(t.deps.config.dataDir, "audit", `${tenantId}.jsonl`);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace('"seq":5', '"seq":4'));
    expect(await kinds()).toEqual(["checkpoint"]);
    writeFileSync(path, text.slice(0, -9));
    expect(await kinds()).toEqual(["checkpoint"]);
  });

  it("is numbered without a gap when many write at once, and some of them fail", async () => {
    const work = Array.from({ length: 40 }, (_, i) =>
      t.deps.db.withTenant(tenantId, async (tx) => {
        const entry = { tenantId, actor: server, verb: "change-member", subjectKind: "member" } as const;
        await appendAudit(t.deps, tx, entry);
        await appendAudit(t.deps, tx, entry);
        if (i % 4 === 0) throw new Error("a deed that failed");
      }),
    );
    const failed = (await Promise.allSettled(work)).filter(({ status }) => status === "rejected");
    expect(failed).toHaveLength(10);
    expect(await verifyAudit(t.deps, tenantId)).toMatchObject({ ok: true, entries: 5 + 60 });
  });

  it("takes in what was written before there was a chain", async () => {
    for (const table of ["audit_link", "audit_head"]) await change(`delete from ${table} where tenant_id = $1`);
    await deed();
    expect(await verifyAudit(t.deps, tenantId)).toMatchObject({ ok: true, entries: 6 });
  });

  it("has one checkpoint a day, and none for a day without a deed", async () => {
    await writeCheckpoint(t.deps, tenantId);
    await deed();
    await writeCheckpoint(t.deps, tenantId);
    expect((await verifyAudit(t.deps, tenantId)).checkpoints).toBe(1);
    t.clock.advance(day);
    await writeCheckpoint(t.deps, tenantId);
    t.clock.advance(day);
    await writeCheckpoint(t.deps, tenantId);
    expect(await verifyAudit(t.deps, tenantId)).toMatchObject({ ok: true, checkpoints: 2 });
  });
});
