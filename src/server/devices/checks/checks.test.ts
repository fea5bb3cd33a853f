import sharp from "sharp";
import { beforeEach, expect, test } from "vitest";
import { inviteCode, memberBrowser, TestBrowser, withOwner } from "../../../../test/support/access-app.ts";
import type { TestDeps } from "../../../../test/support/database.ts";
import { DeviceList, Me } from "../../../contract/access.ts";
import { CheckList, CheckSubmitted } from "../../../contract/device-checks.ts";
import { dropOldAccess } from "../../members/drop-old-access.action.ts";
import type { Tx } from "../../platform/db.ts";
import { readPart } from "../../platform/http/multipart.adapter.ts";
import type { App } from "../../platform/http.ts";
import { instant } from "../../platform/instant.ts";
import { countDevices } from "../count-devices.action.ts";
import { dropOldDevices } from "../drop-old-devices.action.ts";
import { remindOfChecks } from "./remind-of-checks.job.ts";

let t: TestDeps;
let app: App;
let owner: TestBrowser;
let photo: Buffer;
withOwner(async (house) => {
  ({ t, app, owner } = house);
  photo = await sharp({ create: { width: 60, height: 90, channels: 3, background: "#285" } })
    .withExif({ IFD0: { Model: "Fairphone" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 2/1 3/1" } })
    .jpeg()
    .toBuffer();
});
beforeEach(async () => {
  await owner.signIn();
});

const allTrue = { screen_lock: true, contacts_off: true, backup_off: true, gallery_off: true };
const submission = { ownedByBusiness: true, checklist: allTrue };

const row = async (id: string, as = owner) =>
  DeviceList.parse((await as.send("GET", "/api/devices")).json()).items.find((device) => device.id === id);
const history = async (id: string, as = owner) =>
  CheckList.parse((await as.send("GET", `/api/devices/${id}/checks`)).json()).items;
const submit = async (browser: TestBrowser, id: string) =>
  CheckSubmitted.parse((await browser.send("POST", `/api/devices/${id}/checks`, submission)).json()).id;
const decide = (id: string, check: string, passed: boolean, as = owner) =>
  as.send("POST", `/api/devices/${id}/checks/${check}/decide`, { passed });
const decisions = (action: string, deviceId: string | null) =>
  t.deps.db.withTenant(t.tenantId, (tx) =>
    tx
      .selectFrom("decision")
      .select(["verdict", "rules", "actor_id", "ruleset_version"])
      .where("action", "=", action)
      .where("device_id", deviceId === null ? "is" : "=", deviceId)
      .orderBy("at")
      // What was decided in the same moment has no order.
      .orderBy("verdict", "desc")
      .execute(),
  );

function form(bytes: Buffer, name = "sperre.jpg") {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from("\r\n--x--\r\n")]);
  return {
    payload,
    headers: { "content-type": "multipart/form-data; boundary=x", "content-length": String(payload.length) },
  };
}
const sendPhoto = (browser: TestBrowser, path: string, bytes = photo, proofOf?: string) => {
  const { payload, headers } = form(bytes);
  const at = t.clock.now().getTime();
  const proof = proofOf === undefined ? {} : { "x-werkbote-proof": browser.device.proof(proofOf, "POST", path, at) };
  return browser.send("POST", path, payload, { ...headers, ...proof });
};

test("a device that is not let in yet takes no room from the office's files, nor does it wait for theirs", async () => {
  const { code } = await inviteCode(owner, "Ole", "crew");
  const ole = new TestBrowser(app, t.deps);
  const { deviceId } = await ole.enrol(code);
  const { promise: stillComing, resolve: arrived } = Promise.withResolvers<void>();
  const slowly = async function* () {
    yield Buffer.alloc(59_999_999);
    await stillComing;
  };
  const sends = (memberId: string) =>
    readPart(
      { file: Object.assign(slowly(), { truncated: false, resume: () => {} }) },
      { tenantId: t.tenantId, memberId, role: "office" },
    );
  const office = Promise.all([sends("one"), sends("another")]);
  const answer = await sendPhoto(ole, `/api/enrol/photo/screen_lock?device=${deviceId}`, photo, deviceId);
  arrived();
  await office;
  expect(answer.statusCode).toBe(200);
});

test("the owner sees what was confirmed at a new device, with photos of its settings, before letting it in", async () => {
  const { code } = await inviteCode(owner, "Mia", "crew");
  const mia = new TestBrowser(app, t.deps);
  const { deviceId, compareCode } = await mia.enrol(code);
  const path = `/api/enrol/photo/screen_lock?device=${deviceId}`;
  expect((await sendPhoto(mia, path, photo, deviceId)).statusCode).toBe(200);
  const another = path.replace("screen_lock", "contacts_off");
  expect((await sendPhoto(mia, another, photo, deviceId)).statusCode).toBe(200);
  // Only with the device's own key, and nothing but a picture.
  expect((await sendPhoto(new TestBrowser(app, t.deps), path, photo, deviceId)).statusCode).toBe(404);
  expect((await sendPhoto(mia, path, Buffer.from("%PDF-1.4\n%%EOF"), deviceId)).statusCode).toBe(415);

  const waiting = (await row(deviceId))?.waitingCheck;
  expect(waiting).toMatchObject({ kind: "enrolment", holder: "Mia", submittedBy: "Mia", decidedBy: null });
  expect(waiting?.points).toEqual(["screen_lock", "contacts_off", "backup_off", "gallery_off"]);
  const shots = waiting?.photos.map(({ id }) => `/api/devices/${deviceId}/checks/${waiting.id}/photos/${id}`) ?? [];
  const [shown, other] = await Promise.all(shots.map((shot) => owner.send("GET", shot)));
  expect([shown?.statusCode, other?.statusCode], "each photo by its own id").toEqual([200, 200]);
  expect(shown?.headers["content-type"]).toBe("image/jpeg");
  expect((await sharp(shown?.rawPayload).metadata()).exif?.includes(Buffer.from("Fairphone")) ?? false).toBe(false);

  await owner.stepUp();
  await owner.send("POST", `/api/devices/${deviceId}/approve`, { ownedByBusiness: true, compareCode });
  const [passed] = await history(deviceId);
  expect(passed).toMatchObject({ state: "passed", decidedBy: "Petra Probe" });
  // In use, it takes no more photos without a session, and none for a check that is decided.
  expect((await sendPhoto(mia, path, photo, deviceId)).statusCode).toBe(404);
  await mia.signIn();
  expect(
    (await sendPhoto(mia, `/api/devices/${deviceId}/checks/${passed?.id}/photos?point=backup_off`)).statusCode,
  ).toBe(409);
});

test("a photo lies sealed: nothing of the picture can be read in the database", async () => {
  const rows = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("device_check_photo").select(["sealed_content", "removed_tags", "decision_id"]).execute(),
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { sealed_content, removed_tags } of rows) {
    expect(Buffer.from(sealed_content).includes(Buffer.from("JFIF"))).toBe(false);
    expect(removed_tags).toContain("Exif:GPSLatitude");
  }
});

