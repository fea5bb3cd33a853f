import { describe, expect, it } from "vitest";
import { addDays, addMonths, germanMoment, localDay } from "../time/calendar-day.ts";
import {
  type Course,
  classFor,
  type Dates,
  keptUntil,
  lastStartToGo,
  messageClasses,
  ruleOf,
} from "./retention-rules.ts";

const on = (day: string, more: Partial<Dates> = {}): Dates => ({
  document: day,
  lastMessage: day,
  orderEnd: undefined,
  openOrder: false,
  classed: undefined,
  ...more,
});

describe("until when something stays", () => {
  it.each([
    ["LK-2", "2020-03-12", "2026-12-31"],
    ["LK-2", "2020-12-31", "2026-12-31"],
    ["LK-2", "2021-01-01", "2027-12-31"],
    ["LK-3", "2017-06-02", "2025-12-31"],
    ["LK-3", "2026-11-24", "2034-12-31"],
    ["LK-4", "2016-02-29", "2026-12-31"],
    ["LK-1", "2026-08-31", "2027-02-28"],
    ["LK-1", "2027-08-31", "2028-02-29"],
    ["LK-1", "2026-11-24", "2027-05-24"],
    ["LK-1b", "2028-02-29", "2029-02-28"],
    ["LK-14", "2026-12-31", "2027-06-30"],
    ["LK-5", "2026-02-28", "2031-08-28"],
    ["LK-5v", "2026-02-28", "2030-02-28"],
    ["LK-5b", "2026-02-28", "2028-02-28"],
    ["LK-12", "2026-11-24", "2027-02-22"],
    ["LK-11", "2026-11-24", "2026-11-25"],
  ])("%s of %s stays until %s", (name, day, until) => {
    expect(keptUntil(name, on(day))).toBe(until);
  });

  it("a photo of a site waits for the end of the order, and nothing goes while it runs", () => {
    expect(keptUntil("LK-5", on("2026-03-01", { openOrder: true }))).toBeUndefined();
    expect(keptUntil("LK-5", on("2026-03-01", { orderEnd: "2026-06-15" }))).toBe("2031-12-15");
    expect(keptUntil("LK-5", on("2026-03-01", { orderEnd: "2024-01-01" }))).toBe("2031-09-01");
    expect(keptUntil("LK-5v", on("2026-03-01", { orderEnd: "2026-06-15" }))).toBe("2030-06-15");
    expect(keptUntil("LK-5b", on("2026-03-01", { orderEnd: "2026-06-15" }))).toBe("2028-06-15");
    expect(keptUntil("LK-5b", on("2026-03-01", { openOrder: true }))).toBeUndefined();
  });

  it("a class nobody knows has no end, so nothing of it is deleted", () => {
    expect(keptUntil("LK-99", on("2020-01-01"))).toBeUndefined();
    expect(ruleOf("toString")).toBeUndefined();
  });
});

describe("the day on which something was said", () => {
  it.each([
    ["2026-12-31T22:59:59Z", "Europe/Berlin", "2026-12-31"],
    ["2026-12-31T23:00:00Z", "Europe/Berlin", "2027-01-01"],
    ["2026-12-31T23:30:00Z", "Atlantic/Canary", "2026-12-31"],
    ["2026-03-29T00:30:00Z", "Europe/Berlin", "2026-03-29"],
    ["2026-10-25T00:30:00Z", "Europe/Berlin", "2026-10-25"],
    ["2026-06-30T22:00:00Z", "Europe/Berlin", "2026-07-01"],
    ["2028-02-28T23:30:00Z", "Europe/Berlin", "2028-02-29"],
  ])("%s in %s is %s", (at, zone, day) => {
    expect(localDay(new Date(at), zone)).toBe(day);
  });

  it("a letter of New Year's night counts for the year it has become here", () => {
    const day = localDay(new Date("2020-12-31T23:30:00Z"), "Europe/Berlin");
    expect(keptUntil("LK-2", on(day))).toBe("2027-12-31");
  });
});

