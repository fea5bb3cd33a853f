import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../../test/support/a-business.ts";
import { crewOf } from "../../../test/support/a-crew.ts";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import {
  OwnRoster,
  RosterHistory,
  RosterPublished,
  RosterView,
  ShiftSaved,
  TodayView,
  WeekCopied,
} from "../../contract/roster.ts";
import { WorkTimeList } from "../../contract/working-time.ts";
import { hour, minute } from "../platform/instant.ts";

// Tuesday, 24 November 2026, 07:12. Next week is the first of December.
let app: TestApp;
let office: Person;
let tarik: Person;
let leonie: Person;
beforeAll(async () => {
  app = await buildTestApp();
  office = app.firm.office;
  ({ tarik, leonie } = await crewOf(app, app.firm));
  await workTime(tarik, { kind: "adult" });
  await workTime(leonie, { kind: "minor", bornOn: "2009-06-01" });
});
afterAll(() => app.stop());

const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));
const workTime = (who: Person, age: object, qualifications: string[] = []) =>
  office.call("PUT", `/api/working-time/${who.memberId}`, { week, age, qualifications, crewId: null });

const work = (who: Person, start: string, end: string, more: object = {}) => ({
  memberId: who.memberId,
  kind: "work",
  start,
  end,
  ...more,
});
const planned = async (body: object) => ShiftSaved.parse(await office.post("/api/roster/shifts", body));
const roster = async (from: string, to: string) =>
  RosterView.parse(await office.get(`/api/roster?from=${from}&to=${to}`));
const mine = async (who: Person, from: string, to: string) =>
  OwnRoster.parse(await who.get(`/api/roster/mine?from=${from}&to=${to}`));
const publish = async (from: string, to: string) =>
  RosterPublished.parse(await office.post("/api/roster/publish", { from, to }));
const answer = (who: Person, shiftIds: (string | null)[], body: object) =>
  who.call("POST", "/api/roster/answers", { shiftIds, ...body });

