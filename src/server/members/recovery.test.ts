import { expect, test } from "vitest";
import { inviteCode, memberBrowser, TestBrowser, withOwner } from "../../../test/support/access-app.ts";
import type { TestDeps } from "../../../test/support/database.ts";
import type { DeviceView } from "../../contract/access.ts";
import { admitOwner } from "../devices/admit-owner.action.ts";
import { countDevices } from "../devices/count-devices.action.ts";
import type { App } from "../platform/http.ts";
import { day, instant } from "../platform/instant.ts";
import { makeCode } from "./codes/code-text.ts";
import { issueDemoSignIns } from "./issue-demo-sign-ins.action.ts";
import { linkOwnerBack } from "./link-owner-back.action.ts";

let t: TestDeps;
let app: App;
let owner: TestBrowser;
let codes: string[];

withOwner(async (house) => {
  ({ t, app, owner } = house);
  ({ codes } = (await owner.send("POST", "/api/recovery-codes", {})).json());
});

test("the owner prints eight codes, each of 130 bits", () => {
  expect(new Set(codes).size).toBe(8);
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}(-[0-9A-HJKMNP-TV-Z]{5}){4}$/);
  // The first 130 bits of what was drawn, each of them.
  expect(makeCode(Uint8Array.from({ length: 17 }, (_, i) => i * 15 + 7))).toBe("0WB2AD23A9GQ0ZWEKPPBQJPSX3");
});

test("a printed code opens an enrolment, never a session; while an owner's device is left, the owner looks first", async () => {
  const tablet = new TestBrowser(app, t.deps);
  const enrolled = await tablet.enrol(codes[0]?.toLowerCase().replaceAll("-", " ") ?? "");
  expect(enrolled).toMatchObject({ state: "pending", session: null });
  expect(tablet.cookie).toBeUndefined();
  expect((await tablet.signIn()).json().code).toBe("device-not-approved");
  await expect(new TestBrowser(app, t.deps).enrol(codes[0] ?? "")).rejects.toThrow(/410/);
});

test("when the last device of an owner is lost, a printed code brings the owner back; a clerk's device does not stand in the way", async () => {
  await memberBrowser(app, t.deps, owner, "Kai", "office");
  const devices = (await owner.send("GET", "/api/devices")).json().items as {
    id: string;
    current: boolean;
    state: string;
  }[];
  for (const device of devices.filter(({ current, state }) => !current && state === "pending"))
    await owner.send("POST", `/api/devices/${device.id}/revoke`);
  const current = devices.find((device) => device.current);
  expect((await owner.send("POST", `/api/devices/${current?.id}/lost`)).statusCode).toBe(200);
  expect((await owner.send("GET", "/api/me")).statusCode).toBe(401);
  const back = new TestBrowser(app, t.deps);
  expect(await back.enrol(codes[1] ?? "")).toMatchObject({ state: "approved", session: null });
  expect(back.cookie).toBeUndefined();
  expect((await back.signIn()).statusCode).toBe(200);
  owner = back;
});

test("new codes end the old ones", async () => {
  await owner.stepUp();
  const fresh = (await owner.send("POST", "/api/recovery-codes", {})).json().codes as string[];
  expect((await owner.send("GET", "/api/recovery-codes")).json()).toMatchObject({ left: 8 });
  await expect(new TestBrowser(app, t.deps).enrol(codes[2] ?? "")).rejects.toThrow(/410/);
  expect((await new TestBrowser(app, t.deps).enrol(fresh[0] ?? "")).state).toBe("pending");
});

test("an owner whose only device is simply gone, and counts as in use, is let in by whoever runs the machine, by the number", async () => {
  await owner.stepUp();
  const [code = ""] = (await owner.send("POST", "/api/recovery-codes", {})).json().codes as string[];
  const kai = await inviteCode(owner, "Kai Zwei", "office");
  const clerk = await new TestBrowser(app, t.deps).enrol(kai.code);
  const laptop = new TestBrowser(app, t.deps);
  const { deviceId, compareCode } = await laptop.enrol(code);
  expect((await laptop.signIn()).json().code).toBe("device-not-approved");
  const proof = laptop.device.proof(deviceId, "POST", "/api/enrol/status", t.clock.now().getTime());
  const status = await laptop.send("POST", "/api/enrol/status", { deviceId, proof });
  expect(status.json()).toMatchObject({ state: "pending", role: "owner" });
  const wrong = compareCode === "000000" ? "000001" : "000000";
  // A number that is not there, and one of somebody who is no owner: whoever has the machine lets none of them in.
  expect(await admitOwner(t.deps, t.tenantId, wrong)).toBeUndefined();
  expect(await admitOwner(t.deps, t.tenantId, clerk.compareCode)).toBeUndefined();
  expect(await admitOwner(t.deps, t.tenantId, compareCode)).toBe("Testgerät");
  expect((await laptop.signIn()).statusCode).toBe(200);
  // Nobody of the business was asked: the owners are told by the Ampel for 30 days, and by the list of devices for good.
  const devices: DeviceView[] = (await owner.send("GET", "/api/devices")).json().items;
  expect(devices.filter(({ admitted }) => admitted).map(({ id }) => id)).toEqual([deviceId]);
  const told = async (days: number) => {
    const clock = { now: () => instant(t.clock.now().getTime() + days * day) };
    return (await t.deps.db.withTenant(t.tenantId, (tx) => countDevices({ clock }, tx, t.tenantId))).admittedDevices;
  };
  expect([await told(0), await told(29), await told(31)]).toEqual([1, 1, 0]);
  expect(await admitOwner(t.deps, t.tenantId, compareCode)).toBeUndefined();
  await owner.send("PATCH", `/api/members/${kai.id}`, { name: "Kai Drei" });
  await owner.send("PATCH", `/api/devices/${deviceId}`, { assetNumber: "H-7" });
});

