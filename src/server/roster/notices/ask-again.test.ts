import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../../../test/support/a-business.ts";
import { crewOf } from "../../../../test/support/a-crew.ts";
import { buildTestApp, type TestApp } from "../../../../test/support/build-app.ts";
import { AskedAgain, OwnRoster, RosterHistory, RosterView, ShiftSaved } from "../../../contract/roster.ts";
import { day, hour, minute } from "../../platform/instant.ts";

// Tuesday, 24 November 2026, 07:12; the plan is of the week of 7 December.
let app: TestApp;
let office: Person;
let tarik: Person;
let leonie: Person;
beforeAll(async () => {
  app = await buildTestApp();
  office = app.firm.office;
  ({ tarik, leonie } = await crewOf(app, app.firm));
  const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));
  const rules = { minorsWeekend: null, swapsNeedApproval: true, alarmMinutes: 10 };
  const shiftRule = { on: "2026-01-01", text: "Der Einsatz für morgen steht bis 18 Uhr im Plan.", cutoff: "18:00" };
  await office.call("PUT", "/api/work-rules", { ...rules, shiftRule });
  for (const [who, age] of [
    [tarik, { kind: "adult" }],
    [leonie, { kind: "minor", bornOn: "2009-06-01" }],
  ] as const)
    await office.call("PUT", `/api/working-time/${who.memberId}`, { week, age, qualifications: [], crewId: null });
  for (const who of [tarik, leonie]) await plan(who, "2026-12-09T08:00", "2026-12-09T15:00");
  await publish();
});
afterAll(() => app.stop());

const plan = async (who: Person, start: string, end: string) =>
  ShiftSaved.parse(
    await office.post("/api/roster/shifts", { memberId: who.memberId, kind: "work", start, end, reason: "Bau" }),
  ).shiftId ?? "";
const publish = () => office.post("/api/roster/publish", { from: "2026-12-07", to: "2026-12-13" });
const missing = async () =>
  RosterView.parse(await office.get("/api/roster?from=2026-12-07&to=2026-12-13")).missing.map((one) => ({
    ...one,
    name: one.name.split(" ")[0],
  }));
const ask = (...who: Person[]) =>
  office.call("POST", "/api/roster/ask-again", { memberIds: who.map(({ memberId }) => memberId) });
const asked = async (...who: Person[]) => AskedAgain.parse((await ask(...who)).json()).people;
const waiting = () => app.sql((tx) => tx.selectFrom("shift_notice").selectAll().where("sent_at", "is", null).execute());
const says = async (who: Person) => {
  const own = OwnRoster.parse(await who.get("/api/roster/mine?from=2026-12-07&to=2026-12-13"));
  await who.post("/api/roster/answers", { shiftIds: own.shifts.map(({ id }) => id), answer: "seen" });
};