describe("planning", () => {
  it("is a draft nobody outside sees, and publishing tells each person their own shifts", async () => {
    const day = "2026-12-01";
    const his = await planned(work(tarik, `${day}T07:00`, `${day}T15:30`, { place: "Seidel, Heizung" }));
    const hers = await planned(work(leonie, `${day}T07:00`, `${day}T16:00`));
    expect([his.saved, hers.saved]).toEqual([true, true]);
    expect((await mine(tarik, day, day)).shifts).toEqual([]);
    expect((await roster(day, day)).shifts.map(({ state }) => state)).toEqual(["new", "new"]);
    const told = await publish(day, day);
    expect(told.people.map(({ queuedUntil }) => queuedUntil)).toEqual([null, null]);
    const own = await mine(tarik, day, day);
    expect(own.shifts).toMatchObject([{ id: his.shiftId, asked: true, answer: "none", place: "Seidel, Heizung" }]);
    expect(own.open).toBe(1);
    // Who looks at the days before is shown what waits for them all the same.
    expect(own.later).toEqual([]);
    expect((await mine(tarik, "2026-11-25", "2026-11-26")).later).toMatchObject([{ id: his.shiftId, answer: "none" }]);
    const view = await roster(day, day);
    expect(view.missing.map(({ name }) => name)).toEqual(["Leonie (Demo)", "Tarik (Demo)"]);
    expect(view.unpublished).toBe(0);
  });

  it("asks nobody about what is over when it is published", async () => {
    const day = "2026-11-23";
    const { shiftId } = await planned(work(tarik, `${day}T07:00`, `${day}T15:30`));
    expect((await publish(day, day)).shifts).toBe(1);
    expect((await mine(tarik, day, day)).shifts).toMatchObject([{ id: shiftId, asked: false, answer: "none" }]);
    expect((await roster(day, day)).shifts).toMatchObject([{ id: shiftId, state: "published", answer: null }]);
  });

  it("tells whoever plans nothing of their own shift: they have seen it", async () => {
    const day = "2027-02-09";
    await workTime(office, { kind: "adult" });
    const { shiftId } = await planned(work(office, `${day}T07:00`, `${day}T15:30`));
    expect(await publish(day, day)).toMatchObject({ shifts: 1, people: [] });
    expect((await mine(office, day, day)).shifts).toMatchObject([{ id: shiftId, asked: true, answer: "seen" }]);
  });

  it("takes no time that the clock skips in spring, and a night across it", async () => {
    const gap = await office.call("POST", "/api/roster/shifts", work(tarik, "2028-03-26T02:30", "2028-03-26T10:00"));
    expect([gap.statusCode, gap.json().fields]).toEqual([
      400,
      { start: "Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr wird vorgestellt." },
    ]);
    const until = await office.call("POST", "/api/roster/shifts", work(tarik, "2028-03-25T20:00", "2028-03-26T02:30"));
    expect(until.json().fields).toHaveProperty("end");
    // Read as half past three, its end would lie before it.
    for (const path of ["shifts", "absences"]) {
      const { memberId } = tarik;
      const span = { start: "2028-03-26T02:30", end: "2028-03-26T03:00" };
      const typed = path === "shifts" ? work(tarik, span.start, span.end) : { memberId, ...span };
      expect((await office.call("POST", `/api/roster/${path}`, typed)).json().fields).toEqual(gap.json().fields);
    }
    expect((await planned(work(tarik, "2028-03-25T20:00", "2028-03-26T04:00"))).saved).toBe(true);
  });

  it("asks again only those whose shifts changed", async () => {
    const day = "2026-12-01";
    const [his, hers] = (await roster(day, day)).shifts.toSorted((a) => (a.memberId === tarik.memberId ? -1 : 1));
    expect((await answer(tarik, [his?.id ?? ""], { answer: "fits" })).json()).toEqual({ answered: 1 });
    expect((await answer(leonie, [hers?.id ?? ""], { answer: "seen" })).json()).toEqual({ answered: 1 });
    expect((await roster(day, day)).missing).toEqual([]);
    const later = work(leonie, `${day}T08:00`, `${day}T16:30`);
    await office.call("PUT", `/api/roster/shifts/${hers?.id}`, later);
    expect((await mine(leonie, day, day)).shifts[0]?.start).toBe(`${day}T07:00`);
    const told = await publish(day, day);
    expect(told.people.map(({ memberId }) => memberId)).toEqual([leonie.memberId]);
    const view = await roster(day, day);
    expect(view.missing.map(({ memberId }) => memberId)).toEqual([leonie.memberId]);
    expect(view.shifts.find(({ memberId }) => memberId === tarik.memberId)).toMatchObject({ answer: "fits" });
  });

  it("wants a reason for what does not fit, and planners read it", async () => {
    const day = "2026-12-01";
    const id = (await mine(tarik, day, day)).shifts[0]?.id ?? "";
    expect((await answer(tarik, [id], { answer: "not" })).statusCode).toBe(400);
    expect((await answer(tarik, [id], { answer: "not", reason: "Berufsschule" })).statusCode).toBe(200);
    const view = await roster(day, day);
    expect(view.shifts.find((one) => one.id === id)).toMatchObject({ answer: "not", reason: "Berufsschule" });
  });

  it("refuses what the law forbids, and takes a reason where a planner may answer for it", async () => {
    const saturday = await planned(work(leonie, "2026-12-05T08:00", "2026-12-05T12:00", { reason: "Eilig" }));
    expect(saturday).toMatchObject({ saved: false, findings: [{ rule: "§ 16 JArbSchG", severity: "refused" }] });
    const sunday = work(tarik, "2026-12-06T08:00", "2026-12-06T12:00");
    expect(await planned(sunday)).toMatchObject({ saved: false, findings: [{ rule: "§ 9 ArbZG" }] });
    expect(await planned({ ...sunday, reason: "Rohrbruch in der Klinik" })).toMatchObject({ saved: true });
    const history = RosterHistory.parse(await office.get("/api/roster/history?from=2026-12-06&to=2026-12-06"));
    expect(history.items[0]).toMatchObject({ by: "Sandra Krüger (Demo)", about: "Tarik (Demo)" });
    expect(history.items[0]?.sentence.de).toContain("Grund: Rohrbruch in der Klinik (§ 9 ArbZG)");
  });

  it("asks the same questions while a shift is still dragged, and saves nothing", async () => {
    const body = { ...work(leonie, "2026-12-02T14:00", "2026-12-02T21:00"), shiftId: null };
    const found = await office.post("/api/roster/check", body);
    expect(found).toMatchObject({ findings: [{ rule: "§ 14 JArbSchG" }] });
    expect((await roster("2026-12-02", "2026-12-02")).shifts).toEqual([]);
  });

  it("is told once, though two planners publish at the same moment", async () => {
    const day = "2026-12-10";
    await planned(work(tarik, `${day}T07:00`, `${day}T15:30`));
    const { pool } = app.deps.db;
    const slow = await pool.connect();
    await slow.query("begin; lock table published_shift in share mode");
    const both = [publish(day, day), publish(day, day)];
    await expect
      .poll(async () => {
        const { rows } = await pool.query(`select count(*)::int as n from pg_locks l
          join pg_database d on d.oid = l.database where d.datname = current_database() and not l.granted`);
        return rows;
      })
      .toEqual([{ n: 2 }]);
    await slow.query("rollback");
    slow.release();
    const told = await Promise.all(both);
    expect(told.map(({ shifts }) => shifts).toSorted()).toEqual([0, 1]);
    expect((await mine(tarik, day, day)).shifts).toMatchObject([{ changed: false, answer: "none" }]);
  });

  it("does not take for seen what was changed since the person looked", async () => {
    const day = "2026-12-11";
    const { shiftId: id } = await planned(work(tarik, `${day}T07:00`, `${day}T15:30`));
    await publish(day, day);
    const [looked] = (await mine(tarik, day, day)).shifts;
    const was = { shiftIds: [id], versions: [looked?.version], answer: "seen" };
    await office.call("PUT", `/api/roster/shifts/${id}`, {
      ...work(tarik, `${day}T06:00`, `${day}T14:30`),
      reason: "",
    });
    await publish(day, day);
    const late = await tarik.call("POST", "/api/roster/answers", was);
    expect([late.statusCode, late.json().detail]).toEqual([409, expect.stringMatching(/inzwischen geändert/)]);
    const [now] = (await mine(tarik, day, day)).shifts;
    expect(now).toMatchObject({ start: `${day}T06:00`, answer: "none" });
    expect((await answer(tarik, [id], { answer: "seen", versions: [now?.version] })).json()).toEqual({ answered: 1 });
  });

  it("takes an answer to several shifts while they are being published in another order", async () => {
    const days = ["2027-01-12", "2027-01-13"];
    const ids: string[] = [];
    for (const day of days) ids.push((await planned(work(tarik, `${day}T07:00`, `${day}T15:30`))).shiftId ?? "");
    await publish("2027-01-12", "2027-01-14");
    const move = async (id: string | undefined, day: string) =>
      await office.call("PUT", `/api/roster/shifts/${id}`, {
        ...work(tarik, `${day}T08:00`, `${day}T16:00`),
        reason: "",
      });
    await move(ids[0], "2027-01-14");
    await move(ids[1], "2027-01-13");
    const { pool } = app.deps.db;
    const slow = await pool.connect();
    const waiting = async (n: number) =>
      await expect
        .poll(async () => {
          const { rows } = await pool.query(`select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`);
          return rows;
        })
        .toEqual([{ n }]);
    await slow.query(`begin; select set_config('app.tenant_id', '${app.firm.tenantId}', true);
      select from published_shift where shift_id in ('${ids.join("','")}') for update`);
    const publishing = publish("2027-01-12", "2027-01-14");
    await waiting(1);
    const answering = answer(tarik, ids, { answer: "seen" });
    await waiting(2);
    await slow.query("rollback");
    slow.release();
    expect([(await publishing).shifts, (await answering).statusCode]).toEqual([2, 200]);
  });

  it("does not publish what has become unlawful since", async () => {
    const day = "2026-12-12";
    expect(await planned(work(tarik, `${day}T07:00`, `${day}T12:00`))).toMatchObject({ saved: true });
    await workTime(tarik, { kind: "minor", bornOn: "2010-01-01" });
    const told = await publish(day, day);
    expect(told).toMatchObject({ shifts: 0, people: [], refused: [{ findings: [{ rule: "§ 16 JArbSchG" }] }] });
    await workTime(tarik, { kind: "adult" });
    expect((await publish(day, day)).shifts).toBe(1);
  });

  it("shows who is not available, and has no place for a reason", async () => {
    const body = { memberId: tarik.memberId, start: "2026-12-14T00:00", end: "2026-12-16T00:00" };
    expect((await office.call("POST", "/api/roster/absences", { ...body, reason: "krank" })).statusCode).toBe(400);
    await office.post("/api/roster/absences", body);
    const found = await planned(work(tarik, "2026-12-15T07:00", "2026-12-15T12:00"));
    expect(found).toMatchObject({ saved: false, findings: [{ rule: "Verfügbarkeit" }] });
    const [row] = await app.sql((tx) => tx.selectFrom("absence").selectAll().execute());
    expect(Object.keys(row ?? {}).sort()).toEqual(
      ["absence_id", "ends_at", "local_end", "local_start", "member_id", "starts_at", "tenant_id"].sort(),
    );
  });

  it("copies a week by the clock on the wall, leaves out what does not fit and says so", async () => {
    await planned(work(tarik, "2026-12-16T07:00", "2026-12-16T12:00"));
    await planned(work(leonie, "2026-12-18T07:00", "2026-12-18T12:00"));
    const copied = WeekCopied.parse(
      await office.post("/api/roster/copy-week", { from: "2026-12-14", to: "2026-12-21" }),
    );
    // 25 December: nobody under 18 works.
    expect(copied).toMatchObject({ copied: 1, skipped: [{ memberId: leonie.memberId, start: "2026-12-25T07:00" }] });
    const again = await office.post("/api/roster/copy-week", { from: "2026-12-14", to: "2026-12-21" });
    expect(again).toMatchObject({ copied: 0 });
    expect((await roster("2026-12-21", "2026-12-27")).shifts.map(({ start }) => start)).toEqual(["2026-12-23T07:00"]);
  });

  it("keeps the wall clock over the change of time: a copied shift begins at seven in winter and in summer", async () => {
    await planned(work(tarik, "2027-03-23T07:00", "2027-03-23T12:00"));
    await office.post("/api/roster/copy-week", { from: "2027-03-22", to: "2027-03-29" });
    const shifts = [...(await roster("2027-03-22", "2027-04-04")).shifts];
    expect(shifts.map(({ start, startsAt }) => [start, startsAt])).toEqual([
      ["2027-03-23T07:00", "2027-03-23T06:00:00.000Z"],
      ["2027-03-30T07:00", "2027-03-30T05:00:00.000Z"],
    ]);
  });

  it("has no time in the plan that the clock skips: what is copied onto it stands an hour later, as the clock shows", async () => {
    const night = (from: string, to: string) => work(tarik, `${from}T18:00`, `${to}T02:30`, { kind: "on_call" });
    expect(await planned(night("2028-03-18", "2028-03-19"))).toMatchObject({ saved: true });
    await office.post("/api/roster/copy-week", { from: "2028-03-13", to: "2028-03-20" });
    const [copy] = (await roster("2028-03-20", "2028-03-26")).shifts;
    expect(copy).toMatchObject({ end: "2028-03-26T03:30", endsAt: "2028-03-26T01:30:00.000Z" });
    // A short one of that hour keeps its length, and stops nothing else of the week.
    expect(await planned(work(tarik, "2028-04-02T02:30", "2028-04-02T03:00", { kind: "on_call" }))).toMatchObject({
      saved: true,
    });
    expect(await planned(work(tarik, "2028-03-27T08:00", "2028-03-27T12:00"))).toMatchObject({ saved: true });
    await office.post("/api/roster/copy-week", { from: "2028-03-27", to: "2028-03-20" });
    const times = (await roster("2028-03-20", "2028-03-26")).shifts.map(({ start, end }) => [start, end]);
    expect(times).toContainEqual(["2028-03-20T08:00", "2028-03-20T12:00"]);
    expect(times).toContainEqual(["2028-03-26T03:30", "2028-03-26T04:00"]);
    const typed = await office.call("POST", "/api/roster/shifts", night("2028-03-25", "2028-03-26"));
    expect(typed.json().fields.end).toMatch(/^Diese Uhrzeit gibt es an dem Tag nicht/);
  });
});

