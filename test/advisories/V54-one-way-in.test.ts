import { expect, test } from "vitest";
import { issueDemoSignIns } from "../../src/server/members/issue-demo-sign-ins.action.ts";
import { sessionsAlive } from "../../src/server/members/sessions-alive.action.ts";
import type { App } from "../../src/server/platform/http.ts";
import { memberBrowser, TestBrowser, withOwner } from "../support/access-app.ts";
import type { TestDeps } from "../support/database.ts";
import { SoftDevice } from "../support/passkey.ts";

/** V54 (CVE-2026-28514, -30831): a second entry let deactivated users in. Every way in is tried for each kind of end. */
let t: TestDeps;
let app: App;
let owner: TestBrowser;

withOwner(async (house) => {
  ({ t, app, owner } = house);
  await t.deps.db.outside.updateTable("tenant").set({ demo: true }).where("tenant_id", "=", t.tenantId).execute();
});

/** Every way a person or a program reaches the server; each answers true when it let them in. */
async function waysIn(person: {
  browser: TestBrowser;
  token: string;
  demoSecret: string;
}): Promise<Record<string, boolean>> {
  const { browser, token, demoSecret } = person;
  const ok = (response: { statusCode: number }) => response.statusCode === 200;
  const fresh = () => new TestBrowser(app, t.deps);
  const api = { authorization: `Bearer ${token}` };
  const { sessionId } = browser;
  const caller = { sessionId: sessionId ?? "", kind: "session", role: "office" } as const;
  const stranger = fresh();
  const demoDevice = new SoftDevice();
  const demo = { role: "office", secret: demoSecret, device: demoDevice.show("demo", demoSecret) };
  return {
    "cookie, reading": ok(await browser.send("GET", "/api/me")),
    "cookie, proof": ok(await browser.send("POST", "/api/session/prove", {})),
    "cookie, changing": ok(await browser.send("PATCH", "/api/me", { language: "de" })),
    "cookie, step-up": ok(await browser.send("POST", "/api/step-up/options", {})),
    "open stream": (await sessionsAlive(t.deps, t.tenantId, [caller]))[0] === true,
    "token, reading": ok(await fresh().send("GET", "/api/me", undefined, api)),
    "token, changing": ok(await fresh().send("PATCH", "/api/me", { language: "de" }, api)),
    "demo link": ok(await stranger.send("POST", "/api/demo/sign-in", demo)),
    "passkey and device": ok(await browser.signIn()),
  };
}

async function person(name: string) {
  const { browser, memberId, deviceId } = await memberBrowser(app, t.deps, owner, name, "office");
  // Tokens act as whoever made them; only owners make them, so this one is made for the member in the database.
  await owner.stepUp();
  const { id, token } = (await owner.send("POST", "/api/tokens", { label: "Kalender" })).json();
  await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.updateTable("api_token").set({ member_id: memberId }).where("token_id", "=", id).execute(),
  );
  await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.deleteFrom("one_time_code").where("purpose", "=", "demo-sign-in").execute(),
  );
  await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.updateTable("member").set({ created_at: "2020-01-01T00:00:00Z" }).where("member_id", "=", memberId).execute(),
  );
  const demoSecret = (await issueDemoSignIns(t.deps, t.tenantId)).office?.split("#")[1] ?? "";
  await browser.signIn();
  return { person: { browser, token, demoSecret }, memberId, deviceId };
}

const all = (value: boolean, ways: Record<string, boolean>) =>
  Object.fromEntries(Object.keys(ways).map((w) => [w, value]));

