import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Visitor } from "../support/a-visitor.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { type Screens, screensOf } from "../support/screens.ts";
import { withoutIntervals } from "../support/without-intervals.ts";

/**
 * V27 (Outline CVE-2026-120449): what was shared stayed readable by its old link. Whoever was erased has no way back:
 * no private link, no device that remembers, no visit, no page that is still open. (Signing out, and links that ran out:
 * test/journeys/customer-signs-out.test.ts.)
 */
let app: TestApp;
let owner: TestBrowser;
let screens: Screens;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  screens = await screensOf(app.http);
});
afterAll(() => app.stop());

const Code = z.object({ code: z.string() });
async function api(path: string, { cookie }: Visitor, body: object = {}) {
  const headers = { host: app.firm.host, origin: `http://${app.firm.host}`, ...(cookie === "" ? {} : { cookie }) };
  return await app.http.inject({ method: "POST", url: `/api/customer/web/${path}`, headers, payload: body });
}
const opens = async (code: string) => (await api("resume", new Visitor(app), { code })).statusCode;
const reads = async (who: Visitor) => (await who.get("/api/customer/web/talk")).statusCode;

async function comes(name: string) {
  const visitor = new Visitor(app);
  await visitor.writes("Der Hahn tropft", { name });
  const row = (await app.firm.office.inbox("channel=webchat")).find((one) => one.name === name);
  const link = Code.parse((await api("link", visitor)).json()).code;
  const remembered = Code.parse((await api("remember", visitor)).json()).code;
  return { visitor, link, remembered, contactId: row?.contactId ?? "" };
}

test("after an erasure every way back is shut, also that of a page which is open", async () => {
  const stays = await comes("Bleibt Hier");
  const goes = await comes("Geht Jetzt");
  expect([await opens(goes.link), await opens(goes.remembered), await reads(goes.visitor)]).toEqual([204, 204, 200]);
  const open = await withoutIntervals(() => screens.open("/api/customer/web/watch", { cookie: goes.visitor.cookie }));
  await owner.stepUp();
  const erased = await owner.send("POST", `/api/contacts/${goes.contactId}/erasure`, { cause: "request" });
  expect(erased.statusCode).toBe(200);
  // Without the heartbeat, which asks as well.
  await open.ended;
  expect([await opens(goes.link), await opens(goes.remembered), await reads(goes.visitor)]).toEqual([410, 410, 404]);
  expect([await opens(stays.link), await opens(stays.remembered), await reads(stays.visitor)]).toEqual([204, 204, 200]);
});
