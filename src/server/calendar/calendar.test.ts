import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../../test/support/a-business.ts";
import { crewOf } from "../../../test/support/a-crew.ts";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { CalendarLinkMade } from "../../contract/duty.ts";
import { ShiftSaved } from "../../contract/roster.ts";
import { day } from "../platform/instant.ts";

/** What another program reads in the file (ical.js, the parser of Thunderbird). */
let app: TestApp;
let office: Person;
let tarik: Person;
let path: string;
beforeAll(async () => {
  app = await buildTestApp();
  office = app.firm.office;
  ({ tarik } = await crewOf(app, app.firm));
  await office.call("PUT", `/api/working-time/${tarik.memberId}`, {
    week: [],
    age: { kind: "adult" },
    qualifications: [],
    crewId: null,
  });
  path = await newAddress();
});
afterAll(() => app.stop());

const newAddress = async () =>
  new URL(CalendarLinkMade.parse(await tarik.call("POST", "/api/roster/calendar-link").then((r) => r.json())).url)
    .pathname;
const fetched = (where = path, headers: Record<string, string> = {}) =>
  app.http.inject({ url: where, headers: { host: app.firm.host, ...headers } });

async function events() {
  const { body } = await fetched();
  const calendar = new ICAL.Component(ICAL.parse(body));
  for (const zone of calendar.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone), "Europe/Berlin");
  return calendar.getAllSubcomponents("vevent").map((one) => {
    const event = new ICAL.Event(one);
    return {
      uid: event.uid,
      title: event.summary,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      wall: event.startDate.toString(),
      zone: event.startDate.zone?.tzid,
      sequence: Number(event.sequence),
      status: one.getFirstPropertyValue("status"),
    };
  });
}

const shift = (start: string, end: string, more: object = {}) => ({
  memberId: tarik.memberId,
  kind: "work",
  start,
  end,
  place: "Helga Seidel, Kaßbergstraße",
  reason: "Notfall",
  ...more,
});
const plan = async (body: object) => ShiftSaved.parse(await office.post("/api/roster/shifts", body)).shiftId;
const publish = (from: string, to: string) => office.post("/api/roster/publish", { from, to });

describe("the calendar of one person", () => {
  it("shows nothing before it is published, then when and nothing of where or for whom", async () => {
    await plan(shift("2026-12-01T07:00", "2026-12-01T15:00"));
    expect(await events()).toEqual([]);
    await publish("2026-12-01", "2026-12-01");
    expect(await events()).toMatchObject([
      {
        title: "Dienst",
        start: "2026-12-01T06:00:00.000Z",
        end: "2026-12-01T14:00:00.000Z",
        wall: "2026-12-01T07:00:00",
        zone: "Europe/Berlin",
        sequence: 0,
        status: "CONFIRMED",
      },
    ]);
    expect((await fetched()).body).not.toMatch(/Seidel|Tarik|Brandt/);
  });

  it("keeps the number of an entry when it changes, and counts up", async () => {
    const [before] = await events();
    const [row] = await app.sql((tx) => tx.selectFrom("shift").select("shift_id").execute());
    await office.call("PUT", `/api/roster/shifts/${row?.shift_id}`, shift("2026-12-01T08:00", "2026-12-01T16:00"));
    await publish("2026-12-01", "2026-12-01");
    expect(await events()).toMatchObject([
      { uid: before?.uid, sequence: 1, start: "2026-12-01T07:00:00.000Z", status: "CONFIRMED" },
    ]);
  });

  it("says for two weeks that a shift fell away, then no more", async () => {
    const [row] = await app.sql((tx) => tx.selectFrom("shift").select("shift_id").execute());
    await office.call("DELETE", `/api/roster/shifts/${row?.shift_id}`);
    await publish("2026-12-01", "2026-12-01");
    expect(await events()).toMatchObject([{ sequence: 2, status: "CANCELLED" }]);
    app.clock.advance(15 * day);
    expect(await events()).toEqual([]);
  });

  it("holds the clock on the wall over both changes of time, for every program that reads the zone in the file", async () => {
    for (const date of ["2027-03-26", "2027-03-29", "2027-10-29", "2027-11-02"])
      await plan(shift(`${date}T07:00`, `${date}T15:00`));
    await plan(shift("2027-03-27T22:00", "2027-03-28T06:00"));
    await plan(shift("2027-10-30T22:00", "2027-10-31T06:00"));
    for (const month of ["2027-03", "2027-10", "2027-11"]) await publish(`${month}-01`, `${month}-30`);
    expect((await events()).map(({ wall, start, end }) => [wall, start, end])).toEqual([
      ["2027-03-26T07:00:00", "2027-03-26T06:00:00.000Z", "2027-03-26T14:00:00.000Z"],
      ["2027-03-27T22:00:00", "2027-03-27T21:00:00.000Z", "2027-03-28T04:00:00.000Z"],
      ["2027-03-29T07:00:00", "2027-03-29T05:00:00.000Z", "2027-03-29T13:00:00.000Z"],
      ["2027-10-29T07:00:00", "2027-10-29T05:00:00.000Z", "2027-10-29T13:00:00.000Z"],
      ["2027-10-30T22:00:00", "2027-10-30T20:00:00.000Z", "2027-10-31T05:00:00.000Z"],
      ["2027-11-02T07:00:00", "2027-11-02T06:00:00.000Z", "2027-11-02T14:00:00.000Z"],
    ]);
  });

  it("says when nothing has changed", async () => {
    const first = await fetched();
    expect(first.headers["content-type"]).toContain("text/calendar");
    expect(first.headers["cache-control"]).toBe("private, max-age=900");
    const again = await fetched(path, { "if-none-match": String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    app.clock.advance(60_000);
    expect((await fetched()).headers.etag).toBe(first.headers.etag);
  });

  it("is at a secret address: kept as a hash, ended by a new one, ended by its owner, unknown to everybody else", async () => {
    const rows = await app.sql((tx) => tx.selectFrom("calendar_link").selectAll().execute());
    const secret = path.slice(6, -4);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const next = await newAddress();
    expect((await fetched(path)).statusCode).toBe(404);
    expect((await fetched(next)).statusCode).toBe(200);
    await tarik.call("DELETE", "/api/roster/calendar-link");
    expect((await fetched(next)).statusCode).toBe(404);
    expect((await fetched(`/ical/${"A".repeat(43)}.ics`)).statusCode).toBe(404);
  });

  it("ends with the last day of its person", async () => {
    const address = await newAddress();
    expect((await fetched(address)).statusCode).toBe(200);
    await app.sql((tx) =>
      tx.updateTable("member").set({ ends_on: "2026-12-01" }).where("member_id", "=", tarik.memberId).execute(),
    );
    expect((await fetched(address)).statusCode).toBe(404);
  });
});