describe("being told in free time", () => {
  it("waits on Friday evening until Monday, and is told then, once", async () => {
    app.clock.set("2026-11-27T18:00:00Z");
    const day = "2026-12-02";
    await planned(work(tarik, `${day}T07:00`, `${day}T15:00`));
    const told = await publish(day, day);
    expect(told.people).toMatchObject([{ queuedUntil: "2026-11-30T06:00:00.000Z" }]);
    expect((await roster(day, day)).missing).toMatchObject([{ queuedUntil: "2026-11-30T06:00:00.000Z" }]);
    const [notice] = await notices();
    const decision = await app.sql((tx) =>
      tx
        .selectFrom("decision")
        .selectAll()
        .where("decision_id", "=", notice?.decision_id ?? "")
        .executeTakeFirstOrThrow(),
    );
    expect(decision).toMatchObject({ action: "send", verdict: "require", rules: ["IN-5"] });
    await app.pass(2 * hour);
    expect((await notices())[0]?.sent_at).toBeNull();
    app.clock.set("2026-11-30T05:59:00Z");
    await app.pass(minute);
    expect((await notices())[0]?.sent_at?.toISOString()).toBe("2026-11-30T06:00:00.000Z");
  });

  it("goes out after work where a written rule says so, before its hour", async () => {
    app.clock.set("2026-11-30T16:00:00Z");
    const rules = { minorsWeekend: null, swapsNeedApproval: true, alarmMinutes: 10 };
    const shiftRule = { on: "2026-01-01", text: "Der Einsatz für morgen steht bis 18 Uhr im Plan.", cutoff: "18:00" };
    await office.call("PUT", "/api/work-rules", { ...rules, shiftRule });
    const id = (await roster("2026-12-02", "2026-12-02")).shifts[0]?.id;
    await office.call("PUT", `/api/roster/shifts/${id}`, work(tarik, "2026-12-02T08:00", "2026-12-02T16:00"));
    expect((await publish("2026-12-02", "2026-12-02")).people).toMatchObject([{ queuedUntil: null }]);
    // 48 hours before it begins it is urgent.
    expect((await mine(tarik, "2026-12-02", "2026-12-02")).shifts[0]?.urgent).toBe(true);
    app.clock.set("2026-11-30T17:00:00Z");
    await office.call("PUT", `/api/roster/shifts/${id}`, work(tarik, "2026-12-02T09:00", "2026-12-02T17:00"));
    expect((await publish("2026-12-02", "2026-12-02")).people).toMatchObject([
      { queuedUntil: "2026-12-01T06:00:00.000Z" },
    ]);
  });

  it("never disturbs an apprentice's evening, rule or no rule", async () => {
    app.clock.set("2026-11-30T16:30:00Z");
    await planned(work(leonie, "2026-12-03T07:00", "2026-12-03T12:00"));
    const told = await publish("2026-12-03", "2026-12-03");
    // On the first of December her own published shift begins at eight.
    expect(told.people).toMatchObject([{ memberId: leonie.memberId, queuedUntil: "2026-12-01T07:00:00.000Z" }]);
  });

  it("says nothing any more to whoever has looked in the meantime", async () => {
    const id = (await mine(leonie, "2026-12-03", "2026-12-03")).shifts[0]?.id ?? "";
    await answer(leonie, [id], { answer: "seen" });
    app.clock.set("2026-12-01T06:59:00Z");
    const before = (await decisions()).length;
    await app.pass(minute);
    const judged = (await decisions()).length - before;
    // Tarik's notice alone was judged again.
    expect(judged).toBe(1);
    expect((await notices()).filter(({ sent_at }) => sent_at === null)).toEqual([]);
  });
});

