import ICAL from "ical.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../../../test/support/a-business.ts";
import { crewOf } from "../../../../test/support/a-crew.ts";
import { buildTestApp, type TestApp } from "../../../../test/support/build-app.ts";
import { CalendarLinkMade } from "../../../contract/duty.ts";
import { OwnRoster, RosterHistory, ShiftSaved } from "../../../contract/roster.ts";
import { ExchangeList, SwapAnswered, SwapList, SwapProposed } from "../../../contract/roster-swaps.ts";

// Tuesday, 24 November 2026, 07:12. In January every week is planned anew: Tarik's Monday, the foreman's Wednesday.
let app: TestApp;
let office: Person;
let lead: Person;
let tarik: Person;
let leonie: Person;
const calendars = new Map<Person, string>();
beforeAll(async () => {
  app = await buildTestApp();
  office = app.firm.office;
  ({ lead, tarik, leonie } = await crewOf(app, app.firm));
  const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));
  for (const [who, age, qualifications] of [
    [tarik, { kind: "adult" }, ["Gas"]],
    [lead, { kind: "adult" }, []],
    [leonie, { kind: "minor", bornOn: "2009-06-01" }, []],
  ] as const)
    await office.call("PUT", `/api/working-time/${who.memberId}`, { week, age, qualifications, crewId: null });
  for (const who of [tarik, lead]) {
    const made = await who.call("POST", "/api/roster/calendar-link");
    calendars.set(who, new URL(CalendarLinkMade.parse(made.json()).url).pathname);
  }
});
afterAll(() => app.stop());

