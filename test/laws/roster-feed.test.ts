import { afterAll, beforeAll, expect, test } from "vitest";
import type { FeedEvent } from "../../src/contract/events.ts";
import { type Listener, reaches } from "../../src/server/events/reaches.ts";
import type { Role } from "../../src/server/platform/caller.ts";
import { hour, minute } from "../../src/server/platform/instant.ts";
import { can } from "../../src/server/rights/can.ts";
import type { Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { eventsAfter, feedHead } from "../support/the-feed.ts";

/**
 * The feed law for roster and duty: a screen that held the old state and fetched anew only what the events that reach
 * its member name shows what a fresh screen shows. And nobody's screen holds somebody else's shifts.
 */
let app: TestApp;
let office: Person;
let tarik: Person;
let lead: Person;
let leonie: Person;
let watchers: readonly (readonly [Person, Role])[];
/** What their screens show after the last action: nothing happens between two of them. */
let held: State[];
beforeAll(async () => {
  app = await buildTestApp();
  office = app.firm.office;
  ({ tarik, lead, leonie } = await crewOf(app, app.firm));
  watchers = [
    [office, "office"],
    [lead, "crew_lead"],
    [tarik, "crew"],
    [leonie, "apprentice"],
  ];
  held = await fetchHeld();
});
afterAll(() => app.stop());

const range = "from=2026-11-23&to=2026-12-13";
const parts = {
  mine: `/api/roster/mine?${range}`,
  today: "/api/roster/today",
  swaps: "/api/roster/swaps",
  duty: "/api/duty",
  roster: `/api/roster?${range}`,
  hours: "/api/working-time",
} as const;
type Part = keyof typeof parts;
type State = Readonly<Partial<Record<Part, unknown>>>;

const partsOf = (role: Role): Part[] =>
  can({ role }, "plan-roster") ? (Object.keys(parts) as Part[]) : ["mine", "today", "swaps", "duty"];
const told: Readonly<Partial<Record<FeedEvent["kind"], readonly Part[]>>> = {
  "roster-changed": ["mine", "today", "swaps", "duty", "roster", "hours"],
  "swap-changed": ["swaps", "mine"],
  "duty-alarm-changed": ["duty"],
};

async function fetchParts(who: Person, which: readonly Part[]): Promise<State> {
  return Object.fromEntries(await Promise.all(which.map(async (part) => [part, await who.get(parts[part])] as const)));
}

const fetchHeld = () => Promise.all(watchers.map(([who, role]) => fetchParts(who, partsOf(role))));

const listener = (who: Person, role: Role): Listener => ({
  memberId: who.memberId,
  readsConversations: false,
  readsReserved: false,
  seesRoster: can({ role }, "see-roster"),
  plansRoster: can({ role }, "plan-roster"),
  managesProjects: false,
  grantsInsights: false,
  meetsColleagues: true,
  rooms: new Set(),
  projects: new Set(),
  reserved: new Set(),
});

const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));
const hours = (who: Person, age: object) =>
  office.call("PUT", `/api/working-time/${who.memberId}`, { week, age, qualifications: ["Gas"], crewId: null });
const shift = (who: Person, kind: string, start: string, end: string) =>
  office.post("/api/roster/shifts", {
    memberId: who.memberId,
    kind,
    start,
    end,
    place: `Baustelle ${who.memberId}`,
    reason: "Notfall",
  });
const publish = () => office.post("/api/roster/publish", { from: "2026-11-23", to: "2026-12-13" });
const idOf = async (who: Person, kind = "work") => {
  const { items } = { items: await app.sql((tx) => tx.selectFrom("shift").selectAll().orderBy("starts_at").execute()) };
  return items.find((row) => row.member_id === who.memberId && row.kind === kind)?.shift_id ?? "";
};
const lastSwap = async () =>
  (
    await app.sql((tx) =>
      tx
        .selectFrom("shift_swap")
        .select("swap_id")
        .where("state", "in", ["proposed", "accepted"])
        .executeTakeFirstOrThrow(),
    )
  ).swap_id;
const lastAlarm = async () =>
  (await app.sql((tx) => tx.selectFrom("duty_alarm").selectAll().executeTakeFirstOrThrow())).alarm_id;
const swapStep = async (who: Person, answer: string) =>
  who.post(`/api/roster/swaps/${await lastSwap()}/answer`, { answer });