describe("what may go on a day", () => {
  it.each([
    ["LK-2", "2026-12-31", "2019-12-31"],
    ["LK-2", "2027-01-01", "2020-12-31"],
    ["LK-3", "2026-11-24", "2017-12-31"],
    ["LK-1", "2027-03-01", "2026-08-31"],
    ["LK-1", "2027-02-28", "2026-08-27"],
    ["LK-1", "2026-11-24", "2026-05-23"],
    ["LK-11", "2026-11-26", "2026-11-24"],
  ] as const)("%s on %s: begun on %s at the latest", (name, today, begun) => {
    expect(lastStartToGo(name, today)).toBe(begun);
  });

  it("agrees with the last day to keep, on every day of four years and for every class", () => {
    for (const name of messageClasses)
      for (let today = "2026-01-01"; today < "2030-01-01"; today = addDays(today, 3)) {
        const start = lastStartToGo(name, today);
        const until = (day: string) => keptUntil(name, on(day)) ?? "";
        expect([name, today, until(start) < today, until(addDays(start, 1)) < today]).toEqual([
          name,
          today,
          true,
          false,
        ]);
      }
  });
});

describe("calendar arithmetic", () => {
  it.each([
    ["2026-11-26T19:19:31Z", "26.11.2026, 20:19 MEZ"],
    ["2026-12-31T23:30:00Z", "01.01.2027, 00:30 MEZ"],
    ["2027-03-28T01:00:00Z", "28.03.2027, 03:00 MESZ"],
  ])("writes %s as %s on paper", (at, expected) => {
    expect(germanMoment(new Date(at), "Europe/Berlin")).toBe(expected);
  });

  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2028-02-29", 12, "2029-02-28"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2027-01-15", -1, "2026-12-15"],
    ["2026-03-31", -1, "2026-02-28"],
  ])("%s and %i months is %s", (day, months, then) => {
    expect(addMonths(day, months)).toBe(then);
  });

  it.each([
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2027-01-01", -1, "2026-12-31"],
    ["2026-03-01", -1, "2026-02-28"],
    ["2026-11-24", 90, "2027-02-22"],
  ])("%s and %i days is %s", (day, days, then) => {
    expect(addDays(day, days)).toBe(then);
  });
});

describe("the class a message is given", () => {
  const said = (more: Partial<Course>): Course => ({
    direction: "in",
    openOrder: false,
    offered: false,
    automatic: false,
    messageClass: null,
    text: "Guten Tag",
    document: false,
    ...more,
  });
  it.each<[string, Partial<Course>, string]>([
    ["a first inquiry", {}, "LK-1"],
    ["our offer", { direction: "out", messageClass: "transactional", text: "Hier unser Angebot, 1.200 EUR." }, "LK-1b"],
    ["the answer to an offer", { offered: true, text: "Das überlegen wir noch." }, "LK-1b"],
    ["a customer who asks for an offer", { text: "Können Sie ein Angebot machen?" }, "LK-1"],
    ["anything said during an order", { openOrder: true, text: "Passt Montag?" }, "LK-2"],
    ["our confirmation", { openOrder: true, direction: "out", messageClass: "service_info" }, "LK-2"],
    ["an invoice", { openOrder: true, direction: "out", document: true, text: "Rechnung-2026-117.pdf" }, "LK-3"],
    [
      "an invoice of ours before anybody noted the order",
      { direction: "out", document: true, text: "Rechnung-17.pdf" },
      "LK-3",
    ],
    ["what its sender calls an invoice", { direction: "out", messageClass: "invoice", text: "117.pdf" }, "LK-3"],
    ["a reckoning of the heat a house needs", { direction: "out", document: true, text: "Berechnung.pdf" }, "LK-1"],
    ["somebody else's invoice a customer sends", { document: true, text: "Rechnung Kühlschrank.pdf" }, "LK-1"],
    [
      "our confirmation before anybody noted the order",
      { direction: "out", text: "Auftragsbestätigung: Montag 8 Uhr" },
      "LK-2",
    ],
    ["the word invoice in a text", { openOrder: true, text: "Wann kommt die Rechnung?" }, "LK-2"],
    ["an advert, even during an order", { openOrder: true, direction: "out", messageClass: "advertising" }, "LK-1"],
    [
      "our question whether we may advertise, even during an order",
      { openOrder: true, direction: "out", messageClass: "consent_request" },
      "LK-1",
    ],
    ["an automatic answer", { openOrder: true, direction: "out", automatic: true }, "LK-1"],
    ["a note", { openOrder: true, direction: "note" }, "LK-1"],
  ])("%s", (_what, course, expected) => {
    expect(classFor(said(course))).toBe(expected);
  });
});
