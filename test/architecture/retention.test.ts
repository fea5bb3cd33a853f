import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { commentParts, readTables } from "../../generate/data-map.ts";
import { sweep } from "../../src/server/retention/sweep.job.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { filesBelow } from "./source-files.ts";

/** A period that is printed is kept: every table whose class ends has something that deletes its rows. */

/** Tables with a class of their own whose rows nobody removes one by one, and why. */
const stays: Readonly<Record<string, string>> = {
  ampel_state: "what holds today, overwritten; goes with the business",
  audit_head: "the newest link, one row; goes with the business",
  audit_start: "where the chain begins now, one row; goes with the business",
  bank_detail: "accounts of the business itself; goes with the business",
  channel_account: "a channel of the business; messages point to it as long as they stay",
  contract_file: "papers of the business about a firm, of no customer",
  customer_page: "how the page looks today, one row; goes with the business",
  host_agreement: "the contract the installation runs on; it ends with the business",
  impact_assessment: "papers of the business about itself, of no person",
  imprint: "what stands in it today, one row; goes with the business",
  intake: "laid out within seconds by the ingest, which deletes by SQL (lay_out_deliveries)",
  letter: "emptied when its period is over; number and hash hold the chain together",
  member: "the name goes when the period is over; what they did keeps a role",
  metadata_profile: "what holds today, one row; goes with the business",
  notice: "words for everybody, to which the proofs of delivery point",
  recovery_sheet: "what holds today, one row; goes with the business",
  ruleset: "numbers of the business, to which decisions point",
  setup_step: "what holds today; goes with the business",
  subprocessor_change: "papers of the business about a firm, of no customer",
  team_setting: "what holds today, one row; goes with the business",
  tenant: "the business itself",
  transfer_switch: "what holds today; goes with the business",
  work_rule: "what holds today, one row; goes with the business",
};

/** Classes of cases; for each table the column by which it is old, and what else makes it over. */
const caseClasses = /^LK-(6|9|10)$/;
const over: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  channel_forget: { outcome: "deleted" },
  consent_event: { purpose: "advertising", state: "granted" },
  erasure: { cause: "request" },
  incident: {},
  news: { state: "done" },
  news_recipient: { state: "sent" },
  retention_hold: { kind: "legal" },
  subject_packet: { state: "gone" },
  subject_request: { kind: "access", source: "page", state: "answered", identity_proof: "channel" },
  subject_review: { item_kind: "message", choice: "show" },
};
/** What keeps a case although it is as old as the others. */
const open: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  channel_forget: { outcome: "parked" },
  erasure: { cause: "request", done_at: null },
  incident: { closed_at: null, decided_at: null, decision_id: null },
  news: { state: "paused" },
  retention_hold: { kind: "tax", released_at: null, contact_id: null, conversation_id: null },
  subject_request: { ...over.subject_request, state: "open", closed_at: null },
};
const long = "2010-03-01T09:00:00Z";

let app: TestApp;
/** Writes rows as an old installation left them, with what they point to missing. */
let hand: pg.Client;
let classes: Map<string, string>;

beforeAll(async () => {
  app = await buildTestApp();
  classes = new Map(
    (await readTables(app.url)).map(({ table, comment }) => [table, commentParts(comment).class ?? ""]),
  );
  hand = new pg.Client({
    connectionString: inject("adminUrl").replace("/postgres?", `${/\/t_\w+\?/.exec(app.url)}`),
  });
  await hand.connect();
  await hand.query("SET session_replication_role = replica");
});
afterAll(async () => {
  await hand.end();
  await app.stop();
});

const ofCases = () => [...classes].filter(([, kind]) => caseClasses.test(kind)).map(([table]) => table);

/** One row, every column filled; times lie long back, and ids are `id` unless they are given. */
async function row(table: string, id: string, given: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const { rows } = await hand.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO'`,
    [table],
  );
  const value = ({ name, type }: { name: string; type: string }): unknown => {
    if (name in given) return given[name];
    if (name === "tenant_id") return app.firm.tenantId;
    if (type === "uuid") return id;
    if (type.startsWith("timestamp")) return long;
    if (type === "date") return long.slice(0, 10);
    if (type === "bytea") return Buffer.alloc(32, id);
    if (type === "boolean") return false;
    if (type === "jsonb") return name === "kept" || name === "marks" || name === "channel_book" ? "[]" : "{}";
    if (type === "ARRAY") return "{}";
    if (name === "channel_kind") return "webchat";
    if (type === "text") return "x";
    return Number.parseInt(id.slice(-3), 16);
  };
  const names = rows.map((column) => `"${column.name}"`);
  await hand.query(
    `insert into "${table}" (${names.join(", ")}) values (${names.map((_, at) => `$${at + 1}`).join(", ")})`,
    rows.map(value),
  );
}

const there = async (table: string, id: string): Promise<boolean> => {
  const found = await hand.query(`select from "${table}" t where to_jsonb(t)::text like '%' || $1 || '%'`, [id]);
  return (found.rowCount ?? 0) > 0;
};
const left = async (id: string) => {
  const found: string[] = [];
  for (const table of ofCases()) if (await there(table, id)) found.push(table);
  return found;
};
const night = async (at: string) => {
  app.clock.set(at);
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
};

