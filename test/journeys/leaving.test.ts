import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DepartureView } from "../../src/contract/departures.ts";
import type { ProjectView } from "../../src/contract/projects.ts";
import type { RoomList, RoomRow } from "../../src/contract/rooms.ts";
import { OwnRoster, RosterView, ShiftSaved, TodayView } from "../../src/contract/roster.ts";
import { Today } from "../../src/contract/today.ts";
import { inviteMember } from "../../src/server/members/invite-member.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import { after, day, hour } from "../../src/server/platform/instant.ts";
import { dropOldPeople } from "../../src/server/retention/drop-old-people.action.ts";
import { keepFirmRoom } from "../../src/server/rooms/keep-firm-room.action.ts";
import { Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** M6: somebody quits. One button, and nothing they worked on is lost or still in their hand. */
let app: TestApp;
let owner: Person;
let sandra: Person;
let mehmet: Person;
let tarik: Person;
let leonie: Person;
let project: ProjectView;
let room: RoomRow;
let talk: string;
let late: string;

// Tuesday, 24 November 2026, 07:12.
beforeAll(async () => {
  app = await buildTestApp();
  ({ owner, office: sandra } = app.firm);
  ({ lead: mehmet, tarik, leonie } = await crewOf(app, app.firm));
  const week = [1, 2, 3, 4, 5].map((one) => ({ day: one, from: "07:00", to: "16:00" }));
  for (const [who, age] of [
    [tarik, { kind: "adult" }],
    [mehmet, { kind: "adult" }],
    [leonie, { kind: "minor", bornOn: "2009-06-01" }],
  ] as const)
    await sandra.call("PUT", `/api/working-time/${who.memberId}`, { week, age, qualifications: [], crewId: null });
  const customer = app.firm.customer({ name: "Helga Seidel", phone: "4917012345678" });
  await customer.writes("Die Therme tropft");
  talk = await customer.conversationId();
  project = (await sandra.post("/api/projects", { name: "Therme", memberIds: [mehmet.memberId] })) as ProjectView;
  await sandra.call("PUT", `/api/projects/${project.id}/appointments`, {
    startsAt: "2026-12-10T08:00:00Z",
    endsAt: "2026-12-10T10:00:00Z",
    memberIds: [mehmet.memberId],
  });
  room = (await mehmet.post("/api/rooms", {
    kind: "crew",
    name: "Kolonne Süd",
    memberIds: [tarik.memberId],
  })) as RoomRow;
});
afterAll(() => app.stop());

const path = (who: Person) => `/api/members/${who.memberId}/departure`;
const look = async (who: Person, lastDay = "2026-11-30") =>
  (await owner.get(`${path(who)}?lastDay=${lastDay}`)) as DepartureView;
const letGo = async (who: Person, body: object, by = owner) => await by.call("PUT", path(who), body);
const plan = async (who: Person, kind: string, start: string, end: string) =>
  ShiftSaved.parse(
    await sandra.post("/api/roster/shifts", { memberId: who.memberId, kind, start, end, reason: "abgesprochen" }),
  ).shiftId ?? "";
const publish = async (from: string, to: string) => await sandra.post("/api/roster/publish", { from, to });
const shiftsOf = async (who: Person) =>
  OwnRoster.parse(await who.get("/api/roster/mine?from=2026-11-24&to=2026-12-31"))
    .shifts.filter((one) => !one.cancelled)
    .map((one) => one.start);
const planned = async () => RosterView.parse(await sandra.get("/api/roster?from=2026-11-24&to=2026-12-31"));
const assignee = async () => (await sandra.row(talk)).assignee?.id ?? null;
const audited = async (verb: string) =>
  await app.sql((tx) => tx.selectFrom("audit_entry").select("details").where("verb", "=", verb).execute());
/** Somebody new, on business since today. */
async function newcomer(name: string, role: "crew" | "office" | "owner"): Promise<Person> {
  const caller = await app.firm.callerOf("owner");
  const memberId = await inviteMember(app.deps, caller, { name, role }, keepFirmRoom);
  const { token } = await createToken(app.deps, { ...caller, memberId, role, name }, "Prüfung");
  return new Person(app, app.firm.host, token, memberId);
}

describe("what cannot be", () => {
  test("nobody lets themselves go, and the last owner stays: both in plain words", async () => {
    const self = await letGo(owner, { lastDay: "2026-11-30" });
    expect(self.statusCode).toBe(409);
    expect(self.json()).toMatchObject({
      detail: expect.stringContaining("nicht selbst ausscheiden"),
      en: expect.stringContaining("cannot let yourself go"),
    });
    expect((await look(owner)).refusal).toMatchObject({ de: expect.stringContaining("nicht selbst") });
    const second = await newcomer("Zweite Inhaberin", "owner");
    expect((await letGo(second, { lastDay: "2026-11-24", now: true })).statusCode).toBe(200);
    expect((await look(second)).state).toBe("done");
  });

  test("the office and the crew let nobody go and do not even see what it would touch", async () => {
    for (const who of [sandra, mehmet, tarik]) {
      expect((await letGo(leonie, { lastDay: "2026-11-30" }, who)).statusCode).toBe(403);
      expect((await who.call("GET", path(leonie))).statusCode).toBe(403);
    }
  });

  test("who cannot answer customers takes no conversation, and nobody who leaves earlier takes anything", async () => {
    const { takers } = await look(mehmet);
    expect(takers.find((one) => one.id === tarik.memberId)?.may).toEqual(["projects", "rooms", "shifts", "duty"]);
    const wrong = await letGo(mehmet, { lastDay: "2026-11-30", to: { conversations: tarik.memberId } });
    expect(wrong.statusCode).toBe(400);
    const leaves = await newcomer("Kurz Da", "crew");
    await letGo(leaves, { lastDay: "2026-11-29" });
    expect((await look(mehmet)).takers.map((one) => one.id)).not.toContain(leaves.memberId);
    expect((await look(mehmet, "2026-11-28")).takers.map((one) => one.id)).toContain(leaves.memberId);
  });
});

describe("a last day to come", () => {
  test("the look beforehand counts what it will touch", async () => {
    await sandra.post(`/api/conversations/${talk}/assign`, {
      memberId: mehmet.memberId,
      version: (await sandra.row(talk)).version,
    });
    late = await plan(mehmet, "work", "2026-12-01T07:00", "2026-12-01T15:00");
    await plan(mehmet, "work", "2026-11-26T07:00", "2026-11-26T15:00");
    await plan(mehmet, "on_call", "2026-12-04T17:00", "2026-12-05T06:00");
    await plan(tarik, "work", "2026-12-02T07:00", "2026-12-02T15:00");
    await plan(mehmet, "work", "2026-12-02T07:00", "2026-12-02T15:00");
    await publish("2026-11-24", "2026-12-10");
    expect(await look(mehmet)).toMatchObject({
      state: "none",
      refusal: null,
      ends: { sessions: 0, devices: 0, programs: 1 },
      touches: { conversations: 1, projects: 1, rooms: 1, shifts: 2, duty: 1 },
    });
    expect((await look(mehmet, "2026-11-25")).touches).toMatchObject({ shifts: 3, duty: 1 });
  });

  test("shifts after it go to whoever takes them at once; one the taker cannot work stays in the plan, open", async () => {
    const to = {
      conversations: sandra.memberId,
      projects: tarik.memberId,
      rooms: tarik.memberId,
      shifts: tarik.memberId,
      duty: leonie.memberId,
    };
    expect((await letGo(mehmet, { lastDay: "2026-11-30", to })).json()).toMatchObject({ state: "planned", to });
    expect(await shiftsOf(mehmet)).toEqual(["2026-11-26T07:00"]);
    // Tarik works on the second already, Leonie is 17 and takes no duty at night.
    expect(await shiftsOf(tarik)).toEqual(["2026-12-01T07:00", "2026-12-02T07:00"]);
    const open = (await planned()).shifts.filter((one) => one.memberId === mehmet.memberId && one.start > "2026-12");
    expect(open.map(({ start, state }) => [start, state])).toEqual([
      ["2026-12-02T07:00", "new"],
      ["2026-12-04T17:00", "new"],
    ]);
    const { people } = await planned();
    expect(people.find((one) => one.id === mehmet.memberId)?.endsOn).toBe("2026-11-30");
    const { needs } = Today.parse(await sandra.get("/api/today"));
    expect(needs.find((one) => one.kind === "open-shifts")).toMatchObject({ count: 2, path: "/plan/woche" });
    // Publishing again does not put the one who leaves back on duty.
    await publish("2026-12-01", "2026-12-10");
    expect(await shiftsOf(mehmet)).toEqual(["2026-11-26T07:00"]);
  });

  test("until then nothing else changes, and it can be taken back with a fresh passkey only", async () => {
    expect(await assignee()).toBe(mehmet.memberId);
    expect((await mehmet.call("GET", `/api/rooms/${room.id}`)).statusCode).toBe(200);
    // A program never has a passkey in hand; the step itself is for the browser (see farewell.test.ts).
    expect((await owner.call("DELETE", path(mehmet))).statusCode).toBe(403);
    expect((await letGo(mehmet, { lastDay: "2026-12-15" })).statusCode).toBe(403);
    expect((await letGo(mehmet, { lastDay: "2026-11-29" })).statusCode).toBe(200);
    const to = { conversations: sandra.memberId, projects: tarik.memberId, rooms: tarik.memberId };
    expect((await letGo(mehmet, { lastDay: "2026-11-28", to })).statusCode).toBe(200);
  });

  test("when the day is over everything else is handed over, and the receipt says to whom", async () => {
    app.clock.set("2026-11-28T22:59:00Z");
    await app.pass(0);
    expect((await mehmet.call("GET", "/api/me")).statusCode).toBe(200);
    app.clock.set("2026-11-28T23:00:30Z");
    await app.pass(0);
    expect((await mehmet.call("GET", "/api/me")).statusCode).toBe(401);
    expect(await assignee()).toBe(sandra.memberId);
    const now = (await sandra.get(`/api/projects/${project.id}`)) as ProjectView;
    expect(now.people.map(({ id }) => id)).toEqual(expect.arrayContaining([tarik.memberId, sandra.memberId]));
    expect(now.people.map(({ id }) => id)).not.toContain(mehmet.memberId);
    expect(now.appointments.map(({ memberIds }) => memberIds)).toEqual([[tarik.memberId]]);
    const led = ((await tarik.get("/api/rooms")) as RoomList).items.find(({ id }) => id === room.id);
    expect(led).toMatchObject({ manages: true, memberIds: [tarik.memberId] });
    const { state, receipt } = await look(mehmet);
    expect(state).toBe("done");
    expect(receipt).toMatchObject({
      byName: "Jörg Brandt (Demo)",
      programs: 1,
      handed: {
        conversations: { toName: "Sandra Krüger (Demo)", moved: 1, open: 0 },
        projects: { toName: "Tarik (Demo)", moved: 1, open: 0 },
        rooms: { toName: "Tarik (Demo)", moved: 1, open: 0 },
        shifts: { moved: 1, open: 1 },
        duty: { moved: 0, open: 1 },
      },
    });
    const pdf = await owner.call("GET", `${path(mehmet)}.pdf`);
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, "%PDF-"]);
    expect(await audited("plan-departure")).toHaveLength(5);
    expect(JSON.stringify(await audited("end-member"))).toMatch(/"conversations": ?1/);
  });

  test("whoever left cannot leave again or be called back by a later date", async () => {
    const again = await letGo(mehmet, { lastDay: "2026-11-28" });
    expect([again.statusCode, again.json().detail]).toEqual([409, "Diese Person ist schon ausgeschieden."]);
    expect(late).not.toBe("");
  });
});