test("an owner who has no code and no passkey left comes by a link that whoever runs the machine asks for", async () => {
  const { name, link } = (await linkOwnerBack(t.deps, t.tenantId)) ?? { name: "", link: "" };
  expect([name, new URL(link).pathname]).toEqual(["Petra Probe", "/geraet"]);
  const laptop = new TestBrowser(app, t.deps);
  const { compareCode } = await laptop.enrol(link.split("#")[1] ?? "");
  expect((await laptop.signIn()).json().code).toBe("device-not-approved");
  await admitOwner(t.deps, t.tenantId, compareCode);
  expect((await laptop.signIn()).statusCode).toBe(200);
  expect((await laptop.send("GET", "/api/me")).json().member.name).toBe("Petra Probe");
});

test("each deed leaves one line in the audit, without names, codes or secrets", async () => {
  const rows = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("audit_entry").selectAll().orderBy("audit_id").execute(),
  );
  const verbs = new Set(rows.map((row) => row.verb));
  for (const verb of [
    "issue-owner-code",
    "enrol-device-owner-setup",
    "print-recovery-codes",
    "enrol-device-recovery",
    "invite-member",
    "change-member",
    "change-device",
    "issue-enrolment-code",
    "enrol-device-enrol",
    "approve-device",
    "admit-device",
    "refuse-device",
    "report-device-lost",
    "sign-in",
    "step-up",
  ])
    expect(verbs).toContain(verb);
  // Each that changes who is here, or a device, says so to the screens that are open.
  const events = await t.deps.db.withTenant(t.tenantId, (tx) => tx.selectFrom("event").select("kind").execute());
  const told = (what: string) => events.filter(({ kind }) => kind === what).length;
  const done = (verb: RegExp) => rows.filter((row) => verb.test(row.verb)).length;
  expect(told("member-changed")).toBe(done(/^(invite|change)-member$/));
  expect(told("device-changed")).toBe(done(/^(enrol|approve|admit|change|refuse)-device|^report-device-lost$/));
  const text = JSON.stringify(rows);
  for (const word of ["Kai", "Petra", "Testgerät", ...codes]) expect(text).not.toContain(word);
  expect(rows.find((row) => row.verb === "approve-device")?.details).toMatchObject({
    rules: ["DV-1", "BASE-2"],
    verdict: "allow",
  });
});

test("a demo link signs in any number of browsers, each on a device of its own, in the role it names", async () => {
  await t.deps.db.outside.updateTable("tenant").set({ demo: true }).where("tenant_id", "=", t.tenantId).execute();
  const links = await issueDemoSignIns(t.deps, t.tenantId);
  expect(Object.keys(links)).toEqual(["owner", "office"]);
  expect(await issueDemoSignIns(t.deps, t.tenantId)).toEqual(links);
  const secret = links.office?.split("#")[1] ?? "";
  expect(links.office).toBe(`http://localhost:8080/demo/anmelden/office#${secret}`);
  const enter = async (browser: TestBrowser, role = "office") => {
    const body = { role, secret, device: browser.device.show("demo", secret) };
    const response = await browser.send("POST", "/api/demo/sign-in", body);
    if (response.statusCode === 200) browser.sessionId = response.json().sessionId;
    return response.statusCode;
  };
  const [first, second] = [new TestBrowser(app, t.deps), new TestBrowser(app, t.deps)];
  expect([await enter(first), await enter(second), await enter(first)]).toEqual([200, 200, 200]);
  expect((await first.send("GET", "/api/me")).json()).toMatchObject({
    member: { role: "office" },
    tenant: { demo: true },
  });
  expect((await first.send("POST", "/api/session/prove", {})).statusCode).toBe(200);
  const stranger = new TestBrowser(app, t.deps);
  expect(await enter(stranger, "owner")).toBe(410);
  // A browser that is enrolled for someone else does not change hands.
  const taken = new TestBrowser(app, t.deps);
  taken.device = owner.device;
  expect(await enter(taken)).toBe(409);
});