describe("asking who has not answered once more", () => {
  it("waits a day after the first time", async () => {
    const [hers, his] = await missing();
    expect([hers, his]).toMatchObject([
      { name: "Leonie", timesAgain: 0 },
      { name: "Tarik", timesAgain: 0 },
    ]);
    expect(Date.parse(hers?.mayAskFrom ?? "") - Date.parse(hers?.askedAt ?? "")).toBe(day);
    const refused = await ask(tarik);
    expect([refused.statusCode, refused.json().detail]).toEqual([409, expect.stringContaining("einmal am Tag")]);
    expect(refused.json().en).toContain("once a day");
  });

  it("tells within working time, says when it was asked last, and stands in the history", async () => {
    app.clock.set("2026-11-25T09:00:00Z");
    expect(await asked(tarik)).toMatchObject([{ memberId: tarik.memberId, queuedUntil: null }]);
    expect((await missing()).find(({ name }) => name === "Tarik")).toMatchObject({
      askedAt: "2026-11-25T09:00:00.000Z",
      timesAgain: 1,
      mayAskFrom: "2026-11-26T09:00:00.000Z",
    });
    expect((await ask(tarik)).statusCode).toBe(409);
    const { items } = RosterHistory.parse(await office.get("/api/roster/history?from=2026-12-07&to=2026-12-13"));
    expect(items[0]).toMatchObject({ about: "Tarik (Demo)", sentence: { de: expect.stringContaining("noch einmal") } });
  });

  it("waits for the morning in the evening, rule for shifts or not: a question is no shift notice (IN-4)", async () => {
    app.clock.set("2026-11-26T15:30:00Z");
    const people = await asked(tarik, leonie);
    expect(people.map(({ queuedUntil }) => queuedUntil)).toEqual([
      "2026-11-27T06:00:00.000Z",
      "2026-11-27T06:00:00.000Z",
    ]);
    // What waits is not asked a second time.
    expect((await ask(tarik, leonie)).statusCode).toBe(409);
    await app.pass(hour);
    expect(await waiting()).toHaveLength(2);
    app.clock.set("2026-11-27T05:59:00Z");
    await app.pass(minute);
    expect(await waiting()).toEqual([]);
    expect(await missing()).toMatchObject([
      { name: "Leonie", askedAt: "2026-11-27T06:00:00.000Z", queuedUntil: null },
      { name: "Tarik", timesAgain: 2 },
    ]);
  });

  it("leaves alone whoever answers while the question waits", async () => {
    app.clock.set("2026-12-01T18:00:00Z");
    expect(await asked(leonie)).toHaveLength(1);
    await says(leonie);
    app.clock.set("2026-12-02T05:59:00Z");
    const pushes = () => app.sql((tx) => tx.selectFrom("decision").selectAll().where("action", "=", "send").execute());
    const before = (await pushes()).length;
    await app.pass(minute);
    expect([(await pushes()).length, await waiting()]).toEqual([before, []]);
    expect((await ask(leonie)).json().detail).toContain("geantwortet");
  });

  it("ends after three times: then somebody talks", async () => {
    app.clock.set("2026-12-02T09:00:00Z");
    expect(await asked(tarik)).toHaveLength(1);
    app.clock.advance(2 * day);
    expect(await missing()).toMatchObject([{ name: "Tarik", timesAgain: 3, mayAskFrom: null }]);
    expect((await ask(tarik)).statusCode).toBe(409);
  });

  it("is asked once, even when two planners press in the same moment", async () => {
    await plan(leonie, "2026-12-10T08:00", "2026-12-10T14:00");
    app.clock.set("2026-12-03T09:00:00Z");
    await publish();
    app.clock.set("2026-12-04T10:00:00Z");
    const both = await Promise.all([ask(leonie), ask(leonie)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  });

  it("is for planners", async () => {
    const answer = await tarik.call("POST", "/api/roster/ask-again", { memberIds: [leonie.memberId] });
    expect(answer.statusCode).toBe(403);
  });

  it("happens by itself when a shift is changed within 48 hours: whoever had said yes is asked anew, as urgent", async () => {
    await says(tarik);
    expect((await missing()).some(({ name }) => name === "Tarik")).toBe(false);
    app.clock.set("2026-12-08T08:00:00Z");
    const [shift] = RosterView.parse(await office.get("/api/roster?from=2026-12-09&to=2026-12-09")).shifts.filter(
      ({ memberId }) => memberId === tarik.memberId,
    );
    const later = { memberId: tarik.memberId, kind: "work", start: "2026-12-09T09:00", end: "2026-12-09T16:00" };
    await office.call("PUT", `/api/roster/shifts/${shift?.id}`, later);
    await publish();
    const own = OwnRoster.parse(await tarik.get("/api/roster/mine?from=2026-12-09&to=2026-12-09"));
    expect(own.shifts).toMatchObject([{ asked: true, answer: "none", urgent: true, changed: true }]);
    // Asked three times about the old plan: about the new one it begins anew.
    expect((await missing()).find(({ name }) => name === "Tarik")).toMatchObject({ timesAgain: 0 });
    const [notice] = await app.sql((tx) =>
      tx
        .selectFrom("shift_notice")
        .selectAll()
        .where("member_id", "=", tarik.memberId)
        .orderBy("made_at", "desc")
        .orderBy("notice_id", "desc")
        .limit(1)
        .execute(),
    );
    expect(notice).toMatchObject({ about: "plan", urgent: true });
    expect(notice?.sent_at).not.toBeNull();
  });
});