describe("today, at once", () => {
  test("a duty that runs is cut: who takes it has the rest of the night, and the plan of before stays true", async () => {
    app.clock.set("2026-12-07T08:00:00Z");
    const kevin = await newcomer("Kevin Bereit", "crew");
    const nadja = await newcomer("Nadja Bereit", "crew");
    for (const who of [kevin, nadja])
      await sandra.call("PUT", `/api/working-time/${who.memberId}`, {
        week: [],
        age: { kind: "adult" },
        qualifications: [],
        crewId: null,
      });
    await plan(kevin, "on_call", "2026-12-07T07:00", "2026-12-08T07:00");
    await publish("2026-12-07", "2026-12-07");
    const onCall = async () => TodayView.parse(await sandra.get("/api/roster/today")).people.map((one) => one.name);
    const duty = async () =>
      ((await sandra.get("/api/duty")) as { now: { name: string }[] }).now.map((one) => one.name);
    expect(await duty()).toEqual(["Kevin Bereit"]);
    app.clock.advance(2 * hour);
    const gone = await letGo(kevin, { lastDay: "2026-12-07", now: true, to: { duty: nadja.memberId } });
    expect(gone.json()).toMatchObject({ state: "done", receipt: { handed: { duty: { moved: 1, open: 0 } } } });
    expect(await duty()).toEqual(["Nadja Bereit"]);
    // Who left is not named as here today; in the plan it stands as it was.
    expect(await onCall()).toEqual(["Nadja Bereit"]);
    const { shifts } = await planned();
    expect(shifts.some((one) => one.memberId === kevin.memberId && one.state !== "removed")).toBe(true);
    expect((await kevin.call("GET", "/api/me")).statusCode).toBe(401);
  });

  test("left open means open: nobody is on duty, nobody takes care, and everybody in it leads the room", async () => {
    const ines = await newcomer("Ines Offen", "office");
    const made = (await ines.post("/api/rooms", {
      kind: "crew",
      name: "Lager",
      memberIds: [leonie.memberId],
    })) as RoomRow;
    await sandra.post(`/api/conversations/${talk}/assign`, {
      memberId: ines.memberId,
      version: (await sandra.row(talk)).version,
    });
    await plan(ines, "training", "2026-12-09T08:00", "2026-12-09T12:00");
    await publish("2026-12-09", "2026-12-09");
    await letGo(ines, { lastDay: "2026-12-07", now: true });
    expect(await assignee()).toBeNull();
    const inside = ((await leonie.get("/api/rooms")) as RoomList).items.find(({ id }) => id === made.id);
    expect(inside).toMatchObject({ manages: true, memberIds: [leonie.memberId] });
    // Training is nobody else's: it falls away.
    expect((await planned()).shifts.filter((one) => one.memberId === ines.memberId && one.state !== "removed")).toEqual(
      [],
    );
    expect((await look(ines)).receipt?.handed).toMatchObject({ conversations: { toName: null, moved: 0, open: 1 } });
  });

  test("a customer who writes at that very moment gets through, and so does the farewell", async () => {
    const edda = await newcomer("Edda Eilig", "office");
    const { version } = await sandra.row(talk);
    await sandra.post(`/api/conversations/${talk}/assign`, { memberId: edda.memberId, version });
    // As an incoming message does: first the conversation, the feed last.
    const gone = await app.sql(async (tx) => {
      await sql`select from conversation where conversation_id = ${talk} for update`.execute(tx);
      const going = letGo(edda, { lastDay: "2026-12-07", now: true });
      await expect
        .poll(async () => {
          const { rows } = await sql`select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`.execute(tx);
          return rows;
        })
        .toEqual([{ n: 1 }]);
      await sql`update tenant_feed set head = head`.execute(tx);
      return { going };
    });
    expect((await gone.going).statusCode).toBe(200);
    expect(await assignee()).toBeNull();
  });

  test("their receipts go with the other access data after a year (LK-16)", async () => {
    const count = async () => (await app.sql((tx) => tx.selectFrom("departure").select("member_id").execute())).length;
    expect(await count()).toBeGreaterThan(2);
    // Whoever's day came while nobody looked is let go by the minute's work first.
    await app.pass(0);
    await app.sql((tx) => dropOldPeople(tx, after(app.clock.now(), day), 1000));
    expect(await count()).toBe(0);
  });
});
