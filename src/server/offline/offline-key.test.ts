import { afterAll, beforeAll, expect, test } from "vitest";
import { accessApp, memberBrowser, ownerBrowser, type TestBrowser } from "../../../test/support/access-app.ts";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { OfflineKeys } from "../../contract/push.ts";
import type { App } from "../platform/http.ts";
import { after, day, hour } from "../platform/instant.ts";
import { offlineRoutes } from "./offline.routes.ts";

let t: TestDeps;
let app: App;
let owner: TestBrowser;
beforeAll(async () => {
  t = await testDeps();
  app = await accessApp(t.deps, t.tenantId, (scope) => offlineRoutes(scope, t.deps));
  owner = await ownerBrowser(app, t);
});
afterAll(async () => {
  await app.close();
  await t.close();
});

const ask = async (browser: TestBrowser, holds: string[] = []) => {
  const answer = await browser.send("POST", "/api/offline/key", { holds });
  return answer.statusCode === 200 ? OfflineKeys.parse(answer.json()) : undefined;
};
const idsOf = (keys: OfflineKeys | undefined) => keys?.keys.map((key) => key.id);

test("a device gets the key of its store for a day, and another device another key (DV-2)", async () => {
  const { browser } = await memberBrowser(app, t.deps, owner, "Mia", "office");
  const mine = await ask(browser);
  expect(Date.parse(mine?.until ?? "") - t.clock.now().getTime()).toBe(24 * hour);
  expect(await ask(browser)).toMatchObject({ keys: mine?.keys });
  expect(idsOf(await ask(owner))).not.toEqual(idsOf(mine));
});

test("a new session has a new key, and what waits to be sent can still be read", async () => {
  const { browser } = await memberBrowser(app, t.deps, owner, "Kai", "crew");
  const first = await ask(browser);
  t.clock.advance(13 * hour);
  await browser.signIn();
  const [held] = idsOf(first) ?? [];
  const second = await ask(browser, held === undefined ? [] : [held]);
  expect(second?.keys).toEqual([first?.keys[0], expect.anything()]);
  const newest = second?.keys.at(-1);
  // Sealed anew: the old one is gone for good, for everybody.
  expect((await ask(browser, newest === undefined ? [] : [newest.id]))?.keys).toEqual([newest]);
  expect((await ask(browser, held === undefined ? [] : [held]))?.keys).toEqual([newest]);
});

test("within one session a key lives a week", async () => {
  await owner.signIn();
  const { browser, deviceId } = await memberBrowser(app, t.deps, owner, "Uwe", "office");
  const first = idsOf(await ask(browser));
  await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx
      .updateTable("offline_key")
      .set({ made_at: after(t.clock.now(), -7 * day) })
      .where("device_id", "=", deviceId)
      .execute(),
  );
  expect(idsOf(await ask(browser))).not.toEqual(first);
});

test.each(["sign-out", "lost"])("after %s the key is nowhere any more (DV-3)", async (how) => {
  await owner.signIn();
  const { browser, deviceId } = await memberBrowser(app, t.deps, owner, "Leo", "crew");
  await ask(browser);
  if (how === "lost") await owner.send("POST", `/api/devices/${deviceId}/lost`);
  else await browser.send("POST", "/api/sign-out", {});
  expect(await ask(browser)).toBeUndefined();
  const left = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("offline_key").select("key_id").where("device_id", "=", deviceId).execute(),
  );
  expect(left).toEqual([]);
});