test("a list with a gap is no list: such a device is not even entered", async () => {
  const { code } = await inviteCode(owner, "Uwe", "crew");
  const uwe = new TestBrowser(app, t.deps);
  const { passkey } = (await uwe.send("POST", "/api/enrol/options", { code })).json();
  const answer = await uwe.send("POST", "/api/enrol", {
    code,
    label: "Tablet",
    ownedByBusiness: true,
    checklist: { ...allTrue, backup_off: false },
    registration: uwe.passkey.register(passkey),
    device: uwe.device.show("enrol", passkey.challenge),
  });
  expect(answer.statusCode).toBe(400);
});

test("a year later the holder is asked on the device itself, the owner looks, and the history names both", async () => {
  const { browser: lea, deviceId } = await memberBrowser(app, t.deps, owner, "Lea", "crew");
  expect(await row(deviceId)).toMatchObject({ check: { dueOn: "2027-11-24", standing: "fine" } });
  const due = async () => Me.parse((await lea.send("GET", "/api/me")).json()).device?.checkDueOn;
  expect(await due()).toBeNull();

  t.clock.set("2027-10-24T10:00:00Z");
  await lea.signIn();
  await owner.signIn();
  expect(await due()).toBeNull();
  t.clock.set("2027-10-25T10:00:00Z");
  await lea.signIn();
  await owner.signIn();
  expect(await due()).toBe("2027-11-24");
  // A month over its day it still works: the law shuts out private devices, not late ones. The Ampel says it.
  t.clock.set("2027-12-24T10:00:00Z");
  await lea.signIn();
  await owner.signIn();
  expect(await row(deviceId, lea)).toMatchObject({ check: { dueOn: "2027-11-24", standing: "overdue" } });

  const refusedId = await submit(lea, deviceId);
  expect(await due()).toBeNull();
  expect((await lea.send("POST", `/api/devices/${deviceId}/checks`, submission)).statusCode).toBe(409);
  expect((await decide(deviceId, refusedId, true, lea)).statusCode).toBe(403);
  await decide(deviceId, refusedId, false);
  expect(await row(deviceId)).toMatchObject({ state: "approved", check: { standing: "overdue" } });

  t.clock.set("2027-12-24T10:01:00Z");
  const again = await submit(lea, deviceId);
  expect((await sendPhoto(lea, `/api/devices/${deviceId}/checks/${again}/photos?point=screen_lock`)).statusCode).toBe(
    200,
  );
  expect((await decide(deviceId, again, true)).statusCode).toBe(200);
  expect((await decide(deviceId, again, true)).statusCode).toBe(409);
  expect(await row(deviceId)).toMatchObject({ check: { dueOn: "2028-12-24", standing: "fine" } });
  expect((await history(deviceId, lea)).map((one) => [one.kind, one.state, one.submittedBy, one.decidedBy])).toEqual([
    ["yearly", "passed", "Lea", "Petra Probe"],
    ["yearly", "refused", "Lea", "Petra Probe"],
    ["enrolment", "passed", "Lea", "Petra Probe"],
  ]);
  expect((await decisions("enrol_device", deviceId)).map((one) => one.verdict)).toEqual(["require", "allow", "allow"]);
});

