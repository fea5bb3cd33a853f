import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../../../test/support/a-business.ts";
import { crewOf } from "../../../../test/support/a-crew.ts";
import { buildTestApp, type TestApp } from "../../../../test/support/build-app.ts";
import { OwnRoster, RosterHistory, ShiftSaved } from "../../../contract/roster.ts";
import { SwapAnswered, SwapList, SwapProposed, TakerList } from "../../../contract/roster-swaps.ts";
import { approves, stepsFor } from "./swap.ts";

// Tuesday, 24 November 2026, 07:12.
let app: TestApp;
let office: Person;
let lead: Person;
let tarik: Person;
let leonie: Person;
beforeAll(async () => {
  app = await buildTestApp();
  office = app.firm.office;
  ({ lead, tarik, leonie } = await crewOf(app, app.firm));
  const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));
  for (const [who, age] of [
    [tarik, { kind: "adult" }],
    [lead, { kind: "adult" }],
    [leonie, { kind: "minor", bornOn: "2009-06-01" }],
  ] as const)
    await office.call("PUT", `/api/working-time/${who.memberId}`, { week, age, qualifications: [], crewId: null });
});
afterAll(() => app.stop());

let day = 0;
let shiftId: string;
/** A fresh published shift of Tarik's: on call over night. */
beforeEach(async () => {
  day += 1;
  const date = `2026-12-${String(day).padStart(2, "0")}`;
  const next = `2026-12-${String(day + 1).padStart(2, "0")}`;
  const body = { memberId: tarik.memberId, kind: "on_call", start: `${date}T17:00`, end: `${next}T06:00` };
  shiftId = ShiftSaved.parse(await office.post("/api/roster/shifts", body)).shiftId ?? "";
  await office.post("/api/roster/publish", { from: date, to: date });
});

const propose = async (toMemberId: string | null, words = "") =>
  SwapProposed.parse(await tarik.post("/api/roster/swaps", { shiftId, toMemberId, words }));
const answer = async (who: Person, id: string | null, step: string) =>
  SwapAnswered.parse(await who.post(`/api/roster/swaps/${id}/answer`, { answer: step }));
const refusedAs = async (who: Person, id: string | null, step: string) =>
  (await who.call("POST", `/api/roster/swaps/${id}/answer`, { answer: step })).statusCode;
const seen = async (who: Person) =>
  SwapList.parse(await who.get("/api/roster/swaps")).items.filter((one) => one.shift.id === shiftId);
const own = async (who: Person) =>
  OwnRoster.parse(await who.get("/api/roster/mine?from=2026-12-01&to=2026-12-31")).shifts.filter(
    ({ id, cancelled }) => id === shiftId && !cancelled,
  );

