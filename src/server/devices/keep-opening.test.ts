import { expect, test } from "vitest";
import { inviteCode, memberBrowser, TestBrowser, withOwner } from "../../../test/support/access-app.ts";
import type { TestDeps } from "../../../test/support/database.ts";
import type { App } from "../platform/http.ts";

let t: TestDeps;
let app: App;
let owner: TestBrowser;
withOwner((house) => {
  ({ t, app, owner } = house);
});

const kept = (action: "open_inbox" | "enrol_device", where: { deviceId: string } | { memberId: string }) =>
  t.deps.db.withTenant(t.tenantId, (tx) =>
    tx
      .selectFrom("decision")
      .select(["verdict", "rules", "facts"])
      .where("action", "=", action)
      .where((eb) => ("deviceId" in where ? eb("device_id", "=", where.deviceId) : eb("actor_id", "=", where.memberId)))
      .orderBy("at")
      .orderBy("decision_id")
      .execute(),
  );
const verdicts = async (deviceId: string) => (await kept("open_inbox", { deviceId })).map(({ verdict }) => verdict);

test("a device that shows messages all day leaves one line a day, by the calendar of the business", async () => {
  const { browser, deviceId } = await memberBrowser(app, t.deps, owner, "Mia", "office");
  expect(await verdicts(deviceId)).toEqual(["allow"]);
  await browser.signIn();
  for (let n = 0; n < 5; n++) {
    t.clock.set(new Date(t.clock.now().getTime() + 3 * 60_000).toISOString());
    await browser.send("POST", "/api/session/prove", {});
  }
  expect(await verdicts(deviceId)).toEqual(["allow"]);
  t.clock.set("2026-11-24T22:59:00Z");
  await browser.signIn();
  expect(await verdicts(deviceId)).toEqual(["allow"]);
  t.clock.set("2026-11-24T23:01:00Z");
  await browser.signIn();
  expect(await verdicts(deviceId)).toEqual(["allow", "allow"]);
});

test("a device nobody approved is refused, and every refusal stands in the book (DV-1)", async () => {
  await owner.signIn();
  const { code } = await inviteCode(owner, "Rita", "office");
  const rita = new TestBrowser(app, t.deps);
  const { deviceId } = await rita.enrol(code);
  expect((await rita.signIn()).json()).toMatchObject({ code: "device-not-approved" });
  await rita.signIn();
  expect(await kept("open_inbox", { deviceId })).toMatchObject([
    { verdict: "deny", rules: ["DV-1"], facts: { deviceType: "unknown" } },
    { verdict: "deny", rules: ["DV-1"] },
  ]);
});

test("each enrolment is kept: the refused private phone, the one that waits, the owner's yes", async () => {
  await owner.signIn();
  const { id: memberId, code } = await inviteCode(owner, "Uwe", "crew");
  const uwe = new TestBrowser(app, t.deps);
  await expect(uwe.enrol(code, { ownedByBusiness: false })).rejects.toThrow(/not-lawful/);
  const { deviceId, compareCode } = await uwe.enrol(code);
  await owner.stepUp();
  const approve = (ownedByBusiness: boolean) =>
    owner.send("POST", `/api/devices/${deviceId}/approve`, { ownedByBusiness, compareCode });
  expect((await approve(false)).json()).toMatchObject({ code: "not-lawful" });
  expect((await approve(true)).statusCode).toBe(200);
  expect((await kept("enrol_device", { memberId })).map((one) => [one.verdict, one.rules])).toEqual([
    ["deny", ["DV-1"]],
    ["require", ["DV-1"]],
  ]);
  expect((await kept("enrol_device", { deviceId })).map((one) => one.verdict)).toEqual(["require", "deny", "allow"]);
});