test("an active member gets in every way, a disabled one in none, and again after being let back in", async () => {
  const { person: kai, memberId } = await person("Kai");
  const before = await waysIn(kai);
  expect(before).toEqual(all(true, before));
  expect((await owner.send("PATCH", `/api/members/${memberId}`, { disabled: true })).statusCode).toBe(200);
  const after = await waysIn(kai);
  expect(after).toEqual(all(false, after));
  await owner.stepUp();
  expect((await owner.send("PATCH", `/api/members/${memberId}`, { disabled: false })).statusCode).toBe(200);
  await kai.browser.signIn();
  const again = await waysIn(kai);
  expect(again).toEqual(all(true, again));
  await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.updateTable("member").set({ created_at: "2026-12-01T00:00:00Z" }).where("member_id", "=", memberId).execute(),
  );
});

test("a member whose last day was yesterday gets in no way; midnight is the one of the business", async () => {
  const { person: rita, memberId } = await person("Rita");
  t.clock.set("2026-11-30T22:59:00Z");
  await owner.signIn();
  await owner.send("PUT", `/api/members/${memberId}/departure`, { lastDay: "2026-11-30" });
  await rita.browser.signIn();
  const before = await waysIn(rita);
  expect(before).toEqual(all(true, before));
  // 00:00 in Berlin, 23:00 in UTC: nobody did anything, and yet it is over (DV-4).
  t.clock.set("2026-11-30T23:00:00Z");
  const after = await waysIn(rita);
  expect(after).toEqual(all(false, after));
});

test("a lost device opens nothing, whatever its member holds", async () => {
  await owner.signIn();
  const { person: sami, deviceId } = await person("Sami");
  await owner.send("POST", `/api/devices/${deviceId}/lost`);
  const after = await waysIn(sami);
  expect(after).toEqual({
    ...all(false, after),
    // Tokens and the demo link do not come from that device.
    "token, reading": true,
    "token, changing": true,
    "demo link": true,
  });
});

test("a token comes in by its own header only: no cookie helps it, and it never steps up", async () => {
  await owner.signIn();
  const make = async (label: string) => (await owner.send("POST", "/api/tokens", { label })).json();
  const [idle, own] = [await make("Noch nie benutzt"), await make("Lohnbüro")];
  const { token } = own;
  const bad = [
    `Bearer ${token}x`,
    `bearer ${token}`,
    token,
    `Basic ${token}`,
    "Bearer ",
    `Bearer wb_${"A".repeat(43)}`,
  ];
  for (const authorization of bad)
    expect((await owner.send("GET", "/api/me", undefined, { authorization })).statusCode).toBe(401);
  const program = new TestBrowser(app, t.deps);
  const api = { authorization: `Bearer ${token}` };
  for (const path of ["/api/tokens", "/api/members", "/api/recovery-codes"]) {
    const body =
      path === "/api/recovery-codes" ? {} : path === "/api/tokens" ? { label: "x" } : { name: "x", role: "owner" };
    expect((await program.send("POST", path, body, api)).statusCode).toBe(403);
  }
  expect((await program.send("POST", "/api/step-up/options", {}, api)).statusCode).toBe(403);
  // The list says of each by itself when it was last used.
  const used = (await owner.send("GET", "/api/tokens")).json().items;
  const of = (id: string) => used.find((one: { id: string }) => one.id === id)?.lastUsedAt;
  expect([of(own.id), of(idle.id)]).toEqual([t.clock.now().toISOString(), null]);
});

test("where the business is no demo, a demo link is nothing", async () => {
  const secret = (await issueDemoSignIns(t.deps, t.tenantId)).owner?.split("#")[1] ?? "";
  const body = () => ({ role: "owner", secret, device: new SoftDevice().show("demo", secret) });
  expect((await new TestBrowser(app, t.deps).send("POST", "/api/demo/sign-in", body())).statusCode).toBe(200);
  await t.deps.db.outside.updateTable("tenant").set({ demo: false }).where("tenant_id", "=", t.tenantId).execute();
  expect((await new TestBrowser(app, t.deps).send("POST", "/api/demo/sign-in", body())).statusCode).toBe(410);
  expect(await issueDemoSignIns(t.deps, t.tenantId)).toEqual({});
});
