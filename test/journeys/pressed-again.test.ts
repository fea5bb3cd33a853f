import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ContactConsents } from "../../src/contract/consent.ts";
import { DutyView } from "../../src/contract/duty.ts";
import { GuestList } from "../../src/contract/guests.ts";
import { RosterView } from "../../src/contract/roster.ts";
import { ProcessorsAnswer } from "../../src/contract/setup-papers.ts";
import { TokenList } from "../../src/contract/tokens.ts";
import { day } from "../../src/server/platform/instant.ts";
import { sweepPresses } from "../../src/server/presses/sweep-presses.job.ts";
import type { Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import { memberBrowser, TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";

/** An answer that is lost on the way is no answer: whoever presses again means the same thing, and it is done once. */
let app: TestApp;
let owner: TestBrowser;
let office: TestBrowser;
let tarik: Person;
let project: string;
let processor: string;
let contact: string;
let identityId: string;

beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  ({ browser: office } = await memberBrowser(app.http, app.deps, owner, "Sandra Büro", "office"));
  ({ tarik } = await crewOf(app, app.firm));
  const duty = { memberId: tarik.memberId, kind: "on_call", start: "2026-11-24T06:00", end: "2026-11-25T06:00" };
  await app.firm.office.post("/api/roster/shifts", { ...duty, reason: "Winterdienst" });
  await app.firm.office.post("/api/roster/publish", { from: "2026-11-23", to: "2026-11-29" });
  project = (await office.send("POST", "/api/projects", { name: "Keller Kern" })).json().id;
  processor = ProcessorsAnswer.parse((await owner.send("GET", "/api/setup/processors")).json()).processors[0]?.id ?? "";
  const kern = app.firm.customer({ name: "Frau Kern" });
  await kern.writes("Guten Tag");
  contact = await kern.contactId();
  const { items } = ContactConsents.parse((await office.send("GET", `/api/contacts/${contact}/consents`)).json());
  identityId = items[0]?.identityId ?? "";
  await owner.stepUp();
  await office.stepUp();
});
afterAll(() => app.stop());