test("nobody sees or decides the checks of a device that is not theirs", async () => {
  const { deviceId } = await memberBrowser(app, t.deps, owner, "Ida", "office");
  const { browser: stranger } = await memberBrowser(app, t.deps, owner, "Tom", "office");
  const [check] = await history(deviceId);
  expect((await stranger.send("GET", `/api/devices/${deviceId}/checks`)).statusCode).toBe(404);
  expect((await stranger.send("POST", `/api/devices/${deviceId}/checks`, submission)).statusCode).toBe(404);
  const path = `/api/devices/${deviceId}/checks/${check?.id}/photos?point=backup_off`;
  expect((await sendPhoto(stranger, path)).statusCode).toBe(404);
});

test("each due check is reminded of once; a year after a device left, its checks and photos are gone", async () => {
  const { deviceId, memberId } = await memberBrowser(app, t.deps, owner, "Ben", "office");
  const told = async () => {
    const events = (tx: Tx) => tx.selectFrom("event").select("member_id").where("kind", "=", "device-changed");
    const rows = await t.deps.db.withTenant(t.tenantId, (tx) => events(tx).orderBy("seq").execute());
    return rows.map(({ member_id }) => member_id);
  };
  t.clock.set("2029-11-30T03:00:00Z");
  await owner.signIn();
  const toldBefore = (await told()).length;
  await remindOfChecks(t.deps, t.tenantId);
  const toldOnce = await told();
  expect(toldOnce.slice(toldBefore), "on the holder's screens").toContain(memberId);
  await remindOfChecks(t.deps, t.tenantId);
  expect(await told()).toEqual(toldOnce);
  const reminders = async () =>
    t.deps.db.withTenant(t.tenantId, (tx) =>
      tx
        .selectFrom("audit_entry")
        .select("details")
        .where("verb", "=", "device-check-due")
        .where("subject_id", "=", deviceId)
        .execute(),
    );
  expect(await reminders()).toHaveLength(1);
  const counts = await t.deps.db.withTenant(t.tenantId, (tx) => countDevices(t.deps, tx, t.tenantId));
  expect(counts.deviceChecks.due + counts.deviceChecks.overdue).toBeGreaterThan(0);

  await owner.send("POST", `/api/devices/${deviceId}/revoke`);
  const drop = (before: string) =>
    t.deps.db.withTenant(t.tenantId, async (tx) => {
      await dropOldAccess(tx, instant(Date.parse(before)), 1000);
      return await dropOldDevices(tx, instant(Date.parse(before)));
    });
  expect(await drop("2029-11-29T00:00:00Z")).toBe(0);
  expect(await history(deviceId)).toHaveLength(1);
  expect(await drop("2029-12-01T00:00:00Z")).toBe(1);
  const left = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("device_check").select("check_id").where("device_id", "=", deviceId).execute(),
  );
  expect(left).toEqual([]);
});
