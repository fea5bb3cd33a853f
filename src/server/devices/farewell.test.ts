import { expect, test } from "vitest";
import { memberBrowser, type TestBrowser, withOwner } from "../../../test/support/access-app.ts";
import type { TestDeps } from "../../../test/support/database.ts";
import { DeviceList } from "../../contract/access.ts";
import { endLeavers } from "../departures/end-leavers.job.ts";
import type { App } from "../platform/http.ts";

let t: TestDeps;
let app: App;
let owner: TestBrowser;
withOwner((house) => {
  ({ t, app, owner } = house);
});

const row = async (id: string) => {
  const { items } = DeviceList.parse((await owner.send("GET", "/api/devices")).json());
  return items.find((device) => device.id === id);
};
const sayFarewell = async (browser: TestBrowser, deviceId: string) => {
  const at = t.clock.now().getTime();
  const [, signature = ""] = browser.device.proof(deviceId, "POST", "/api/enrol/farewell", at).split(".");
  return await browser.send("POST", "/api/enrol/farewell", { deviceId, at, signature });
};

test("a revoked device says that nothing is left on it; until then the register does not believe it", async () => {
  const { browser, deviceId } = await memberBrowser(app, t.deps, owner, "Mia", "office");
  // One in use has nothing to say farewell to, and a stranger's signature is nobody's.
  expect((await sayFarewell(browser, deviceId)).statusCode).toBe(404);
  const reportLost = async () => (await owner.send("POST", `/api/devices/${deviceId}/lost`)).statusCode;
  // The second time because the answer was lost.
  expect([await reportLost(), await reportLost()]).toEqual([200, 200]);
  expect(await row(deviceId)).toMatchObject({ state: "lost", wipedAt: null });
  expect((await sayFarewell(owner, deviceId)).statusCode).toBe(404);
  const said = await sayFarewell(browser, deviceId);
  expect([said.statusCode, said.headers["clear-site-data"]]).toEqual([200, '"cache", "cookies", "storage"']);
  expect(await row(deviceId)).toMatchObject({ wipedAt: t.clock.now().toISOString() });
});

test("the day after the last day the devices are out, at midnight where the business is (DV-4)", async () => {
  const { browser, deviceId, memberId } = await memberBrowser(app, t.deps, owner, "Leo", "office");
  const other = await memberBrowser(app, t.deps, owner, "Pia", "crew");
  await owner.stepUp();
  await owner.send("PUT", `/api/members/${memberId}/departure`, { lastDay: "2026-11-24" });
  // Before the day it is taken back, and set again.
  expect((await owner.send("DELETE", `/api/members/${memberId}/departure`)).json()).toMatchObject({ lastDay: null });
  await owner.send("PUT", `/api/members/${memberId}/departure`, { lastDay: "2026-11-24" });
  await endLeavers(t.deps, t.tenantId);
  expect(await row(deviceId)).toMatchObject({ state: "approved" });
  t.clock.set("2026-11-24T22:59:00Z");
  await endLeavers(t.deps, t.tenantId);
  expect((await browser.signIn()).statusCode).toBe(200);
  t.clock.set("2026-11-24T23:00:30Z");
  await endLeavers(t.deps, t.tenantId);
  await owner.signIn();
  expect(await row(deviceId)).toMatchObject({ state: "revoked" });
  expect((await browser.send("GET", "/api/me")).statusCode).toBe(401);
  // What is taken from somebody else on the same day stands on no receipt of theirs.
  await owner.send("POST", `/api/devices/${other.deviceId}/revoke`);
  // The receipt waits for the device to say that it is empty, and nobody takes it back any more.
  const receipt = async () => (await owner.send("GET", `/api/members/${memberId}/departure`)).json().receipt;
  expect(await receipt()).toMatchObject({ sessions: 2, devices: [{ wipedAt: null }] });
  await sayFarewell(browser, deviceId);
  expect(await receipt()).toMatchObject({ devices: [{ wipedAt: t.clock.now().toISOString() }] });
  expect((await owner.send("DELETE", `/api/members/${memberId}/departure`)).statusCode).toBe(409);
});