/** How many rows stand in each table of the business; of requests that are only let in, none. */
async function rows(): Promise<Record<string, number>> {
  return await app.sql(async (tx) => {
    const tables = await sql<{ name: string }>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity
        and relname not in ('used_proof', 'rate_limit')`.execute(tx);
    const counts = tables.rows.map(
      ({ name }) => sql`select ${name}::text as name, count(*)::int as n from ${sql.table(name)}`,
    );
    const found = await sql<{ name: string; n: number }>`${sql.join(counts, sql` union all `)}`.execute(tx);
    return Object.fromEntries(found.rows.map(({ name, n }) => [name, n]));
  });
}

const grown = (before: Record<string, number>, after: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(after).flatMap(([table, n]) => (n === before[table] ? [] : [[table, n - (before[table] ?? 0)]])),
  );

interface Case {
  /** ":project" stands for one that is there. */
  readonly path: string;
  readonly method?: "PUT";
  readonly body: () => object;
  readonly other: object;
  readonly by?: () => TestBrowser;
}

const cases: Readonly<Record<string, Case>> = {
  "an alarm": { path: "/api/duty/alarms", body: () => ({ text: "Rohrbruch" }), other: { text: "Gasgeruch" } },
  "a room": {
    path: "/api/rooms",
    body: () => ({ kind: "crew", name: "Kolonne 1", memberIds: [tarik.memberId] }),
    other: { name: "Kolonne 2" },
  },
  "a project": {
    path: "/api/projects",
    body: () => ({ name: "Bad Mustermann", memberIds: [tarik.memberId] }),
    other: { address: "Hauptstraße 1" },
  },
  "a person": {
    path: "/api/members",
    body: () => ({ name: "Mehmet Yıldız", role: "crew" }),
    other: { role: "crew_lead" },
    by: () => owner,
  },
  "a crew": { path: "/api/crews", body: () => ({ name: "Kolonne Nord" }), other: { name: "Kolonne Süd" } },
  "a hand-over": {
    path: "/api/duty/notes",
    body: () => ({ text: "Schlüssel im Bulli" }),
    other: { text: "Bulli steht" },
  },
  "a breach": {
    path: "/api/incidents",
    body: () => ({ what: "Ein Diensthandy ist weg", awareAt: "2026-11-24T06:00:00Z" }),
    other: { drill: true },
    by: () => owner,
  },
  "an appointment": {
    method: "PUT",
    path: "/api/projects/:project/appointments",
    body: () => ({ startsAt: "2026-11-30T08:00:00Z", endsAt: "2026-11-30T10:00:00Z", memberIds: [tarik.memberId] }),
    other: { endsAt: "2026-11-30T11:00:00Z" },
  },
  "an impact assessment": {
    path: "/api/records/impact-assessment",
    body: () => ({ madeOn: "2026-11-24", outcome: "Das Risiko ist vertretbar." }),
    other: { madeOn: "2026-11-23" },
    by: () => owner,
  },
  "a shift with a reason": {
    path: "/api/roster/shifts",
    body: () => ({
      memberId: tarik.memberId,
      kind: "work",
      start: "2026-12-01T08:00",
      end: "2026-12-01T16:00",
      reason: "Notfall",
    }),
    other: { end: "2026-12-01T15:00" },
  },
  "a change of sub-processors": {
    path: "/api/setup/processors/:processor/changes",
    body: () => ({ announcedOn: "2026-11-24", objectUntil: "2026-12-24", who: "Neuer Host, Irland", what: "Server" }),
    other: { who: "Neuer Host, Polen" },
    by: () => owner,
  },
  "a consent heard elsewhere": {
    path: "/api/contacts/:contact/consents",
    body: () => ({ identityId, source: "phone", note: "Frau Kern will unsere Angebote haben" }),
    other: { source: "form" },
  },
  "an end of it": {
    path: "/api/contacts/:contact/consents/withdraw",
    body: () => ({ identityId, note: "Rief an" }),
    other: { note: "Schrieb eine Karte" },
  },
  "a hold": {
    path: "/api/holds",
    body: () => ({ kind: "legal", reason: "Klage wegen der Heizung", reviewOn: "2027-03-01" }),
    other: { kind: "tax" },
    by: () => owner,
  },
};

describe.each(Object.entries(cases))("%s", (_what, { method, path, body, other, by = () => office }) => {
  const press = async (more: object = {}) => {
    const there = path.replace(":project", project).replace(":processor", processor).replace(":contact", contact);
    return await by().send(method ?? "POST", there, { ...body(), ...more });
  };

  test("that is asked for again with the same number is made once, and the second answer is the first", async () => {
    const clientId = app.deps.ids.uuid();
    const first = await press({ clientId });
    expect([200, 201]).toContain(first.statusCode);
    const before = await rows();
    const again = await press({ clientId });
    expect([again.statusCode, again.json()]).toEqual([first.statusCode, first.json()]);
    const changed = await press({ clientId, ...other });
    expect([changed.statusCode, changed.json().detail]).toEqual([409, expect.stringContaining("Das kam schon an")]);
    expect(await rows()).toEqual(before);
  });

  test("is made anew under another number, and once where both presses are under way", async () => {
    const start = await rows();
    await press({ clientId: app.deps.ids.uuid() });
    const alone = await rows();
    const clientId = app.deps.ids.uuid();
    const [one, two] = await Promise.all([press({ clientId }), press({ clientId })]);
    expect([two.statusCode, two.json()]).toEqual([one.statusCode, one.json()]);
    expect(grown(alone, await rows())).toEqual(grown(start, alone));
    expect(Object.keys(grown(start, alone)).length).toBeGreaterThan(1);
  });
});

/** What says by itself which one it is needs no number. */
test("what is saved again as it stands is there once, and nobody is told that somebody else was faster", async () => {
  const alarm = DutyView.parse(await tarik.get("/api/duty")).alarms.find(({ acknowledged }) => acknowledged === null);
  const own = { country: "Irland", service: "Mail" };
  const { memberId } = tarik;
  const presses: (() => Promise<{ statusCode: number }>)[] = [
    () => office.send("POST", "/api/roster/absences", { memberId, start: "2027-03-08T00:00", end: "2027-03-09T00:00" }),
    () => office.send("POST", "/api/roster/shapes", { title: "Frühdienst", kind: "work", from: "06:00", to: "14:00" }),
    () => tarik.call("POST", `/api/duty/alarms/${alarm?.id}/acknowledge`),
    () => owner.send("POST", "/api/setup/processors", { template: "other" }),
    () => owner.send("PUT", `/api/setup/processors/${processor}`, { fields: own }),
  ];
  for (const press of presses) {
    expect((await press()).statusCode).toBe(200);
    const { event: _, ...before } = await rows();
    expect((await press()).statusCode).toBe(200);
    expect(grown(before, await rows())).toEqual({ event: expect.anything() });
  }
});

test("an alarm pressed again calls whoever is on duty once", async () => {
  const alarm = { text: "Heizung aus", clientId: app.deps.ids.uuid() };
  for (let i = 0; i < 3; i++) expect((await office.send("POST", "/api/duty/alarms", alarm)).statusCode).toBe(200);
  const { alarms } = DutyView.parse(await tarik.get("/api/duty"));
  expect(alarms.filter(({ text }) => text === alarm.text).map(({ steps }) => steps.length)).toEqual([1]);
});

test("a guest invited again comes once, with a code that is seen", async () => {
  const { id } = (await office.send("POST", "/api/projects", { name: "Dach Kern" })).json();
  const path = `/api/projects/${id}/guests`;
  const guest = { name: "Pavel Fliese", firm: "Fliesen Fliese", endsOn: "2026-12-31", clientId: app.deps.ids.uuid() };
  const [lost, seen] = [await office.send("POST", path, guest), await office.send("POST", path, guest)];
  expect([seen.statusCode, seen.json().id]).toEqual([200, lost.json().id]);
  expect(GuestList.parse((await office.send("GET", path)).json()).items).toHaveLength(1);
  const enrol = async (made: typeof lost) =>
    (await new TestBrowser(app.http, app.deps).send("POST", "/api/enrol/options", { code: made.json().code.code }))
      .statusCode;
  expect([await enrol(lost), await enrol(seen)]).toEqual([410, 200]);
  expect((await office.send("POST", path, { ...guest, name: "Paul" })).statusCode).toBe(409);
});

test("a program's access made again is made once, with a key that is seen; one in use keeps its own", async () => {
  await owner.stepUp();
  const wish = { label: "Kalender", clientId: app.deps.ids.uuid() };
  const make = (more: object = {}) => owner.send("POST", "/api/tokens", { ...wish, ...more });
  const [lost, seen] = [await make(), await make()];
  expect([seen.statusCode, seen.json().id]).toEqual([200, lost.json().id]);
  const list = TokenList.parse((await owner.send("GET", "/api/tokens")).json()).items;
  expect(list.filter(({ label }) => label === wish.label)).toHaveLength(1);
  const use = async (made: typeof lost) => {
    const headers = { authorization: `Bearer ${made.json().token}`, host: app.firm.host };
    return (await app.http.inject({ url: "/api/me", headers })).statusCode;
  };
  expect([await use(lost), await use(seen)]).toEqual([401, 200]);
  const late = await make();
  expect([late.statusCode, late.json().detail]).toEqual([409, expect.stringContaining("bereits benutzt")]);
  expect(await use(seen)).toBe(200);
  expect((await make({ label: "Lager" })).statusCode).toBe(409);
});

test("a program's access that was ended does not begin again with a second press", async () => {
  const wish = { label: "Lager", clientId: app.deps.ids.uuid() };
  const { id } = (await owner.send("POST", "/api/tokens", wish)).json();
  await owner.send("POST", `/api/tokens/${id}/revoke`);
  expect((await owner.send("POST", "/api/tokens", wish)).statusCode).toBe(409);
});

test("a text block sent again with other words is not passed over in silence", async () => {
  const block = { id: app.deps.ids.uuid(), name: "Anfahrt", text: "Wir fahren los." };
  const press = async (more: object = {}) => await office.send("POST", "/api/text-blocks", { ...block, ...more });
  const first = await press();
  expect([first.statusCode, (await press()).json()]).toEqual([200, first.json()]);
  const changed = await press({ text: "Wir sind da." });
  expect([changed.statusCode, changed.json().more]).toEqual([409, { pressedBefore: true }]);
});

test("a shift the checks stop was not planned: with a reason it goes through under the same number", async () => {
  const clientId = app.deps.ids.uuid();
  const work = { memberId: tarik.memberId, kind: "work", start: "2026-12-03T08:00", end: "2026-12-03T16:00" };
  await office.send("POST", "/api/roster/shifts", work);
  const press = async (more: object) =>
    (await office.send("POST", "/api/roster/shifts", { ...work, clientId, ...more })).json();
  expect(await press({})).toMatchObject({ saved: false, shiftId: null });
  const kept = await press({ reason: "Notfall" });
  expect(kept).toMatchObject({ saved: true, shiftId: expect.any(String) });
  expect(await press({ reason: "Notfall" })).toEqual(kept);
});

test("a week copied again because no answer came plans nothing, and says what stands there", async () => {
  const clientId = app.deps.ids.uuid();
  const { memberId } = tarik;
  const shift = (start: string) => ({ memberId, kind: "work", start: `${start}T07:00`, end: `${start}T15:30` });
  for (const start of ["2027-01-11", "2027-01-12"]) await office.send("POST", "/api/roster/shifts", shift(start));
  const press = (more: object = {}) =>
    office.send("POST", "/api/roster/copy-week", { from: "2027-01-11", to: "2027-01-18", clientId, ...more });
  const first = await press();
  expect(first.json()).toEqual({ copied: 2, skipped: [] });
  expect((await press()).json()).toEqual(first.json());
  // Moved by a colleague before the second press: it does not come back.
  const there = async () =>
    RosterView.parse(await app.firm.office.get("/api/roster?from=2027-01-18&to=2027-01-24")).shifts;
  const [moved] = await there();
  await office.send("DELETE", `/api/roster/shifts/${moved?.id}`);
  expect((await press()).json()).toEqual({ copied: 1, skipped: [] });
  expect(await there()).toHaveLength(1);
  const other = await press({ to: "2027-01-25" });
  expect([other.statusCode, other.json().more]).toEqual([409, { pressedBefore: true }]);
});

test("a shift another planner changed meanwhile is not overwritten unseen; one's own press again is no conflict", async () => {
  const { memberId } = tarik;
  const was = { memberId, kind: "work", start: "2027-02-01T07:00", end: "2027-02-01T15:30", place: "Lager" };
  const { shiftId } = (await office.send("POST", "/api/roster/shifts", was)).json();
  const change = (more: object) => office.send("PUT", `/api/roster/shifts/${shiftId}`, { ...was, ...more });
  expect((await change({ place: "Dach", was })).json()).toMatchObject({ saved: true });
  expect((await change({ place: "Dach", was })).json()).toMatchObject({ saved: true });
  const late = await change({ start: "2027-02-01T08:00", was });
  expect([late.statusCode, late.json().detail]).toEqual([409, expect.stringContaining("Inzwischen")]);
  expect((await change({ start: "2027-02-01T08:00" })).json()).toMatchObject({ saved: true });
});

test("a number is one person's and stands for one deed", async () => {
  const clientId = app.deps.ids.uuid();
  await office.send("POST", "/api/crews", { name: "Dach", clientId });
  expect((await owner.send("POST", "/api/crews", { name: "Dach", clientId })).statusCode).toBe(409);
  expect((await office.send("POST", "/api/duty/notes", { text: "Dach", clientId })).statusCode).toBe(409);
});

test("what was refused was not done: put right, it goes through under the same number", async () => {
  const clientId = app.deps.ids.uuid();
  const wish = { kind: "crew", name: "Lager", memberIds: [app.deps.ids.uuid()], clientId };
  expect((await office.send("POST", "/api/rooms", wish)).statusCode).toBe(404);
  expect((await office.send("POST", "/api/rooms", { ...wish, memberIds: [] })).statusCode).toBe(201);
});

test("the numbers are gone after seven days", async () => {
  const count = async () => (await rows()).press;
  expect(await count()).toBeGreaterThan(0);
  app.clock.advance(7 * day + 1);
  await sweepPresses(app.deps, app.firm.tenantId);
  expect(await count()).toBe(0);
});