describe("handing a shift over", () => {
  it("is offered once, even when two phones ask in the same moment", async () => {
    const bodies = [lead.memberId, null].map((toMemberId) => ({ shiftId, toMemberId, words: "" }));
    const answers = await Promise.all(bodies.map((body) => tarik.call("POST", "/api/roster/swaps", body)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const refused = answers.find(({ statusCode }) => statusCode === 409);
    expect(refused?.json()).toMatchObject({ detail: "Dieser Dienst ist schon zum Tausch angeboten." });
    expect(await seen(tarik)).toHaveLength(1);
  });

  it("takes both and the office; then both hear of it and the old entry stays in the history", async () => {
    const { swapId } = await propose(lead.memberId, "Kindergeburtstag");
    expect(await seen(lead)).toMatchObject([{ words: "Kindergeburtstag", may: ["accept", "decline"] }]);
    expect(await answer(lead, swapId, "accept")).toMatchObject({ done: true, state: "accepted" });
    expect(await own(lead)).toEqual([]);
    expect(await refusedAs(lead, swapId, "approve")).toBe(409);
    expect(await answer(office, swapId, "approve")).toMatchObject({ done: true, state: "done" });
    expect(await own(tarik)).toEqual([]);
    expect(await own(lead)).toMatchObject([{ answer: "fits" }]);
    const { items } = RosterHistory.parse(await office.get("/api/roster/history?from=2026-12-01&to=2026-12-31"));
    const done = items.find(({ sentence }) => sentence.de.startsWith("an Mehmet Aydın (Demo) abgegeben"));
    expect(done).toMatchObject({ about: "Tarik (Demo)", by: "Sandra Krüger (Demo)" });
    expect(items.some(({ sentence }) => sentence.de.startsWith("eingeplant"))).toBe(true);
    const told = await app.sql((tx) =>
      tx
        .selectFrom("shift_notice")
        .select("member_id")
        .where("shift_id", "=", shiftId)
        .where("about", "=", "plan")
        .execute(),
    );
    expect(told.map(({ member_id }) => member_id)).toEqual(expect.arrayContaining([tarik.memberId, lead.memberId]));
  });

  it("is refused to somebody under 18, in plain words and before she is asked", async () => {
    const found = await propose(leonie.memberId);
    expect(found).toMatchObject({ proposed: false, swapId: null });
    expect(found.findings[0]?.text.de).toContain("nachts");
    expect(await seen(leonie)).toEqual([]);
  });

  it("asks everybody who may, and nobody who may not", async () => {
    const { swapId } = await propose(null);
    const { items } = TakerList.parse(await tarik.get(`/api/roster/takers/${shiftId}`));
    const takers = items.filter(({ may }) => may).map(({ memberId }) => memberId);
    expect(takers).toContain(lead.memberId);
    expect(takers).not.toContain(leonie.memberId);
    expect(await seen(leonie)).toEqual([]);
    expect(await refusedAs(leonie, swapId, "accept")).toBe(404);
    expect(await seen(lead)).toMatchObject([{ to: null, may: expect.arrayContaining(["accept"]) }]);
    expect(await answer(lead, swapId, "accept")).toMatchObject({ state: "accepted" });
    expect(await answer(office, swapId, "refuse")).toMatchObject({ state: "refused" });
    expect(await own(tarik)).toHaveLength(1);
  });

  it("asks the checks again when it is approved", async () => {
    const { swapId } = await propose(lead.memberId);
    await answer(lead, swapId, "accept");
    await app.sql((tx) =>
      tx.updateTable("member").set({ ends_on: "2026-12-01" }).where("member_id", "=", lead.memberId).execute(),
    );
    expect(await answer(office, swapId, "approve")).toMatchObject({
      done: false,
      state: "accepted",
      findings: [{ rule: "Austritt" }],
    });
    await app.sql((tx) =>
      tx.updateTable("member").set({ ends_on: null }).where("member_id", "=", lead.memberId).execute(),
    );
    expect(await own(tarik)).toHaveLength(1);
  });

  it("falls when the plan changed in between", async () => {
    const { swapId } = await propose(lead.memberId);
    await answer(lead, swapId, "accept");
    await office.call("DELETE", `/api/roster/shifts/${shiftId}`);
    expect(await refusedAs(office, swapId, "approve")).toBe(409);
  });

  it("may be declined and taken back, by those it concerns", async () => {
    const { swapId } = await propose(lead.memberId);
    expect(await refusedAs(leonie, swapId, "decline")).toBe(404);
    expect(await answer(lead, swapId, "decline")).toMatchObject({ state: "declined" });
    const again = await propose(lead.memberId);
    expect(await answer(tarik, again.swapId, "withdraw")).toMatchObject({ state: "withdrawn" });
  });

  it("is offered once, by whoever has it", async () => {
    await propose(null);
    const twice = await tarik.call("POST", "/api/roster/swaps", { shiftId, toMemberId: null });
    expect(twice.statusCode).toBe(409);
    const foreign = await leonie.call("POST", "/api/roster/swaps", { shiftId, toMemberId: null });
    expect(foreign.statusCode).toBe(404);
  });

  it("needs nobody's approval where the business says so", async () => {
    const rules = { shiftRule: null, minorsWeekend: null, swapsNeedApproval: false, alarmMinutes: 10 };
    await office.call("PUT", "/api/work-rules", rules);
    const { swapId } = await propose(lead.memberId);
    expect(await answer(lead, swapId, "accept")).toMatchObject({ done: true, state: "done" });
    expect(await own(lead)).toHaveLength(1);
    await office.call("PUT", "/api/work-rules", { ...rules, swapsNeedApproval: true });
  });

  it("is approved by somebody who has no part in it, as long as there is somebody", async () => {
    const { swapId } = await propose(office.memberId);
    expect(await answer(office, swapId, "accept")).toMatchObject({ done: true, state: "accepted" });
    expect((await seen(office)).map(({ may }) => may)).toEqual([["decline"]]);
    expect(await refusedAs(office, swapId, "approve")).toBe(409);
    expect((await seen(app.firm.uwe)).map(({ may }) => may)).toEqual([["approve", "refuse"]]);
    expect(await answer(app.firm.uwe, swapId, "refuse")).toMatchObject({ state: "refused" });
  });
});

describe("who may answer what", () => {
  const swap = {
    id: "s",
    shiftId: "x",
    fromId: "tarik",
    toId: "mehmet",
    returnShiftId: null,
    words: "",
    madeAt: new Date(0),
  } as const;
  const steps = (memberId: string, state: "proposed" | "accepted" | "done", mayApprove = false) =>
    stepsFor({ ...swap, state }, { memberId, mayApprove, mayTake: true });

  it.each([
    ["somebody else who may", ["uwe", "tarik"], "uwe", true],
    ["not by who gives it, as long as somebody else may", ["uwe", "tarik"], "tarik", false],
    ["by who takes it where both are all who may", ["mehmet", "tarik"], "mehmet", true],
    ["by nobody who may not", ["uwe"], "mehmet", false],
  ] as const)("it is approved: %s", (_what, approvers, memberId, may) => {
    expect(approves({ ...swap, state: "accepted" }, memberId, approvers)).toBe(may);
  });

  it.each([
    ["who offered takes it back", steps("tarik", "proposed"), ["withdraw"]],
    ["who is asked takes or declines it", steps("mehmet", "proposed"), ["accept", "decline"]],
    ["a stranger has no say", steps("leonie", "proposed"), []],
    ["the office does not take for others", steps("sandra", "proposed", true), []],
    ["once accepted the office decides", steps("sandra", "accepted", true), ["approve", "refuse"]],
    ["either may still step back", steps("mehmet", "accepted"), ["decline"]],
    ["done is done", steps("tarik", "done", true), []],
  ])("%s", (_name, may, expected) => {
    expect(may).toEqual(expected);
  });
});
