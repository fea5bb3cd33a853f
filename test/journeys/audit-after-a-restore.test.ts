import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { verifyAudit } from "../../src/server/audit/verify-audit.action.ts";
import { writeCheckpoint } from "../../src/server/audit/write-checkpoint.job.ts";
import { day } from "../../src/server/platform/instant.ts";
import type { Customer } from "../support/a-customer.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { backedUp, type Elsewhere, elsewhere, type Kept, openRestored, signedInAgain } from "../support/restored.ts";

/**
 * A machine is lost a day after its last backup. Its checkpoints of the audit were saved beside it; the archive lies
 * behind the newest of them. What can still be proven is proven, and what was lost is said.
 */
let app: TestApp;
let kept: Kept;
let there: Elsewhere;
let restored: Awaited<ReturnType<typeof openRestored>>;
let customer: Customer;
let ownersPhone: TestBrowser;
let intruder: pg.Client;

beforeAll(async () => {
  ({ app, owner: ownersPhone } = await buildOwnedApp());
  customer = app.firm.customer({ name: "Schickt Fotos" });
  await customer.writes("Guten Tag");
  app.whatsapp.fetchMedia = async () => ({ kind: "unreachable" });
  for (const id of ["7001", "7002"])
    await expect(customer.sends({ type: "image", image: { id, mime_type: "image/jpeg", sha256: "" } })).rejects.toThrow(
      "did not hand over",
    );
  const { tenantId } = app.firm;
  await deed();
  await writeCheckpoint(app.deps, tenantId);
  await deed();
  kept = await backedUp(app);
  app.clock.advance(day);
  await deed();
  await writeCheckpoint(app.deps, tenantId);
  there = await elsewhere();
  cpSync(join(app.deps.config.dataDir, "audit"), join(there.dataDir, "audit"), { recursive: true });
  const done = there.restore(kept);
  expect(done.said).toContain("Wiederhergestellt");
  restored = await openRestored(app, there);
  intruder = new pg.Client({
    connectionString: inject("adminUrl").replace("/postgres?", `${/\/t_\w+\?/.exec(there.url)}`),
  });
  await intruder.connect();
  await intruder.query("SET session_replication_role = replica");
});
afterAll(async () => {
  await intruder?.end();
  await restored?.stop();
  await there?.drop();
  await app.stop();
});

/** Anything that leaves a line in the audit. */
async function deed(): Promise<void> {
  await app.firm.office.call("PATCH", `/api/contacts/${await customer.contactId()}`, {
    name: `${app.deps.ids.uuid()}`,
  });
  await app.firm.office.post(`/api/contacts/${await customer.contactId()}/order`, { openOrder: true });
  await app.firm.office.post(`/api/contacts/${await customer.contactId()}/order`, { openOrder: false });
}
const verify = () => verifyAudit(restored.deps, app.firm.tenantId);
const aside = () => {
  const audit = join(there.dataDir, "audit");
  const folder = readdirSync(audit).find((name) => name.startsWith("vor-")) ?? "";
  return join(audit, folder, `${app.firm.tenantId}.jsonl`);
};

test("the audit holds, and says that and when an older state was restored, and what that cost", async () => {
  const found = await verify();
  expect(found.findings).toEqual([]);
  expect(found.restores).toMatchObject([{ fitting: 1, lost: 1 }]);
  expect(existsSync(join(there.dataDir, "audit", `${app.firm.tenantId}.jsonl`))).toBe(false);
  expect(readFileSync(aside(), "utf8").split("\n").filter(Boolean)).toHaveLength(2);
});

test("it goes on behind the restore, with checkpoints of its own", async () => {
  const phone = await signedInAgain(restored, ownersPhone);
  expect((await phone.send("POST", "/api/restore-pause/confirm")).statusCode).toBe(200);
  app.clock.advance(day);
  await writeCheckpoint(restored.deps, app.firm.tenantId);
  const found = await verify();
  expect([found.ok, found.restores.length, found.checkpoints]).toEqual([true, 1, 2]);
});

test("one turned byte is found, before the restore, behind it, and in the checkpoints that were set aside", async () => {
  const [restore] = (await verify()).restores;
  const { rows } = await intruder.query<{ last: number }>(
    "select seq::int as last from audit_head where tenant_id = $1",
    [app.firm.tenantId],
  );
  const turn = (seq: number) =>
    intruder.query(
      "update audit_link set link = set_byte(link, 3, get_byte(link, 3) # 1) where tenant_id = $1 and seq = $2",
      [app.firm.tenantId, seq],
    );
  for (const seq of [2, restore?.head ?? 0, rows[0]?.last ?? 0]) {
    await turn(seq);
    expect(
      (await verify()).findings.map((one) => one.seq),
      String(seq),
    ).toContain(seq);
    await turn(seq);
    expect((await verify()).ok).toBe(true);
  }
  const whole = readFileSync(aside(), "utf8");
  for (const [what, text] of [
    ["a seal", whole.replace(/"seal":"(.)/, (_, c: string) => `"seal":"${c === "0" ? "1" : "0"}`)],
    ["the lost day", whole.replace(/"seq":\d+([^\n]*\n)$/, '"seq":1$1')],
    ["a line", whole.trimStart().split("\n").slice(1).join("\n")],
    ["everything", ""],
  ] as const) {
    writeFileSync(aside(), text);
    expect(
      (await verify()).findings.map((one) => one.kind),
      what,
    ).toContain("checkpoint");
  }
  writeFileSync(aside(), whole);
  expect((await verify()).ok).toBe(true);
});

test("photos that were on their way then are fetched again, or are gone with the reason", async () => {
  const gone = "WhatsApp hält die Datei nicht mehr bereit. Sieh auf dem Telefon nach.";
  restored.whatsapp.fetchMedia = async ({ id }) =>
    id === "7001"
      ? { kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" }
      : { kind: "gone", whyDe: gone };
  await restored.drain();
  const rows = await restored.deps.db.withTenant(app.firm.tenantId, (tx) =>
    tx.selectFrom("attachment").select(["state", "why_gone"]).orderBy("state").execute(),
  );
  expect(rows.map((row) => [row.state, row.why_gone])).toEqual([
    ["gone", gone],
    ["stored", null],
  ]);
});
