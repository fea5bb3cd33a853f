import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { seedDemoRoster } from "../../src/server/demo/seed-demo-roster.action.ts";
import { seedDemoTeam } from "../../src/server/demo/seed-demo-team.action.ts";
import type { Business } from "../support/a-business.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/**
 * V15 to V17, for what is reached without the staff app (that one: V15-tenant-matrix.test.ts): whoever carries a visit,
 * a private link or the address of a calendar from one business to the other's host finds nothing there.
 */
const said = "Der Hahn tropft";
let app: TestApp;
let other: Business;
let visitor: Visitor;
let link: string;
let remembered: string;

beforeAll(async () => {
  app = await buildTestApp();
  other = await app.addBusiness("b.example");
  await seedDemoTeam(app.deps, other.tenantId);
  await seedDemoRoster(app.deps, other.tenantId);
  visitor = new Visitor(app, other);
  await visitor.writes(said);
  link = Code.parse((await ask(other, "POST", "/api/customer/web/link", {})).json()).code;
  remembered = Code.parse((await ask(other, "POST", "/api/customer/web/remember", {})).json()).code;
});
afterAll(() => app.stop());

const Code = z.object({ code: z.string() });
async function ask({ host }: Business, method: "GET" | "POST", url: string, payload?: object) {
  const headers = { host, origin: `http://${host}`, cookie: visitor.cookie };
  return await app.http.inject({ method, url, headers, ...(payload && { payload }) });
}

test("a visit at one business is none at the other's page", async () => {
  for (const path of ["/api/customer/web/talk", "/k/web/gespraech"]) {
    const [theirs, ours] = [await ask(other, "GET", path), await ask(app.firm, "GET", path)];
    expect([path, theirs.statusCode, theirs.body.includes(said)]).toEqual([path, 200, true]);
    expect([path, ours.body.includes(said)]).toEqual([path, false]);
  }
  const link = (at: Business) => ask(at, "POST", "/api/customer/web/link", {});
  expect([(await link(other)).statusCode, (await link(app.firm)).statusCode]).toEqual([200, 404]);
});

test("a private link and what a device remembers open the page of their own business alone", async () => {
  for (const code of [link, remembered]) {
    const resume = async (at: Business) => (await ask(at, "POST", "/api/customer/web/resume", { code })).statusCode;
    expect([await resume(app.firm), await resume(other)]).toEqual([410, 204]);
  }
});

test("the address of somebody's calendar leads nowhere at the other's host", async () => {
  const made = z.object({ url: z.url() }).parse(await other.office.post("/api/roster/calendar-link", {}));
  const { pathname } = new URL(made.url);
  const fetched = async (at: Business) => (await ask(at, "GET", pathname)).statusCode;
  expect([await fetched(other), await fetched(app.firm)]).toEqual([200, 404]);
});
