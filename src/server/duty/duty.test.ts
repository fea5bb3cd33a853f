import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../../test/support/a-business.ts";
import { crewOf } from "../../../test/support/a-crew.ts";
import { whileHeld } from "../../../test/support/a-hold.ts";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { AlarmRaised, DutyView } from "../../contract/duty.ts";
import { Today } from "../../contract/today.ts";
import { day, hour, minute } from "../platform/instant.ts";
import { callOrder, nextOnDuty, type OnCall } from "./escalation.ts";
import { sweepDuty } from "./sweep-duty.job.ts";

let app: TestApp;
let office: Person;
let lead: Person;
let tarik: Person;
let leonie: Person;
beforeAll(async () => {
  app = await buildTestApp();
  office = app.firm.office;
  ({ lead, tarik, leonie } = await crewOf(app, app.firm));
  const people = [tarik, lead, app.firm.owner];
  for (const who of people)
    await office.call("PUT", `/api/working-time/${who.memberId}`, {
      week: [1, 2, 3, 4, 5].map((weekday) => ({ day: weekday, from: "07:00", to: "16:00" })),
      age: { kind: "adult" },
      qualifications: [],
      crewId: null,
    });
  for (const [who, start, end] of [
    [tarik, "2026-11-27T16:00", "2026-11-30T07:00"],
    [lead, "2026-11-30T16:00", "2026-12-01T07:00"],
  ] as const)
    await office.post("/api/roster/shifts", { memberId: who.memberId, kind: "on_call", start, end });
  await office.post("/api/roster/publish", { from: "2026-11-27", to: "2026-12-01" });
  // Saturday, 02:10.
  app.clock.set("2026-11-28T01:10:00Z");
});
afterAll(() => app.stop());

const duty = async (who: Person) => DutyView.parse(await who.get("/api/duty"));
const raise = async (text: string) => AlarmRaised.parse(await office.post("/api/duty/alarms", { text })).alarmId;
const acknowledge = (who: Person, id: string) => who.call("POST", `/api/duty/alarms/${id}/acknowledge`);
const alarm = async (id: string) => (await duty(office)).alarms.find((one) => one.id === id);
const called = async (id: string) => (await alarm(id))?.steps.map(({ name }) => name.split(" ")[0]);

