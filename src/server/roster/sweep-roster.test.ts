import { afterAll, beforeAll, expect, it } from "vitest";
import type { Person } from "../../../test/support/a-business.ts";
import { crewOf } from "../../../test/support/a-crew.ts";
import { whileHeld } from "../../../test/support/a-hold.ts";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { OwnRoster, RosterHistory, ShiftSaved } from "../../contract/roster.ts";
import { day } from "../platform/instant.ts";
import { sweepWorkTimes } from "../working-time/sweep-work-times.job.ts";
import { sweepRoster } from "./sweep-roster.job.ts";

let app: TestApp;
let office: Person;
let tarik: Person;
let leonie: Person;
beforeAll(async () => {
  app = await buildTestApp();
  office = app.firm.office;
  ({ tarik, leonie } = await crewOf(app, app.firm));
  const usual = { week: [], qualifications: [], crewId: null };
  const hours = (who: Person, age: object) =>
    office.call("PUT", `/api/working-time/${who.memberId}`, { ...usual, age });
  await hours(tarik, { kind: "adult" });
  await hours(leonie, { kind: "minor", bornOn: "2009-06-01" });
  const body = { memberId: tarik.memberId, kind: "work", start: "2026-12-01T07:00", end: "2026-12-01T15:00" };
  const { shiftId } = ShiftSaved.parse(await office.post("/api/roster/shifts", body));
  await office.post("/api/roster/publish", { from: "2026-12-01", to: "2026-12-01" });
  await tarik.post("/api/roster/answers", { shiftIds: [shiftId], answer: "not", reason: "Zahnarzt" });
  await tarik.post("/api/roster/swaps", { shiftId, toMemberId: null, words: "Bitte, Zahnarzt" });
  await office.post("/api/roster/absences", {
    memberId: tarik.memberId,
    start: "2026-12-02T00:00",
    end: "2026-12-03T00:00",
  });
});
afterAll(() => app.stop());

const rows = () =>
  app.sql(async (tx) => ({
    shifts: await tx.selectFrom("shift").selectAll().execute(),
    told: await tx.selectFrom("published_shift").selectAll().execute(),
    swaps: await tx.selectFrom("shift_swap").selectAll().execute(),
    absences: await tx.selectFrom("absence").selectAll().execute(),
    history: await tx.selectFrom("roster_entry").selectAll().execute(),
    hours: await tx.selectFrom("work_time").selectAll().orderBy("updated_at").execute(),
  }));
const night = async () => {
  await sweepRoster(app.deps, app.firm.tenantId);
  await sweepWorkTimes(app.deps, app.firm.tenantId);
};

it("a proposal nobody took ends when its shift has begun", async () => {
  app.clock.set("2026-12-02T01:41:00Z");
  await night();
  expect((await rows()).swaps).toMatchObject([{ state: "lapsed" }]);
});

it("after 90 days reasons, words and absences are gone, and the working time is still there", async () => {
  app.clock.set("2027-02-28T01:41:00Z");
  await night();
  expect(await rows()).toMatchObject({ absences: [{}], told: [{ answer: "not" }] });
  expect((await rows()).told[0]?.sealed_reason).not.toBeNull();
  app.clock.advance(10 * day);
  const before = await rows();
  await whileHeld(app, async () => {
    await night();
    expect(await rows(), "a legal hold keeps them").toEqual(before);
  });
  await night();
  const left = await rows();
  expect(left).toMatchObject({
    absences: [],
    shifts: [{}],
    told: [{ answer: "not", sealed_reason: null }],
    swaps: [{ sealed_words: null }],
  });
});

it("a birth date goes on the 18th birthday", async () => {
  app.clock.set("2027-05-31T01:41:00Z");
  await night();
  expect((await rows()).hours.filter(({ sealed_born_on }) => sealed_born_on !== null)).toHaveLength(1);
  app.clock.set("2027-06-01T01:41:00Z");
  const before = await rows();
  await whileHeld(app, async () => {
    await night();
    expect(await rows(), "a legal hold keeps it").toEqual(before);
  });
  await night();
  expect((await rows()).hours.map(({ adult, sealed_born_on }) => [adult, sealed_born_on])).toEqual([
    [true, null],
    [true, null],
  ]);
});

it("who left is a role in the history after 90 days, and their working time is gone", async () => {
  const last = "2027-06-30";
  await app.sql((tx) =>
    tx.updateTable("member").set({ ends_on: last }).where("member_id", "=", tarik.memberId).execute(),
  );
  const about = async () =>
    RosterHistory.parse(await office.get("/api/roster/history?from=2026-12-01&to=2026-12-01")).items[0]?.about;
  app.clock.set("2027-09-28T01:41:00Z");
  await night();
  expect(await about()).toBe("Tarik (Demo)");
  app.clock.set("2027-09-29T01:41:00Z");
  await night();
  expect(await about()).toBe("Monteur (ausgeschieden)");
  expect((await rows()).hours.map(({ member_id }) => member_id)).toEqual([leonie.memberId]);
});

it("two years after the shift nothing of it is left", async () => {
  app.clock.set("2028-11-30T01:41:00Z");
  await night();
  expect((await rows()).shifts).toHaveLength(1);
  app.clock.set("2028-12-03T01:41:00Z");
  const before = await rows();
  await whileHeld(app, async () => {
    await night();
    expect(await rows(), "a legal hold keeps it").toEqual(before);
  });
  await night();
  expect(await rows()).toMatchObject({ shifts: [], told: [], swaps: [], history: [] });
  const own = OwnRoster.parse(await leonie.get("/api/roster/mine?from=2026-12-01&to=2026-12-01"));
  expect(own.shifts).toEqual([]);
});