const notices = () =>
  app.sql((tx) => tx.selectFrom("shift_notice").selectAll().orderBy("made_at", "desc").orderBy("notice_id").execute());
const decisions = () =>
  app.sql((tx) => tx.selectFrom("decision").select("decision_id").where("action", "=", "send").execute());

describe("whoever is not a planner", () => {
  it("sees who is here today, by name and kind, and no more", async () => {
    app.clock.set("2026-12-02T09:00:00Z");
    const today = await tarik.get("/api/roster/today");
    expect(Object.keys(TodayView.parse(today).people[0] ?? {}).sort()).toEqual(["kind", "memberId", "name"]);
    expect(JSON.stringify(await leonie.get("/api/roster/today"))).not.toMatch(/Seidel|\d\d:\d\d/);
  });

  it("gets nobody else's shifts, drafts, absences or history", async () => {
    const span = "from=2026-12-01&to=2026-12-31";
    for (const path of [`/api/roster?${span}`, `/api/roster/history?${span}`, "/api/working-time"])
      expect((await leonie.call("GET", path)).statusCode).toBe(403);
    const own = await mine(leonie, "2026-12-01", "2026-12-31");
    expect(new Set(own.shifts.map(({ memberId }) => memberId))).toEqual(new Set([leonie.memberId]));
    expect(own.absences).toEqual([]);
  });

  it("answers for nobody else", async () => {
    const id = (await mine(tarik, "2026-12-02", "2026-12-02")).shifts[0]?.id ?? "";
    expect((await answer(leonie, [id], { answer: "seen" })).statusCode).toBe(404);
  });
});