const rules = { shiftRule: null, minorsWeekend: null, swapsNeedApproval: true, alarmMinutes: 10 };
let turn = -1;
let monday: string;
let his: string;
let hers: string;
const dayAfter = (day: string, n: number) =>
  new Date(Date.parse(`${day}T12:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
const plan = async (who: Person, n: number, from: string, to: string, more: object = {}) => {
  const [day, last] = [dayAfter(monday, n), dayAfter(monday, to < from ? n + 1 : n)];
  const body = { memberId: who.memberId, kind: "work", start: `${day}T${from}`, end: `${last}T${to}`, ...more };
  return ShiftSaved.parse(await office.post("/api/roster/shifts", { reason: "Auslastung", ...body })).shiftId ?? "";
};
const publish = () => office.post("/api/roster/publish", { from: monday, to: dayAfter(monday, 6) });
beforeEach(async () => {
  turn += 1;
  monday = dayAfter("2027-01-11", turn * 7);
  his = await plan(tarik, 0, "07:00", "15:30", { place: "Seidel, Heizung" });
  hers = await plan(lead, 2, "08:00", "16:30", { place: "Klinik, Keller" });
  await publish();
});

const propose = async (from: Person, shiftId: string, to: Person, returnShiftId: string) =>
  SwapProposed.parse(
    await from.post("/api/roster/swaps", { shiftId, toMemberId: to.memberId, returnShiftId, words: "" }),
  );
const answer = async (who: Person, id: string | null, step: string) =>
  SwapAnswered.parse(await who.post(`/api/roster/swaps/${id}/answer`, { answer: step }));
const refusal = async (who: Person, id: string | null, step: string) =>
  await who.call("POST", `/api/roster/swaps/${id}/answer`, { answer: step });
const own = async (who: Person) =>
  OwnRoster.parse(await who.get(`/api/roster/mine?from=${monday}&to=${dayAfter(monday, 6)}`))
    .shifts.filter(({ cancelled }) => !cancelled)
    .map(({ id }) => id);
const view = async (who: Person, id: string | null) =>
  SwapList.parse(await who.get("/api/roster/swaps")).items.find((one) => one.id === id);
async function entryOf(who: Person, shiftId: string) {
  const { body } = await app.http.inject({ url: calendars.get(who) ?? "", headers: { host: app.firm.host } });
  const found = new ICAL.Component(ICAL.parse(body))
    .getAllSubcomponents("vevent")
    .find((one) => new ICAL.Event(one).uid.startsWith(shiftId));
  if (!found) return undefined;
  return { status: found.getFirstPropertyValue("status"), sequence: Number(new ICAL.Event(found).sequence) };
}

describe("an exchange of two shifts", () => {
  it("shows before it is proposed what the checks say of both, and of the other's shifts when and what alone", async () => {
    const text = await tarik.get(`/api/roster/exchanges/${his}?with=${lead.memberId}`);
    expect(ExchangeList.parse(text).items).toMatchObject([
      { shift: { id: hers, start: `${dayAfter(monday, 2)}T08:00` }, findings: [], returnFindings: [] },
    ]);
    expect(JSON.stringify(text)).not.toContain("Klinik");
    expect((await leonie.call("GET", `/api/roster/exchanges/${his}?with=${lead.memberId}`)).statusCode).toBe(404);
  });

  it("takes both and the office; both plans, both calendars and the history say so", async () => {
    const { swapId } = await propose(tarik, his, lead, hers);
    expect(await view(lead, swapId)).toMatchObject({
      shift: { id: his },
      returnShift: { id: hers },
      may: ["accept", "decline"],
    });
    expect(await answer(lead, swapId, "accept")).toMatchObject({ done: true, state: "accepted" });
    expect([await own(tarik), await own(lead)]).toEqual([[his], [hers]]);
    expect(await answer(office, swapId, "approve")).toMatchObject({ done: true, state: "done" });
    expect([await own(tarik), await own(lead)]).toEqual([[hers], [his]]);
    expect([await entryOf(tarik, his), await entryOf(lead, hers)]).toEqual([
      { status: "CANCELLED", sequence: 1 },
      { status: "CANCELLED", sequence: 1 },
    ]);
    expect([await entryOf(tarik, hers), await entryOf(lead, his)]).toEqual([
      { status: "CONFIRMED", sequence: 0 },
      { status: "CONFIRMED", sequence: 0 },
    ]);
    const days = `from=${monday}&to=${dayAfter(monday, 6)}`;
    const { items } = RosterHistory.parse(await office.get(`/api/roster/history?${days}`));
    const said = items.map(({ about, sentence }) => `${about} ${sentence.de}`).join("\n");
    expect(said).toContain("Tarik (Demo) an Mehmet Aydın (Demo) abgegeben");
    expect(said).toContain("Mehmet Aydın (Demo) an Tarik (Demo) abgegeben");
    expect(said.match(/eingeplant/g)).toHaveLength(2);
    expect(items.map(({ sentence }) => sentence.en).join("\n")).toContain("handed to Tarik (Demo)");
  });

  it("back again counts every calendar entry up, so that no program keeps the old one", async () => {
    for (const [from, shiftId, to, back] of [
      [tarik, his, lead, hers],
      [tarik, hers, lead, his],
    ] as const) {
      const { swapId } = await propose(from, shiftId, to, back);
      await answer(to, swapId, "accept");
      await answer(office, swapId, "approve");
    }
    expect(await own(tarik)).toEqual([his]);
    expect([await entryOf(tarik, his), await entryOf(tarik, hers)]).toEqual([
      { status: "CONFIRMED", sequence: 2 },
      { status: "CANCELLED", sequence: 1 },
    ]);
  });

  it("counts the shift one gives away as gone: two shifts of one day may be exchanged", async () => {
    const late = await plan(lead, 0, "14:00", "22:00");
    await publish();
    const { items } = ExchangeList.parse(await tarik.get(`/api/roster/exchanges/${his}?with=${lead.memberId}`));
    expect(items.find(({ shift }) => shift.id === late)).toMatchObject({ findings: [], returnFindings: [] });
  });

  it("is refused when the rest of the one who asks would be too short, and the other is not even asked", async () => {
    const night = await plan(lead, 3, "16:00", "22:00");
    await plan(tarik, 4, "07:00", "15:00");
    await publish();
    const found = await propose(tarik, his, lead, night);
    expect(found).toMatchObject({ proposed: false, returnFindings: [{ rule: "§ 5 ArbZG", severity: "refused" }] });
    expect(found.findings).toEqual([]);
    expect(SwapList.parse(await lead.get("/api/roster/swaps")).items.filter(({ may }) => may.length > 0)).toEqual([]);
  });

  it("is refused when the other is under 18 and would work at night (IN-6)", async () => {
    const school = await plan(leonie, 1, "08:00", "14:00");
    const late = await plan(tarik, 2, "14:00", "22:00");
    await publish();
    const found = await propose(tarik, late, leonie, school);
    expect(found).toMatchObject({ proposed: false, findings: [{ rule: "§ 14 JArbSchG" }], returnFindings: [] });
    expect(found.findings[0]?.text.en).toContain("Under 18");
  });

  it("asks the checks again before it is approved, and does nothing where they refuse", async () => {
    const { swapId } = await propose(tarik, his, lead, hers);
    await answer(lead, swapId, "accept");
    await plan(tarik, 3, "02:00", "08:00");
    await publish();
    const refused = await answer(office, swapId, "approve");
    expect(refused).toMatchObject({ done: false, state: "accepted", returnFindings: [{ rule: "§ 5 ArbZG" }] });
    expect([await own(lead), (await own(tarik)).includes(his)]).toEqual([[hers], true]);
  });

  it("goes to the office where a check asks, even if nobody else's swaps do", async () => {
    await office.call("PUT", "/api/work-rules", { ...rules, swapsNeedApproval: false });
    const gas = await plan(tarik, 4, "07:00", "15:30", { qualification: "Gas" });
    await publish();
    const asks = await propose(tarik, gas, lead, hers);
    expect(asks.findings).toMatchObject([{ rule: "Qualifikation", severity: "confirm" }]);
    expect(await answer(lead, asks.swapId, "accept")).toMatchObject({ state: "accepted" });
    expect(await answer(office, asks.swapId, "approve")).toMatchObject({ state: "done" });
    const { items } = RosterHistory.parse(
      await office.get(`/api/roster/history?from=${monday}&to=${dayAfter(monday, 6)}`),
    );
    expect(items.map(({ sentence }) => sentence.de).join("\n")).toContain("Genehmigt trotz: Qualifikation");
    await office.call("PUT", "/api/work-rules", rules);
  });

  it("lapses when one of the shifts is changed: nobody gets a shift they did not say yes to", async () => {
    const { swapId } = await propose(tarik, his, lead, hers);
    await answer(lead, swapId, "accept");
    const day = dayAfter(monday, 3);
    const moved = { memberId: lead.memberId, kind: "work", start: `${day}T08:00`, end: `${day}T16:30`, reason: "Bau" };
    await office.call("PUT", `/api/roster/shifts/${hers}`, moved);
    // While that is a draft nothing may be approved; once it is told the swap is over.
    expect((await refusal(office, swapId, "approve")).json()).toMatchObject({ en: expect.stringContaining("changed") });
    await publish();
    expect(await view(tarik, swapId)).toMatchObject({ state: "lapsed", may: [] });
    expect((await refusal(office, swapId, "approve")).statusCode).toBe(404);
    expect(await own(lead)).toEqual([hers]);
  });

  it("of two that want the same shift the first that counts ends the other", async () => {
    const second = await plan(tarik, 4, "07:00", "15:30");
    await publish();
    const [one, other] = [await propose(tarik, his, lead, hers), await propose(tarik, second, lead, hers)];
    await answer(lead, one.swapId, "accept");
    await answer(lead, other.swapId, "accept");
    await answer(office, one.swapId, "approve");
    expect(await view(lead, other.swapId)).toMatchObject({ state: "lapsed", may: [] });
    expect((await own(tarik)).toSorted()).toEqual([hers, second].toSorted());
  });

  it("wants a shift of exactly the person who is asked", async () => {
    const foreign = { shiftId: his, toMemberId: leonie.memberId, returnShiftId: hers };
    expect((await tarik.call("POST", "/api/roster/swaps", foreign)).statusCode).toBe(404);
    const nobody = { shiftId: his, toMemberId: null, returnShiftId: hers };
    expect((await tarik.call("POST", "/api/roster/swaps", nobody)).statusCode).toBe(400);
  });
});