it("what a standing hold keeps is asked in one place, platform/db/under-hold.ts", () => {
  const asking = filesBelow(["src/server"], /[.]ts$/).filter(
    ({ text }) => /retention_hold h\b/.test(text) && /h[.](released_at is null|kind = )/.test(text),
  );
  expect(asking.map(({ path }) => path)).toEqual(["src/server/platform/db/under-hold.ts"]);
});

describe("every class that ends", () => {
  it("has, for each of its tables, something that deletes rows", async () => {
    const { rows } = await hand.query<{ name: string }>(
      "select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confdeltype = 'c'",
    );
    const cascades = new Set(rows.map(({ name }) => name));
    const source = filesBelow(["src/server"], /(?<!\.test)\.ts$/)
      .map(({ text }) => text)
      .join("\n");
    // A plain statement, a loop over names, or a line in a list of what is over.
    const ways = (table: string) => [
      `deleteFrom\\("${table}( as \\w+)?"\\)`,
      `delete from ${table}\\b`,
      `for \\(const table of \\[[^\\]]*"${table}"`,
      `\\[\\s*"${table}",\\s*\\(before`,
    ];
    const deleted = (table: string) => new RegExp(ways(table).join("|"), "i").test(source);
    const kept = [...classes]
      .filter(([table, kind]) => kind !== "none" && !caseClasses.test(kind) && !cascades.has(table) && !deleted(table))
      .map(([table]) => table);
    expect(kept).toEqual(Object.keys(stays).sort());
  });

  it("names every table of the cases here, so that none is forgotten", () => {
    expect(ofCases().sort()).toEqual(Object.keys(over).sort());
  });
});

describe("cases (LK-6, LK-9, LK-10)", () => {
  const id = "0a0a0a0a-0000-7000-8000-000000000001";
  const kept = "0a0a0a0a-0000-7000-8000-000000000002";
  const young = "0a0a0a0a-0000-7000-8000-000000000003";
  const heldId = "0a0a0a0a-0000-7000-8000-000000000004";

  it("go when their period is over, each table of them", async () => {
    // Somebody who was erased long ago: on their ids hang proofs.
    await row("contact", id, { recipient_type: "consumer", age: "unknown", employee_relation: "none" });
    await row("identity", id, { first_inbound_id: null, meta_preference: null });
    for (const [table, given] of Object.entries(over)) await row(table, id, given);
    expect((await left(id)).sort()).toEqual(Object.keys(over).sort());
    await night("2026-11-25T02:00:00Z");
    await night("2026-11-26T02:00:00Z");
    expect(await left(id)).toEqual([]);
    expect([await there("contact", id), await there("identity", id)]).toEqual([false, false]);
  });

  it("stay while they are open, however old they are", async () => {
    for (const [table, given] of Object.entries(open)) await row(table, kept, given);
    await row("subject_review", kept, over.subject_review);
    await row("news_recipient", kept, over.news_recipient);
    await night("2026-11-27T02:00:00Z");
    expect((await left(kept)).sort()).toEqual([...Object.keys(open), "news_recipient", "subject_review"].sort());
  });

  it("stay until the end of the third year, a breach until five years are over", async () => {
    const times = { done_at: "2023-12-31T22:30:00Z", closed_at: "2022-01-10T09:00:00Z", at: "2023-12-31T22:30:00Z" };
    await row("erasure", young, { ...over.erasure, ...times });
    await row("incident", young, { closed_at: times.closed_at });
    await row("news", young, { ...over.news, created_at: times.at });
    await row("subject_request", young, { ...over.subject_request, closed_at: "2023-02-01T09:00:00Z" });
    await night("2026-12-31T02:00:00Z");
    expect((await left(young)).sort()).toEqual(["erasure", "incident", "news", "subject_request"]);
    await night("2027-01-09T02:00:00Z");
    expect(await left(young)).toEqual(["incident"]);
    await night("2027-01-12T02:00:00Z");
    expect(await left(young)).toEqual([]);
  });

  it("stay under a legal hold, and go when it is released", async () => {
    const hold = "0a0a0a0a-0000-7000-8000-00000000000f";
    const standing = { kind: "legal", released_at: null, contact_id: heldId, conversation_id: null };
    await row("retention_hold", hold, standing);
    await row("identity", heldId, { first_inbound_id: null, meta_preference: null });
    for (const table of ["erasure", "news", "news_recipient", "subject_request", "subject_review"])
      await row(table, heldId, over[table]);
    await night("2027-01-13T02:00:00Z");
    expect((await left(heldId)).filter((table) => table !== "retention_hold").sort()).toEqual([
      "erasure",
      "news",
      "news_recipient",
      "subject_request",
      "subject_review",
    ]);
    await hand.query("update retention_hold set released_at = now() where hold_id = $1", [hold]);
    await night("2027-01-14T02:00:00Z");
    expect((await left(heldId)).filter((table) => table !== "retention_hold")).toEqual([]);
  });
});
