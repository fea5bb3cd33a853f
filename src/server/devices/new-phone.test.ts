import { expect, test } from "vitest";
import { memberBrowser, TestBrowser, withOwner } from "../../../test/support/access-app.ts";
import type { TestDeps } from "../../../test/support/database.ts";
import { DeviceList, EnrolmentCode } from "../../contract/access.ts";
import { endSessions } from "../members/end-sessions.action.ts";
import { forgetPasskeys } from "../members/passkeys/forget-passkeys.action.ts";
import type { App } from "../platform/http.ts";
import { after, day, hour } from "../platform/instant.ts";
import { endReplaced } from "./end-replaced.job.ts";

/** G12: a new phone. The old one sends what waits on it and empties itself; nothing is lost, nothing stays. */
let t: TestDeps;
let app: App;
let owner: TestBrowser;
withOwner((house) => {
  ({ t, app, owner } = house);
});

const register = async () => DeviceList.parse((await owner.send("GET", "/api/devices")).json()).items;
const find = async (id: string) => (await register()).find((device) => device.id === id);
/** Enrols a phone by a code and has the owner let it in. */
async function arrive(code: string, label: string): Promise<{ browser: TestBrowser; deviceId: string }> {
  const browser = new TestBrowser(app, t.deps);
  const { deviceId, compareCode } = await browser.enrol(code, { label });
  await owner.stepUp();
  const let_in = { ownedByBusiness: true, compareCode };
  expect((await owner.send("POST", `/api/devices/${deviceId}/approve`, let_in)).statusCode).toBe(200);
  expect((await browser.signIn()).statusCode).toBe(200);
  return { browser, deviceId };
}

test("a code from the trusted phone brings the new one; the old one works on until it has emptied itself", async () => {
  const { browser: old, deviceId: oldId } = await memberBrowser(app, t.deps, owner, "Tarik", "crew");
  t.clock.advance(6 * 60_000);
  await old.send("POST", "/api/session/prove", {});
  expect((await old.send("POST", "/api/me/new-device", {})).json()).toMatchObject({ code: "step-up" });
  await old.stepUp();
  const { code } = EnrolmentCode.parse((await old.send("POST", "/api/me/new-device", {})).json());
  await owner.signIn();
  const fresh = new TestBrowser(app, t.deps);
  const { deviceId, compareCode } = await fresh.enrol(code, { label: "Neues Telefon" });
  // Before anybody has looked nothing is replaced, and the new one opens nothing (DV-1).
  expect(await find(deviceId)).toMatchObject({ state: "pending", replaces: "Testgerät", replacedAt: null });
  expect((await old.send("GET", "/api/me")).json().device).toMatchObject({ replaced: false });
  expect((await fresh.signIn()).statusCode).toBe(403);

  await owner.stepUp();
  await owner.send("POST", `/api/devices/${deviceId}/approve`, { ownedByBusiness: true, compareCode });
  expect((await fresh.signIn()).statusCode).toBe(200);
  expect(await find(oldId)).toMatchObject({ state: "approved", replacedAt: t.clock.now().toISOString() });
  expect((await old.send("GET", "/api/me")).json().device).toMatchObject({ replaced: true });
  // It has sent everything: it ends itself, and the new one works on.
  expect((await old.send("POST", `/api/devices/${oldId}/revoke`)).statusCode).toBe(200);
  expect((await old.send("GET", "/api/me")).statusCode).toBe(401);
  expect((await fresh.send("GET", "/api/me")).statusCode).toBe(200);
});

test("one from the owner replaces a device of this very member, and none that is out of use", async () => {
  await owner.signIn();
  const { deviceId: oldId, memberId } = await memberBrowser(app, t.deps, owner, "Leonie", "apprentice");
  const { deviceId: foreign } = await memberBrowser(app, t.deps, owner, "Kevin", "crew");
  const ask = (replaces: string) => owner.send("POST", `/api/members/${memberId}/code`, { replaces });
  expect((await ask(foreign)).statusCode).toBe(404);
  const { code } = EnrolmentCode.parse((await ask(oldId)).json());
  const { browser, deviceId } = await arrive(code, "Neu");
  expect(await find(oldId)).toMatchObject({ state: "approved" });
  expect(await find(deviceId)).toMatchObject({ state: "approved", replacedAt: null });
  expect((await browser.send("GET", "/api/me")).json().device).toMatchObject({ replaced: false });
});

test("a replaced phone that never comes is out after a week", async () => {
  await owner.signIn();
  const { browser, deviceId, memberId } = await memberBrowser(app, t.deps, owner, "Mehmet", "crew_lead");
  const made = await owner.send("POST", `/api/members/${memberId}/code`, { replaces: deviceId });
  await arrive(EnrolmentCode.parse(made.json()).code, "Neu");
  t.clock.set(after(t.clock.now(), 7 * day - hour).toISOString());
  await endReplaced(t.deps, t.tenantId, { endSessions, forgetPasskeys });
  await owner.signIn();
  expect(await find(deviceId)).toMatchObject({ state: "approved" });
  t.clock.advance(2 * hour);
  await endReplaced(t.deps, t.tenantId, { endSessions, forgetPasskeys });
  await owner.signIn();
  expect(await find(deviceId)).toMatchObject({ state: "revoked" });
  expect((await browser.signIn()).statusCode).toBe(401);
});
