import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { accessApp, memberBrowser, ownerBrowser, type TestBrowser } from "../../../test/support/access-app.ts";
import { doDueJobs } from "../../../test/support/build-app.ts";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { type PushService, pushService, readVapid, SoftBrowser } from "../../../test/support/push-service.ts";
import { PushDelivery, PushStanding, PushSubscribed } from "../../contract/push.ts";
import { tasks } from "../../tasks.ts";
import { offlineRoutes } from "../offline/offline.routes.ts";
import type { App } from "../platform/http.ts";
import { day, minute } from "../platform/instant.ts";
import { notify } from "./notify.action.ts";
import { pushRoutes } from "./push.routes.ts";
import { servicesInUse } from "./services-in-use.action.ts";

/** V64 (Rocket.Chat issue 2000): a push went through the makers of browsers with the words in it. */
let t: TestDeps;
let app: App;
let owner: TestBrowser;
let service: PushService;
let work: ReturnType<typeof tasks>;
let mia: Awaited<ReturnType<typeof memberBrowser>>;
let phone: SoftBrowser;

beforeAll(async () => {
  t = await testDeps();
  const deps = { ...t.deps, config: { ...t.deps.config, pushContact: "mailto:technik@werkbote.de" } };
  service = await pushService();
  work = tasks(deps, {}, service.fetch);
  app = await accessApp(deps, t.tenantId, (scope) => {
    pushRoutes(scope, deps);
    offlineRoutes(scope, deps);
  });
  owner = await ownerBrowser(app, t);
});
beforeEach(async () => {
  await owner.signIn();
  mia = await memberBrowser(app, t.deps, owner, "Mia Musterfrau", "office");
  phone = new SoftBrowser();
  expect((await mia.browser.send("PUT", "/api/push/address", phone.toJSON())).statusCode).toBe(200);
});
afterEach(() => {
  service.arrived.length = 0;
  service.answer = { status: 201 };
});
afterAll(async () => {
  await app.close();
  await service.stop();
  await t.close();
});

const subject = "/posteingang/0198c0de-0000-7000-8000-000000000001";
const tell = (kind: "message" | "alarm" = "message", memberId = mia.memberId) =>
  t.deps.db.withTenant(t.tenantId, (tx) =>
    notify(t.deps, tx, { tenantId: t.tenantId, memberIds: [memberId], kind, subject }),
  );
const deliver = () => doDueJobs(t.deps, work);
const standing = async (browser = mia.browser) => PushStanding.parse((await browser.send("GET", "/api/push")).json());

test("the service of a device is one the business calls (D11)", async () => {
  expect(await t.deps.db.withTenant(t.tenantId, servicesInUse)).toEqual(new Set(["google"]));
});

test("a push says that there is something and where, and nothing else", async () => {
  await tell();
  await tell();
  await deliver();
  const [push, ...more] = service.arrived;
  expect(more).toEqual([]);
  if (!push) throw new Error("nothing arrived");
  const said = phone.open(push.body);
  expect(said).toEqual({
    web_push: 8030,
    notification: {
      title: "Neue Nachricht",
      body: "In Werkbote öffnen",
      lang: "de",
      navigate: `http://localhost:8080${subject}`,
      tag: push.headers.topic,
    },
    app_badge: 0,
  });
  expect(push.headers).toMatchObject({ ttl: "86400", urgency: "normal", "content-encoding": "aes128gcm" });
  expect(push.headers.topic).toMatch(/^[\w-]{32}$/);
  expect(push.headers.topic).not.toContain("0198c0de");
});

test("every push is as long as every other, so its length says nothing (MD-2)", async () => {
  await tell("message");
  await tell("alarm");
  await deliver();
  expect(new Set(service.arrived.map(({ body }) => body.length)).size).toBe(1);
  expect(service.arrived.map(({ headers }) => headers.urgency).sort()).toEqual(["high", "normal"]);
});

test("the service is told who we are by a signature and an address that exists", async () => {
  await tell();
  await deliver();
  const { key, claims } = readVapid(String(service.arrived[0]?.headers.authorization));
  expect(key).toBe((await standing()).publicKey);
  expect(claims).toMatchObject({ aud: "https://fcm.googleapis.com", sub: "mailto:technik@werkbote.de" });
});

test("a device that was revoked, even with a push on its way, hears nothing (DV-3)", async () => {
  await tell();
  await owner.send("POST", `/api/devices/${mia.deviceId}/lost`);
  await tell();
  await deliver();
  expect(service.arrived).toEqual([]);
});