describe("who is on duty", () => {
  it("is known to everybody, and who comes next", async () => {
    const view = await duty(leonie);
    expect(view.now).toMatchObject([{ name: "Tarik (Demo)", until: "2026-11-30T07:00" }]);
    expect(view.next).toMatchObject({ name: "Mehmet Aydın (Demo)" });
  });

  it("hands over to the next: others do not read it", async () => {
    expect((await leonie.call("POST", "/api/duty/notes", { text: "x" })).statusCode).toBe(403);
    await tarik.post("/api/duty/notes", { text: "Bei Seidel Druck prüfen" });
    expect((await duty(lead)).notes).toMatchObject([{ name: "Tarik (Demo)", text: "Bei Seidel Druck prüfen" }]);
    expect((await duty(leonie)).notes).toEqual([]);
    const rows = await app.sql((tx) => tx.selectFrom("duty_note").selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain("Seidel");
  });
});

describe("who is not available", () => {
  const away = (who: Person, start: string, end: string) =>
    office.post("/api/roster/absences", { memberId: who.memberId, start, end }) as Promise<{ id: string }>;

  it("is said of who is on duty and of who comes next, and an alarm calls the others first", async () => {
    const [his, next] = [
      await away(tarik, "2026-11-28T00:00", "2026-11-29T00:00"),
      await away(lead, "2026-12-01T00:00", "2026-12-02T00:00"),
    ];
    expect(await duty(leonie)).toMatchObject({ now: [{ unavailable: true }], next: { unavailable: true } });
    const id = await raise("Wasser im Keller");
    expect(await called(id)).toEqual(["Mehmet"]);
    await acknowledge(lead, id);
    for (const one of [his, next]) await office.call("DELETE", `/api/roster/absences/${one.id}`);
    expect(await duty(leonie)).toMatchObject({ now: [{ unavailable: false }], next: { unavailable: false } });
  });
});

describe("an alarm", () => {
  it("calls whoever is on duty, and nobody else as long as there is time", async () => {
    const id = await raise("Kein Wasser im Pflegeheim");
    expect(await called(id)).toEqual(["Tarik"]);
    expect((await duty(tarik)).alarms).toMatchObject([{ text: "Kein Wasser im Pflegeheim", mayAcknowledge: true }]);
    expect((await duty(leonie)).alarms).toEqual([]);
    await app.pass(9 * minute);
    expect(await called(id)).toEqual(["Tarik"]);
    expect((await acknowledge(tarik, id)).statusCode).toBe(200);
    await app.pass(30 * minute);
    expect(await called(id)).toEqual(["Tarik"]);
    expect(await alarm(id)).toMatchObject({ acknowledged: { name: "Tarik (Demo)" }, nextAt: null });
    expect((await acknowledge(lead, id)).statusCode).toBe(409);
  });

  it("stands first on 'Heute' for those it called and for planners, until somebody has taken it", async () => {
    const first = async (who: Person) => Today.parse(await who.get("/api/today")).needs[0];
    const id = await raise("Strom weg in der Praxis");
    for (const who of [tarik, office, lead])
      expect(await first(who)).toEqual({ kind: "alarms", path: "/plan/notdienst", count: 1 });
    expect((await first(leonie))?.kind).not.toBe("alarms");
    await acknowledge(tarik, id);
    expect((await first(tarik))?.kind).not.toBe("alarms");
  });

  it("goes to the next after ten minutes, then to the owner, each step with its decision", async () => {
    const id = await raise("Gas im Keller");
    await app.pass(10 * minute);
    expect(await called(id)).toEqual(["Tarik", "Mehmet"]);
    await app.pass(10 * minute);
    expect(await called(id)).toEqual(["Tarik", "Mehmet", "Jörg"]);
    await app.pass(10 * minute);
    expect(await alarm(id)).toMatchObject({ nextAt: null, acknowledged: null });
    const steps = await app.sql((tx) =>
      tx
        .selectFrom("duty_alarm_step as s")
        .innerJoin("decision as d", "d.decision_id", "s.decision_id")
        .select(["d.verdict", "d.rules"])
        .where("s.alarm_id", "=", id)
        .orderBy("s.step")
        .execute(),
    );
    expect(steps.map(({ verdict }) => verdict)).toEqual(["allow", "allow", "allow"]);
    // The next one and the owner are off duty at that hour: only danger reaches them.
    expect(steps.slice(1).every(({ rules }) => rules.includes("PN-8"))).toBe(true);
    expect((await acknowledge(app.firm.owner, id)).statusCode).toBe(200);
  });

  it("is nobody's business who was not called", async () => {
    const id = await raise("Rohrbruch");
    expect((await acknowledge(leonie, id)).statusCode).toBe(404);
    expect((await leonie.call("POST", "/api/duty/alarms", { text: "x" })).statusCode).toBe(403);
    await acknowledge(tarik, id);
  });

  it("loses its words after 90 days and everything after two years", async () => {
    const id = await raise("Kessel undicht");
    await acknowledge(office, id);
    const left = async () =>
      app.sql((tx) => tx.selectFrom("duty_alarm").selectAll().where("alarm_id", "=", id).execute());
    app.clock.advance(89 * day);
    await sweepDuty(app.deps, app.firm.tenantId);
    expect((await left())[0]?.sealed_text).not.toBeNull();
    app.clock.advance(2 * day);
    await whileHeld(app, async () => {
      await sweepDuty(app.deps, app.firm.tenantId);
      expect((await left())[0]?.sealed_text, "a legal hold keeps them").not.toBeNull();
    });
    await sweepDuty(app.deps, app.firm.tenantId);
    expect((await left())[0]?.sealed_text).toBeNull();
    app.clock.advance(641 * day);
    await sweepDuty(app.deps, app.firm.tenantId);
    expect(await left()).toEqual([]);
  });
});

describe("the order of calls", () => {
  const now = new Date("2026-11-28T01:00:00Z");
  const at = (hours: number) => new Date(now.getTime() + hours * hour);
  const shift = (memberId: string, from: number, until: number): OnCall => ({
    memberId,
    start: at(from),
    end: at(until),
  });

  it.each([
    ["two on duty: the longer one first", [shift("b", -1, 5), shift("a", -3, 5)], ["a", "b", "owner"]],
    [
      "the same person again is no next one",
      [shift("a", -1, 5), shift("a", 6, 9), shift("c", 10, 12)],
      ["a", "c", "owner"],
    ],
    ["nobody on duty: who comes next", [shift("c", 10, 12)], ["c", "owner"]],
    ["who comes in two weeks is not woken", [shift("c", 300, 312)], ["owner"]],
    ["the owner on duty is called once", [shift("owner", -1, 5)], ["owner"]],
  ])("%s", (_name, shifts, order) => {
    expect(callOrder(shifts, ["owner"], now)).toEqual(order);
  });

  it("who is not available is called when nobody else is left", () => {
    const shifts = [shift("a", -1, 5), shift("c", 10, 12)];
    expect(callOrder(shifts, ["owner"], now, new Set(["a"]))).toEqual(["c", "owner", "a"]);
  });

  it("the end of a shift is not in it", () => {
    expect(nextOnDuty([shift("a", -5, 0), shift("b", 0.001, 5)], now)?.memberId).toBe("b");
  });
});