const actions: Readonly<Record<string, () => Promise<unknown>>> = {
  "somebody is of age": () => hours(tarik, { kind: "adult" }),
  "the foreman too": () => hours(lead, { kind: "adult" }),
  "somebody is not": () => hours(leonie, { kind: "minor", bornOn: "2009-06-01" }),
  "a crew is founded": () => office.post("/api/crews", { name: "Kolonne Nord" }),
  "a usual shift gets a name": () =>
    office.post("/api/roster/shapes", { title: "Früh", kind: "work", from: "07:00", to: "15:00" }),
  "a shift of today is planned": () => shift(tarik, "work", "2026-11-24T09:00", "2026-11-24T15:00"),
  "one of next week": () => shift(leonie, "work", "2026-12-01T07:00", "2026-12-01T15:00"),
  "somebody is on call": () => shift(tarik, "on_call", "2026-11-24T16:00", "2026-11-25T06:00"),
  "the next on call": () => shift(tarik, "on_call", "2026-11-28T16:00", "2026-11-29T06:00"),
  "it is published": publish,
  "somebody has seen it": async () =>
    tarik.post("/api/roster/answers", { shiftIds: [await idOf(tarik)], answer: "seen" }),
  "a shift moves from today to tomorrow": async () =>
    office.call("PUT", `/api/roster/shifts/${await idOf(tarik)}`, {
      memberId: tarik.memberId,
      kind: "work",
      start: "2026-11-25T09:00",
      end: "2026-11-25T15:00",
    }),
  "that is published": publish,
  "somebody is not available": () =>
    office.post("/api/roster/absences", {
      memberId: leonie.memberId,
      start: "2026-12-02T00:00",
      end: "2026-12-03T00:00",
    }),
  "who can take it": async () =>
    tarik.post("/api/roster/swaps", { shiftId: await idOf(tarik, "on_call"), toMemberId: null, words: "Bitte" }),
  "a colleague is planned at that time, as a draft": () =>
    shift(lead, "on_call", "2026-11-24T16:00", "2026-11-25T06:00"),
  "the draft goes": async () => office.call("DELETE", `/api/roster/shifts/${await idOf(lead, "on_call")}`),
  "the foreman takes it": () => swapStep(lead, "accept"),
  "the office approves": () => swapStep(office, "approve"),
  "one is offered to one": async () =>
    tarik.post("/api/roster/swaps", { shiftId: await idOf(tarik, "on_call"), toMemberId: lead.memberId }),
  "and declined": () => swapStep(lead, "decline"),
  "the foreman works next week": () => shift(lead, "work", "2026-12-03T07:00", "2026-12-03T15:00"),
  "that is told him": publish,
  "he is asked to exchange": async () =>
    tarik.post("/api/roster/swaps", {
      shiftId: await idOf(tarik),
      toMemberId: lead.memberId,
      returnShiftId: await idOf(lead),
    }),
  "he agrees": () => swapStep(lead, "accept"),
  "his shift moves, and what was agreed lapses": async () => {
    await office.call("PUT", `/api/roster/shifts/${await idOf(lead)}`, {
      memberId: lead.memberId,
      kind: "work",
      start: "2026-12-03T08:00",
      end: "2026-12-03T16:00",
    });
    return publish();
  },
  "he is asked once more": async () =>
    tarik.post("/api/roster/swaps", {
      shiftId: await idOf(tarik),
      toMemberId: lead.memberId,
      returnShiftId: await idOf(lead),
    }),
  "he agrees to that too": () => swapStep(lead, "accept"),
  "the exchange is approved": () => swapStep(office, "approve"),
  "time passes and duty begins": () => app.pass(10 * hour),
  "a hand-over is written": () => lead.post("/api/duty/notes", { text: "Schlüssel im Bulli" }),
  "an alarm is raised": () => office.post("/api/duty/alarms", { text: "Rohrbruch" }),
  "nobody takes it": () => app.pass(10 * minute),
  "the next one does": async () => tarik.post(`/api/duty/alarms/${await lastAlarm()}/acknowledge`),
  "the rules change": () =>
    office.call("PUT", "/api/work-rules", {
      shiftRule: null,
      minorsWeekend: { reason: "Notdienst mit Meister, § 16 Abs. 2" },
      swapsNeedApproval: false,
      alarmMinutes: 5,
    }),
  "a day passes": () => app.pass(38 * hour),
  "whoever is silent is asked once more": () =>
    office.post("/api/roster/ask-again", { memberIds: [leonie.memberId, lead.memberId, tarik.memberId] }),
  "a published shift is struck": async () => office.call("DELETE", `/api/roster/shifts/${await idOf(leonie)}`),
  "and she hears of it": publish,
};
/** Time alone changes what is over and who is on duty; a screen's own clock does that. */
const byTheClock = new Set(["time passes and duty begins", "a day passes"]);

test.each(Object.entries(actions))("%s: whoever is concerned hears of it", async (name, act) => {
  const before = await feedHead(app);
  const old = held;
  const done = await act();
  held = await fetchHeld();
  if (typeof done === "object" && done !== null && "statusCode" in done) expect(done.statusCode).toBe(200);
  if (byTheClock.has(name)) return;
  const events = await eventsAfter(app, before);
  expect(events.length).toBeGreaterThan(0);
  for (const [i, [who, role]] of watchers.entries()) {
    const heard = events.filter((event) => reaches(event, listener(who, role)));
    const named = new Set(heard.flatMap(({ kind }) => told[kind] ?? []));
    // What the screen fetches of it now is what a fresh screen was told a moment ago.
    const fetched = partsOf(role).filter((part) => named.has(part));
    const applied = { ...old[i], ...Object.fromEntries(fetched.map((part) => [part, held[i]?.[part]])) };
    expect([role, applied]).toEqual([role, held[i]]);
  }
});

test("a crew member's screens hold nobody else's shifts: of others name and kind of today, and who is on duty", async () => {
  const state = await fetchParts(leonie, partsOf("apprentice"));
  const text = JSON.stringify({ mine: state.mine, today: state.today, swaps: state.swaps });
  expect(text.match(/Baustelle [0-9a-f-]+/g)).toEqual([`Baustelle ${leonie.memberId}`]);
  for (const id of [await idOf(tarik), await idOf(tarik, "on_call")]) expect(text).not.toContain(id);
});
