import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { accessApp, inviteCode, memberBrowser, ownerBrowser, TestBrowser } from "../../../test/support/access-app.ts";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import type { App } from "../platform/http.ts";
import { issueOwnerCode } from "./issue-owner-code.action.ts";
import { sweepCodes } from "./sweep-codes.job.ts";

let t: TestDeps;
let app: App;
let owner: TestBrowser;
let beforeAnybody: unknown;
let lostLink: unknown;
let door: unknown;
const triedBefore: unknown[] = [];

beforeAll(async () => {
  t = await testDeps();
  app = await accessApp(t.deps, t.tenantId);
  const early = new TestBrowser(app, t.deps);
  door = (await early.send("GET", "/api/sign-in/door")).json();
  beforeAnybody = (await early.send("POST", "/api/sign-in/options", {})).json();
  lostLink = (await early.send("POST", "/api/enrol/options", { code: "000000-00000-00000-00000-00000" })).json();
  // Tried, come to nothing, tried again, also by the link of the next start.
  for (const link of [await issueOwnerCode(t.deps, t.tenantId), await issueOwnerCode(t.deps, t.tenantId)]) {
    const code = link?.split("#")[1];
    triedBefore.push((await early.send("POST", "/api/enrol/options", { code, name: "Petra Probe" })).json().passkey);
  }
  owner = await ownerBrowser(app, t);
});
afterAll(async () => {
  await app.close();
  await t.close();
});

test("whoever comes to a house that nobody lives in yet is told where the way in is", () => {
  expect(beforeAnybody).toMatchObject({ code: "not-set-up", title: expect.stringContaining("Öffne den Link") });
});

test("the door says whose house it is and whether anybody lives in it, and nothing else", async () => {
  expect(door).toEqual({ begun: false, business: "Prüfbetrieb", page: null });
  const later = await new TestBrowser(app, t.deps).send("GET", "/api/sign-in/door");
  expect(later.json()).toEqual({ begun: true, business: "Prüfbetrieb", page: null });
});

test("a first link that ran out or lost a character says where the next one comes from; later that is the owner's to know", async () => {
  expect(lostLink).toMatchObject({ code: "code-expired", detail: expect.stringContaining("beim nächsten Start") });
  const later = await new TestBrowser(app, t.deps).send("POST", "/api/enrol/options", {
    code: "000000-00000-00000-00000-00000",
  });
  expect(later.json().detail).toBeUndefined();
});

test("the first owner comes in with the code from the terminal, and the code is then worth nothing", async () => {
  const me = (await owner.send("GET", "/api/me")).json();
  expect(me).toMatchObject({ member: { name: "Petra Probe", role: "owner" }, tenant: { name: "Prüfbetrieb" } });
  expect(me.abilities).toContain("manage-members");
  expect(await issueOwnerCode(t.deps, t.tenantId)).toBeUndefined();
  const [device] = (await owner.send("GET", "/api/devices")).json().items;
  expect(device.lastSeenAt).toBe(t.clock.now().toISOString());
});

test("the first owner who has to try again is the same person to the device, which replaces the passkey of the try before", async () => {
  const me = (await owner.send("GET", "/api/me")).json().member.id;
  const id = Buffer.from(me.replaceAll("-", ""), "hex").toString("base64url");
  expect(triedBefore).toMatchObject([{ user: { id } }, { user: { id } }]);
});