describe("working time", () => {
  it("shows until when somebody is a minor, never the birth date, and keeps it sealed", async () => {
    const text = (await office.call("GET", "/api/working-time")).body;
    expect(text).not.toContain("2009-06-01");
    const list = WorkTimeList.parse(JSON.parse(text));
    const row = list.items.find(({ memberId }) => memberId === leonie.memberId);
    expect(row).toMatchObject({ age: "minor", minorUntil: "2027-05-31" });
    const kept = ["week", "adult", "sealed_born_on", "qualifications", "updated_at"] as const;
    const rows = await app.sql((tx) => tx.selectFrom("work_time").select(kept).execute());
    expect(JSON.stringify(rows)).not.toContain("2009");
    expect(rows.map((row) => Buffer.from(row.sealed_born_on ?? []).toString("latin1")).join()).not.toContain(
      "2009-06-01",
    );
    expect(list.items.some(({ role }) => role === "privacy_officer")).toBe(false);
  });

  it("rules are written by owner and office alone", async () => {
    const { lead } = await crewOf(app, app.firm);
    const rules = { shiftRule: null, minorsWeekend: null, swapsNeedApproval: false, alarmMinutes: 5 };
    expect((await lead.call("PUT", "/api/work-rules", rules)).statusCode).toBe(403);
  });
});

describe("the sheet on the wall", () => {
  it("is a PDF of the published week", async () => {
    const answer = await office.call("GET", "/api/roster/week.pdf?from=2026-12-02");
    expect(answer.headers["content-type"]).toBe("application/pdf");
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
  });
});