test("whoever signed out or may not sign in any more is told nothing", async () => {
  const { browser } = mia;
  await owner.stepUp();
  await tell();
  await owner.send("PATCH", `/api/members/${mia.memberId}`, { disabled: true });
  await deliver();
  expect(service.arrived).toEqual([]);
  await owner.send("PATCH", `/api/members/${mia.memberId}`, { disabled: false });
  await browser.signIn();
  await browser.send("POST", "/api/sign-out", {});
  await tell();
  await deliver();
  expect(service.arrived).toEqual([]);
});

test("only the push services of the browsers are called, whatever a browser claims", async () => {
  const claims = [
    "https://169.254.169.254/latest",
    "https://fcm.googleapis.com.evil.de/x",
    "https://evil.de/push.apple.com",
    "https://.push.apple.com/x",
    "https://a..push.apple.com/x",
  ];
  for (const endpoint of [...claims, "https://fcm.googleapis.com:8443/x", "https://a@fcm.googleapis.com/x"]) {
    const answer = await mia.browser.send("PUT", "/api/push/address", { ...phone.toJSON(), endpoint });
    expect([endpoint, answer.statusCode]).toEqual([endpoint, 400]);
  }
  for (const host of ["web.push.apple.com", "updates.push.services.mozilla.com", "wns2-par02p.notify.windows.com"]) {
    const endpoint = `https://${host}/abc`;
    const answer = await mia.browser.send("PUT", "/api/push/address", { ...phone.toJSON(), endpoint });
    expect([host, answer.statusCode]).toEqual([host, 200]);
  }
});

test.each([404, 410])("a subscription the browser has ended goes (%d)", async (status) => {
  service.answer = { status };
  await tell();
  await deliver();
  expect((await standing()).address).toBeNull();
});

test.each([429, 503])(
  "a service that has no time is asked again, later and later, while it is worth it (%d)",
  async (status) => {
    service.answer = { status, headers: { "retry-after": "120" } };
    await tell("alarm");
    await deliver();
    t.clock.advance(minute);
    await deliver();
    expect(service.arrived).toHaveLength(1);
    t.clock.advance(minute);
    await deliver();
    expect(service.arrived).toHaveLength(2);
    expect((await standing()).address?.failingSince).not.toBeNull();
    service.answer = { status: 201 };
    t.clock.advance(2 * minute);
    await deliver();
    expect(service.arrived).toHaveLength(3);
    expect((await standing()).address?.failingSince).toBeNull();
    service.answer = { status };
    await tell("alarm");
    await deliver();
    t.clock.advance(day);
    await deliver();
    expect(service.arrived).toHaveLength(4);
  },
);

test("a test is believed when the device itself says the word that was in it", async () => {
  await mia.browser.send("POST", "/api/push/test", {});
  await deliver();
  expect((await standing()).address?.test.state).toBe("handed");
  const [push] = service.arrived;
  if (!push) throw new Error("nothing arrived");
  const said = phone.open(push.body) as { notification: { data: { token: string } } };
  const { token } = said.notification.data;
  const say = async (browser: TestBrowser, word: string) =>
    (await browser.send("POST", "/api/push/test/arrived", { token: word })).statusCode;
  expect([await say(owner, token), await say(mia.browser, `${token}x`)]).toEqual([404, 404]);
  expect([await say(mia.browser, token), await say(mia.browser, token)]).toEqual([200, 404]);
  expect((await standing()).address?.test.state).toBe("arrived");
});

test("the owner sees how the services answer, by service and never by person", async () => {
  service.answer = { status: 403 };
  await tell();
  await deliver();
  const { items } = PushDelivery.parse((await owner.send("GET", "/api/push/delivery")).json());
  expect(items.map(({ platform }) => platform)).toEqual(["google"]);
  expect(items[0]?.refused).toBe(1);
  expect((await mia.browser.send("GET", "/api/push/delivery")).statusCode).toBe(403);
});

test("an app that was closed for nine days hears how long, when it compares its subscription", async () => {
  t.clock.advance(9 * day);
  await mia.browser.signIn();
  const answer = await mia.browser.send("PUT", "/api/push/address", phone.toJSON());
  expect(PushSubscribed.parse(answer.json()).unopenedDays).toBe(9);
});

test("where a device is reached stands nowhere in plain text", async () => {
  const { rows } = await t.deps.db.pool.query<{ text: string }>(
    `select set_config('app.tenant_id', $1, false), (select string_agg(s::text, '') from push_address s) as text`,
    [t.tenantId],
  );
  const plain = String(rows[0]?.text);
  expect(plain).toContain("google");
  for (const secret of [phone.endpoint, phone.toJSON().keys.auth])
    expect([plain.includes(secret), plain.includes(Buffer.from(secret).toString("hex"))]).toEqual([false, false]);
});
