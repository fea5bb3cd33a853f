import { afterAll, beforeAll, expect, test } from "vitest";
import { ErasureList } from "../../src/contract/retention.ts";
import { RosterView } from "../../src/contract/roster.ts";
import { Today } from "../../src/contract/today.ts";
import { server } from "../../src/server/audit/audit.ts";
import { beginErasure } from "../../src/server/retention/begin-erasure.action.ts";
import { carryOutErasure } from "../../src/server/retention/carry-out-erasure.action.ts";
import type { Business } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/**
 * V15: two businesses in one installation. A number a client drew stands for one press of one business; an erasure, what
 * is parked, and what a search finds belong to one.
 */
let app: TestApp;
let other: Business;

beforeAll(async () => {
  app = await buildTestApp();
  other = await app.addBusiness("b.example");
  app.whatsapp.forgetPerson = async () => "failed";
});
afterAll(() => app.stop());

const idOf = (answer: { json(): unknown }): unknown => Reflect.get(Object(answer.json()), "id");

test.each([
  ["/api/rooms", { kind: "crew", name: "Lager", memberIds: [] }],
  ["/api/crews", { name: "Dach" }],
  ["/api/projects", { name: "Bad Seidel" }],
])("the same number in both businesses is two presses: %s", async (path, body) => {
  const clientId = app.deps.ids.uuid();
  const first = await app.firm.office.call("POST", path, { ...body, clientId });
  // Other words as well: of a number of another business nothing is known.
  const second = await other.office.call("POST", path, { ...body, name: "Nebenan", clientId });
  expect([Math.floor(first.statusCode / 100), Math.floor(second.statusCode / 100)]).toEqual([2, 2]);
  expect(second.body).not.toContain(String(idOf(first) ?? "none"));
  const again = await app.firm.office.call("POST", path, { ...body, clientId });
  expect(idOf(again)).toEqual(idOf(first));
});

test("the same number and the same id of a text block in both businesses are two text blocks", async () => {
  const id = app.deps.ids.uuid();
  await app.firm.office.post("/api/text-blocks", { id, name: "Anfahrt", text: "Unsere" });
  await other.office.post("/api/text-blocks", { id, name: "Anfahrt", text: "Nebenan" });
  const change = { name: "Anfahrt", text: "Neu nebenan", version: 1 };
  expect((await other.office.call("PUT", `/api/text-blocks/${id}`, change)).statusCode).toBe(200);
  expect(JSON.stringify(await app.firm.office.get("/api/text-blocks"))).toContain("Unsere");
  expect(JSON.stringify(await app.firm.office.get("/api/text-blocks"))).not.toContain("nebenan");
});

test("a week is copied, and a shift is changed, in one business only", async () => {
  const [from, to] = ["2027-01-11", "2027-01-18"];
  const weeks = `/api/roster?from=${from}&to=2027-01-24`;
  const plan = async (business: Business) => RosterView.parse(await business.office.get(weeks));
  const memberId = (await plan(app.firm)).people[0]?.id;
  const work = { memberId, kind: "work", start: "2027-01-12T07:00", end: "2027-01-12T15:30", place: "Lager" };
  await app.firm.office.post("/api/roster/shifts", work);
  const clientId = app.deps.ids.uuid();
  expect(await app.firm.office.post("/api/roster/copy-week", { from, to, clientId })).toMatchObject({ copied: 1 });
  expect(await other.office.post("/api/roster/copy-week", { from, to, clientId })).toEqual({ copied: 0, skipped: [] });
  const shiftId = (await plan(app.firm)).shifts[0]?.id;
  const change = { ...work, place: "Nebenan", was: work };
  expect((await other.office.call("PUT", `/api/roster/shifts/${shiftId}`, change)).statusCode).toBe(404);
  expect((await plan(other)).shifts).toEqual([]);
  expect((await plan(app.firm)).shifts.map(({ place }) => place)).toEqual(["Lager", "Lager"]);
});

test("an erasure that waits for a hand is listed, counted, tried again and settled in its own business only", async () => {
  const { tenantId } = app.firm;
  const customer = app.firm.customer({ name: "Bei Meta Geblieben" });
  await customer.writes("Guten Tag");
  const contactId = await customer.contactId();
  const wish = { tenantId, contactId, cause: "owner", actor: server, deviceId: null } as const;
  const erasureId = await app.sql((tx) => beginErasure(app.deps, tx, wish));
  await carryOutErasure(app.deps, { whatsapp: app.whatsapp }, tenantId, erasureId);
  await app.sql((tx) => tx.updateTable("channel_forget").set({ outcome: "parked" }).execute());
  const listed = async (business: Business) => ErasureList.parse(await business.owner.get("/api/erasures")).items;
  const counted = async (business: Business) =>
    Today.parse(await business.owner.get("/api/today")).needs.find(({ kind }) => kind === "erasures")?.count ?? 0;
  expect([(await listed(app.firm)).length, await counted(app.firm)]).toEqual([1, 1]);
  expect([(await listed(other)).length, await counted(other)]).toEqual([0, 0]);
  for (const deed of ["settle", "ask-again"])
    expect((await other.owner.call("POST", `/api/erasures/${erasureId}/${deed}`, {})).statusCode).toBe(404);
  expect((await other.office.call("GET", `/api/contacts/${contactId}/erasure`)).statusCode).toBe(404);
  expect(await listed(app.firm)).toMatchObject([{ elsewhereOpen: "parked", mayAskAgain: true, settled: null }]);
});

test("what is parked of one business is nothing at another's, and no search finds its words", async () => {
  const customer = app.firm.customer({ name: "Kanarienvogel" });
  await customer.writes("Kanarienvogel im Keller");
  await customer.delivers({ metadata: undefined, event: "ACCOUNT_RESTRICTION" }, "account_update");
  const parked = JSON.stringify(await app.firm.owner.get("/api/parked-deliveries"));
  const id = /"id":"?([0-9]+)/.exec(parked)?.[1];
  expect(id).toBeDefined();
  for (const deed of ["settle", "retry"])
    expect((await other.owner.call("POST", `/api/parked-deliveries/${id}/${deed}`, {})).statusCode).toBe(404);
  expect(JSON.stringify(await app.firm.owner.get("/api/parked-deliveries"))).toBe(parked);
  for (const path of ["/api/conversations?q=Kanarienvogel", "/api/contacts?q=Kanarienvogel", "/api/rooms"])
    expect(JSON.stringify(await other.office.get(path))).not.toContain("Kanarien");
  expect(JSON.stringify(await app.firm.office.get("/api/conversations?q=Kanarienvogel"))).toContain("Kanarien");
});
