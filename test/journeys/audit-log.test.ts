import { afterAll, beforeAll, expect, test } from "vitest";
import type { AuditPage } from "../../src/contract/audit.ts";
import { appendAudit } from "../../src/server/audit/append-audit.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Role } from "../../src/server/platform/caller.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** "steht im Protokoll": whoever must check it (users' step D6) reads it on a screen, and nobody else. */
let app: TestApp;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  app = await buildTestApp();
  for (const role of ["owner", "privacy_officer", "office", "accountant", "crew"] as const)
    tokens.set(role, (await createToken(app.deps, await app.firm.callerOf(role), "Probe")).token);
  const { memberId } = app.firm.uwe;
  for (const verb of ["sign-in", "export-letters"] as const)
    await app.sql((tx) =>
      appendAudit(app.deps, tx, {
        tenantId: app.firm.tenantId,
        actor: { kind: "member", id: memberId },
        verb,
        subjectKind: "member",
        subjectId: memberId,
      }),
    );
});
afterAll(() => app.stop());

async function ask(role: Role, query = "", method: "GET" | "POST" = "GET") {
  const url = method === "GET" ? `/api/audit${query}` : "/api/audit/verify";
  const headers = { host: app.firm.host, authorization: `Bearer ${tokens.get(role)}` };
  return await app.http.inject({ method, url, headers, ...(method === "POST" && { payload: {} }) });
}
const verbs = async (role: Role, query = "") => (await ask(role, query)).json<AuditPage>().entries.map((e) => e.verb);

test("the officer and the owner read who did what to whom, newest first, and what was handed out alone", async () => {
  for (const role of ["privacy_officer", "owner"] as const) {
    const { entries } = (await ask(role)).json<AuditPage>();
    expect(entries[0]).toMatchObject({ by: "member", verb: "export-letters", who: entries[0]?.about });
    expect(entries[0]?.who).toMatch(/Uwe/);
    expect(entries.map((e) => e.seq)).toEqual(entries.map((e) => e.seq).toSorted((a, b) => b - a));
    expect(await verbs(role, "?group=out")).toEqual(["export-letters"]);
  }
});

test("when colleagues sign in is known to the officer, and not to those who employ them", async () => {
  expect(await verbs("privacy_officer")).toContain("sign-in");
  expect(await verbs("privacy_officer", "?group=sign-in")).toContain("sign-in");
  expect(await verbs("owner")).not.toContain("sign-in");
  expect((await ask("owner", "?group=sign-in")).statusCode).toBe(403);
});

test("nobody else reads it or has the chain checked", async () => {
  for (const role of ["office", "accountant", "crew"] as const) {
    expect((await ask(role)).statusCode).toBe(403);
    expect((await ask(role, "", "POST")).statusCode).toBe(403);
  }
});

test("older pages join without a gap and end", async () => {
  const tell = (n: number) =>
    app.sql((tx) =>
      appendAudit(app.deps, tx, {
        tenantId: app.firm.tenantId,
        actor: { kind: "server", id: null },
        verb: "sweep",
        subjectKind: `n-${n}`,
      }),
    );
  for (let n = 0; n < 105; n++) await tell(n);
  const first = (await ask("owner", "?group=keeping")).json<AuditPage>();
  expect([first.entries.length, first.more]).toEqual([100, true]);
  const next = (await ask("owner", `?group=keeping&before=${first.entries.at(-1)?.seq}`)).json<AuditPage>();
  expect(next.more).toBe(false);
  const seqs = [...first.entries, ...next.entries].filter((e) => e.verb === "sweep").map((e) => e.seq);
  expect(seqs).toHaveLength(105);
  expect(new Set(seqs).size).toBe(105);
});

test("the whole chain is checked from the screen, and an entry that was changed is found", async () => {
  const whole = (await ask("privacy_officer", "", "POST")).json();
  expect(whole).toMatchObject({ ok: true, findings: 0 });
  expect(whole.entries).toBeGreaterThan(105);
  // As somebody who has the database in hand would: the newest link is of another text.
  await app.sql((tx) =>
    tx
      .updateTable("audit_head")
      .set({ link: Buffer.from("00", "hex") })
      .execute(),
  );
  expect((await ask("privacy_officer", "", "POST")).json()).toMatchObject({ ok: false, findings: 1 });
});
