import { afterAll, beforeAll, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { DutyView } from "../../contract/duty.ts";
import { RosterView } from "../../contract/roster.ts";
import { SwapList } from "../../contract/roster-swaps.ts";
import { seedDemoRoster } from "./seed-demo-roster.action.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
  await seedDemoRoster(app.deps, app.firm.tenantId);
});
afterAll(() => app.stop());

const roster = async () => RosterView.parse(await app.firm.office.get("/api/roster?from=2026-11-23&to=2026-12-13"));

it("the demo has a published roster of three weeks: Leonie has not looked, Tarik offers a week", async () => {
  const view = await roster();
  expect(view.people).toHaveLength(14);
  expect(view.unpublished).toBe(0);
  expect(view.missing.map(({ name }) => name)).toEqual(["Leonie (Demo)"]);
  expect(view.shifts.length).toBeGreaterThan(140);
  expect(view.absences).toHaveLength(1);
  const swaps = SwapList.parse(await app.firm.office.get("/api/roster/swaps")).items;
  expect(swaps).toMatchObject([{ state: "proposed", from: { name: "Tarik (Demo)" }, to: null }]);
  expect(DutyView.parse(await app.firm.office.get("/api/duty")).now).toMatchObject([{ name: "Kevin Roth (Demo)" }]);
});

it("somebody is on call when the demo begins on a Monday before seven", async () => {
  const view = RosterView.parse(await app.firm.office.get("/api/roster?from=2026-11-16&to=2026-11-23"));
  expect(view.unpublished).toBe(0);
  const first = view.shifts.filter(({ kind, start }) => kind === "on_call" && start < "2026-11-23");
  expect(first.map(({ end }) => end)).toEqual(["2026-11-23T07:00"]);
});

it("started again it changes nothing", async () => {
  const before = await roster();
  await seedDemoRoster(app.deps, app.firm.tenantId);
  expect(await roster()).toEqual(before);
});