test("the session cookie is host-bound, unreadable for scripts, and its secret lies nowhere in the database", async () => {
  const response = await owner.signIn();
  const line = String(response.headers["set-cookie"]);
  expect(line).toMatch(/^__Host-werkbote=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  const secret = owner.cookie?.split(".")[0] ?? "";
  expect(response.body).not.toContain(secret);
  const rows = await t.deps.db.withTenant(t.tenantId, (tx) => tx.selectFrom("session").selectAll().execute());
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test("a new colleague waits with six digits until the owner has compared them and vouched for the device", async () => {
  const { code } = await inviteCode(owner, "Kai Test", "office");
  const kai = new TestBrowser(app, t.deps);
  const { deviceId, state, compareCode } = await kai.enrol(code);
  expect(state).toBe("pending");
  expect(compareCode).toMatch(/^\d{6}$/);
  expect((await kai.signIn()).json()).toMatchObject({ code: "device-not-approved" });

  const proof = kai.device.proof(deviceId, "POST", "/api/enrol/status", t.clock.now().getTime());
  const status = await kai.send("POST", "/api/enrol/status", { deviceId, proof });
  expect(status.json()).toMatchObject({ deviceId, state: "pending", compareCode });

  const listed = (await owner.send("GET", "/api/devices")).json().items;
  expect(listed[0]).toMatchObject({ id: deviceId, compareCode, memberName: "Kai Test", state: "pending" });
  const approve = (body: object) => owner.send("POST", `/api/devices/${deviceId}/approve`, body);
  const wrong = compareCode === "000000" ? "000001" : "000000";
  expect((await approve({ ownedByBusiness: true, compareCode: wrong })).statusCode).toBe(401);
  expect((await approve({ ownedByBusiness: false, compareCode })).json()).toMatchObject({
    code: "not-lawful",
    more: { rules: ["DV-1"] },
  });
  const entered = { ownedByBusiness: true, compareCode, assetNumber: "H-12" };
  // The second time because the answer was lost.
  expect([(await approve(entered)).statusCode, (await approve(entered)).statusCode]).toEqual([200, 200]);
  expect((await kai.signIn()).statusCode).toBe(200);
  expect((await kai.send("GET", "/api/me")).json()).toMatchObject({ member: { name: "Kai Test", role: "office" } });
});

test("a device that never heard that it was entered asks by its key, and waits with the same six digits", async () => {
  const { code } = await inviteCode(owner, "Lena Funkloch", "office");
  const lena = new TestBrowser(app, t.deps);
  const { deviceId, compareCode } = await lena.enrol(code);
  const path = "/api/enrol/status";
  const ask = async (key = lena.device.key, by = lena.device, name = key.x) => {
    const proof = by.proof(name, "POST", path, t.clock.now().getTime());
    return { proof, answer: await lena.send("POST", path, { key, proof }) };
  };
  const { proof, answer } = await ask();
  expect(answer.json()).toMatchObject({ deviceId, state: "pending", compareCode });
  expect((await lena.send("POST", path, { key: lena.device.key, proof })).json()).toMatchObject({
    code: "prove-device",
  });
  const stranger = new TestBrowser(app, t.deps).device;
  const refused = [
    await ask(stranger.key, stranger),
    await ask(lena.device.key, stranger),
    await ask(lena.device.key, lena.device, deviceId),
  ];
  for (const one of refused) expect(one.answer.json()).toMatchObject({ status: 404, code: "not-found" });
});

test("a passkey that came along to a new phone gives a code; the phone waits all the same (G12)", async () => {
  const { browser: old } = await memberBrowser(app, t.deps, owner, "Ines Neu", "crew");
  const fresh = new TestBrowser(app, t.deps);
  const bySynced = async (lies = {}) => {
    const options = await fresh.challenge();
    return await fresh.send("POST", "/api/enrol/code", { assertion: old.passkey.assert(options, lies) });
  };
  for (const lies of [{ origin: "https://example.org" }, { userVerified: false }, { spoilSignature: true }])
    expect((await bySynced(lies)).json()).toMatchObject({ code: "sign-in-refused" });
  const { code } = (await bySynced()).json();
  expect(await fresh.enrol(code)).toMatchObject({ state: "pending" });
  expect((await fresh.signIn()).json()).toMatchObject({ code: "device-not-approved" });
  // The code is used up, and an answer to a challenge counts once.
  await expect(new TestBrowser(app, t.deps).enrol(code)).rejects.toThrow(/410/);
  const options = await fresh.challenge();
  const assertion = old.passkey.assert(options);
  expect((await fresh.send("POST", "/api/enrol/code", { assertion })).statusCode).toBe(200);
  expect((await fresh.send("POST", "/api/enrol/code", { assertion })).statusCode).toBe(401);
});

test("a passkey nobody entered, and one of somebody who left, give no code", async () => {
  const { browser, memberId } = await memberBrowser(app, t.deps, owner, "Gero Gegangen", "crew");
  await owner.stepUp();
  expect((await owner.send("PATCH", `/api/members/${memberId}`, { disabled: true })).statusCode).toBe(200);
  for (const asking of [browser, new TestBrowser(app, t.deps)]) {
    const assertion = asking.passkey.assert(await asking.challenge());
    const answer = await asking.send("POST", "/api/enrol/code", { assertion });
    expect(answer.json()).toMatchObject({ status: 401, code: "sign-in-refused" });
  }
});

test("a device its holder calls private is not even entered (DV-1)", async () => {
  const { code } = await inviteCode(owner, "Prisca Privat", "crew_lead");
  const prisca = new TestBrowser(app, t.deps);
  await expect(prisca.enrol(code, { ownedByBusiness: false })).rejects.toThrow(/422 .*Private Geräte sind gesperrt/);
  const devices = (await owner.send("GET", "/api/devices")).json().items;
  expect(devices.map((d: { memberName: string }) => d.memberName)).not.toContain("Prisca Privat");
  // The refusal has not used the code up: with a device of the business it still works.
  expect((await prisca.enrol(code)).state).toBe("pending");
});

test("an enrolment code works once, for ten minutes", async () => {
  const { code } = await inviteCode(owner, "Ulf Doppelt", "office");
  await new TestBrowser(app, t.deps).enrol(code);
  await expect(new TestBrowser(app, t.deps).enrol(code)).rejects.toThrow(/410/);
  const late = await inviteCode(owner, "Lara Spät", "office");
  t.clock.advance(10 * 60_000 + 1);
  await expect(new TestBrowser(app, t.deps).enrol(late.code)).rejects.toThrow(/410/);
});

test("a refused device takes its passkey with it, so that whoever stole the code has nothing", async () => {
  const { browser } = await memberBrowser(app, t.deps, owner, "Rita Recht", "office");
  const stolen = await inviteCode(owner, "Rita Recht zwei", "office");
  const thief = new TestBrowser(app, t.deps);
  const { deviceId } = await thief.enrol(stolen.code);
  expect((await owner.send("POST", `/api/devices/${deviceId}/revoke`)).statusCode).toBe(200);
  thief.device = browser.device;
  expect((await thief.signIn()).statusCode).toBe(401);
  const keys = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("passkey").select("credential_id").where("enrolled_with", "=", deviceId).execute(),
  );
  expect(keys).toEqual([]);
});

test("a cookie alone reads for five minutes; with the device's signature it goes on", async () => {
  await owner.signIn();
  const copied = owner.cookie;
  t.clock.advance(5 * 60_000 - 1);
  expect((await owner.send("GET", "/api/me")).statusCode).toBe(200);
  t.clock.advance(1);
  const refused = await owner.send("GET", "/api/me");
  expect(refused.json()).toMatchObject({ code: "prove-device", more: { now: t.clock.now().toISOString() } });
  expect((await owner.send("POST", "/api/session/prove", {})).statusCode).toBe(200);
  expect((await owner.send("GET", "/api/me")).statusCode).toBe(200);
  // The copy on another machine does not live on with the real device's proofs.
  const thief = new TestBrowser(app, t.deps);
  thief.cookie = copied;
  expect((await thief.send("GET", "/api/me")).json().code).toBe("prove-device");
  thief.sessionId = owner.sessionId;
  expect((await thief.send("POST", "/api/session/prove", {})).json().code).toBe("prove-device");
});

test("a proof fits one session, one method, one address and one minute", async () => {
  await owner.signIn();
  const path = "/api/session/prove";
  const at = t.clock.now().getTime();
  const id = owner.sessionId ?? "";
  const withProof = (proof: string) => owner.send("POST", path, {}, { "x-werkbote-proof": proof });
  const good = owner.device.proof(id, "POST", path, at);
  expect((await withProof(good)).statusCode).toBe(200);
  const skewed = [at - 60_000, at + 60_000].map((time) => owner.device.proof(id, "POST", path, time));
  for (const proof of skewed) expect((await withProof(proof)).statusCode).toBe(200);
  const bad = [
    "",
    "x",
    owner.device.proof(id, "POST", path, at - 60_001),
    owner.device.proof(id, "POST", path, at + 60_001),
    owner.device.proof(id, "DELETE", path, at),
    owner.device.proof(id, "POST", `${path}?x=1`, at),
    owner.device.proof("00000000-0000-7000-8000-000000000000", "POST", path, at),
    new TestBrowser(app, t.deps).device.proof(id, "POST", path, at),
    good.replace(/^\d+/, String(at + 1)),
    `${good.slice(0, -2)}AA`,
  ];
  for (const proof of bad) expect((await withProof(proof)).json().code).toBe("prove-device");
});

test("what one window writes for somebody is not done in the name of who signed in beside it", async () => {
  await owner.signIn();
  const { member } = (await owner.send("GET", "/api/me")).json();
  const write = (as: string) => owner.send("PATCH", "/api/me", { language: "de" }, { "x-werkbote-member": as });
  expect((await write(member.id)).statusCode).toBe(200);
  expect((await write(t.deps.ids.uuid())).json()).toMatchObject({ status: 401, code: "not-signed-in" });
});

/** The order of P-256. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
function otherSignature(proof: string): string {
  const [at, signature = ""] = proof.split(".");
  const hex = Buffer.from(signature, "base64url").toString("hex");
  const s = (order - BigInt(`0x${hex.slice(64)}`)).toString(16).padStart(64, "0");
  return `${at}.${Buffer.from(hex.slice(0, 64) + s, "hex").toString("base64url")}`;
}

test("a proof opens once: recorded, turned round, or sent twice in the same moment it opens nothing more", async () => {
  await owner.signIn();
  const path = "/api/me";
  const at = t.clock.now().getTime();
  const send = (proof: string) => owner.send("PATCH", path, { language: "de" }, { "x-werkbote-proof": proof });
  const proof = owner.device.proof(owner.sessionId ?? "", "PATCH", path, at);
  expect((await send(proof)).statusCode).toBe(200);
  expect((await send(proof)).json()).toMatchObject({
    code: "prove-device",
    more: { now: t.clock.now().toISOString() },
  });
  t.clock.advance(30_000);
  expect((await send(proof)).json().code).toBe("prove-device");
  // The other signature that fits the same text, which anybody can compute from the first (n - s).
  const turned = otherSignature(proof);
  expect(turned).not.toBe(proof);
  expect((await send(turned)).json().code).toBe("prove-device");
  // The device itself goes on, twice in one millisecond as well.
  const two = [1, 2].map(() => owner.device.proof(owner.sessionId ?? "", "PATCH", path, at));
  expect((await Promise.all(two.map(send))).map((answer) => answer.statusCode)).toEqual([200, 200]);
  const once = owner.device.proof(owner.sessionId ?? "", "PATCH", path, at);
  const race = await Promise.all([1, 2, 3, 4].map(() => send(once)));
  expect(race.map((answer) => answer.statusCode).toSorted()).toEqual([200, 401, 401, 401]);
});

test("what a proof costs the door is one statement, and the night forgets it", async () => {
  await owner.signIn();
  const query = vi.spyOn(pg.Client.prototype, "query");
  // The same door and the same room behind it, with and without a proof.
  const statements = async (headers: Record<string, string> = {}) => {
    query.mockClear();
    expect((await owner.send("GET", "/api/me", undefined, headers)).statusCode).toBe(200);
    return query.mock.calls.length;
  };
  try {
    await statements();
    const by = {
      cookie: await statements(),
      proof: await statements({ "x-werkbote-proof": owner.proof("GET", "/api/me") }),
    };
    expect(by.proof - by.cookie).toBe(1);
  } finally {
    query.mockRestore();
  }
  const kept = () =>
    t.deps.db.withTenant(t.tenantId, (tx) => tx.selectFrom("used_proof").select("proof_hash").execute());
  expect((await kept()).length).toBeGreaterThan(0);
  // A clock that is a minute ahead makes proofs that fit for two.
  t.clock.advance(120_001);
  await sweepCodes(t.deps, t.tenantId);
  expect(await kept()).toEqual([]);
});

test("a session ends after twelve hours without use, and after seven days at the latest", async () => {
  await owner.signIn();
  t.clock.advance(12 * 3_600_000);
  expect((await owner.send("POST", "/api/session/prove", {})).json().code).toBe("not-signed-in");
  await owner.signIn();
  for (let hours = 0; hours < 7 * 24; hours += 6) {
    expect((await owner.send("POST", "/api/session/prove", {})).statusCode).toBe(200);
    t.clock.advance(6 * 3_600_000);
  }
  expect((await owner.send("POST", "/api/session/prove", {})).json().code).toBe("not-signed-in");
  expect((await owner.signIn()).statusCode).toBe(200);
});

test("weighty steps want the passkey again after five minutes, and the cookie from before is then worth nothing", async () => {
  await owner.signIn();
  t.clock.advance(5 * 60_000);
  await owner.send("POST", "/api/session/prove", {});
  const token = () => owner.send("POST", "/api/tokens", { label: "Kalender" });
  expect((await token()).json().code).toBe("step-up");
  const before = owner.cookie;
  expect((await owner.stepUp()).statusCode).toBe(200);
  expect((await token()).statusCode).toBe(200);
  const now = owner.cookie;
  owner.cookie = before;
  expect((await owner.send("GET", "/api/me")).json().code).toBe("not-signed-in");
  owner.cookie = now;
});
