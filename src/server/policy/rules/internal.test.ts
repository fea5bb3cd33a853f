import { describe, expect, it } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { given, mail, teamMessage } from "../../../../test/policy/given.ts";
import { evaluate } from "../evaluate.ts";
import type { Facts } from "../facts.ts";

const shift = { messageClass: "shift_notice" } as const;
const evening = {
  localTime: "2026-11-24T19:30",
  withinSchedule: false,
  shiftRule: true,
  cutoff: "20:00",
  restHours: 12,
  dutyDay: "wednesday",
} as const;
const noon = { localTime: "2026-11-24T12:00", withinSchedule: true } as const;
const colleague = { recipientIsEmployee: true, employeeRelation: "customer" } as const;
const unwritten = {
  ...colleague,
  initiatedBy: "business",
  inboundCount: 0,
  windowAgeHours: null,
  templateCategory: "utility",
} as const;

describe("colleagues on outside messengers", () => {
  decides("send", [
    [
      "no message to staff over WhatsApp",
      given({ recipientIsEmployee: true, employeeRelation: "staff" }),
      "deny",
      "IN-1",
    ],
    [
      "no message to staff by SMS",
      given({ channel: "sms", recipientIsEmployee: true, employeeRelation: "staff" }),
      "deny",
      "IN-1",
    ],
    ["who might be staff is treated as staff", given({ recipientIsEmployee: undefined }), "deny", "IN-1"],
    ["an unclear relation is treated as staff", given({ employeeRelation: undefined }), "deny", "IN-1"],
    ["a duty matter is internal whoever gets it", given({ messageClass: "internal" }), "deny", "IN-1"],
    [
      "staff gets no internal mail either",
      given({ channel: "email", recipientIsEmployee: true, employeeRelation: "staff", messageClass: "internal" }),
      "deny",
      "BASE-1",
    ],
    [
      "the colleague's own heating is a customer's heating",
      given({ ...colleague, extra: { threadAbout: "own_order" } }),
      "allow",
      "IN-2",
    ],
    [
      "work talk in the colleague's customer thread is internal",
      given({ ...colleague, extra: { threadAbout: "work" } }),
      "deny",
      "IN-1",
    ],
    [
      "the colleague must have begun",
      given({ ...colleague, initiatedBy: "business", extra: { threadAbout: "own_order" } }),
      "deny",
      "IN-1",
    ],
    [
      "a colleague who is a customer and has never written begins like everybody",
      given({ ...unwritten, extra: { threadAbout: "own_order" } }),
      "deny",
      "FC-1",
    ],
    [
      "an opt-in on paper does not replace that the colleague begins",
      given({ ...unwritten, optInDocumented: true, extra: { threadAbout: "own_order" } }),
      "deny",
      "IN-1",
    ],
    [
      "the colleague as customer gets the notice first",
      given({ ...colleague, noticeStatus: "none", extra: { threadAbout: "own_order" } }),
      "require:deliver_notice",
      "PN-1",
    ],
  ]);
});

it("a colleague who is a customer here is not told off as a colleague, whoever began", () => {
  const own = { threadAbout: "own_order" } as const;
  const first = evaluate("send", given({ ...unwritten, extra: own }));
  expect(first.rules).toEqual(["FC-1"]);
  expect(first.whyDe).toContain("noch nicht geschrieben");
  for (const facts of [
    given({ ...unwritten, optInDocumented: true, extra: own }),
    given({ ...colleague, initiatedBy: "business", extra: own }),
    given({ ...colleague, channel: "sms", initiatedBy: "business", extra: own }),
  ]) {
    const { verdict, whyDe } = evaluate("send", facts);
    expect(verdict).toBe("deny");
    expect(whyDe).toContain("Der Kollege ist hier Kunde");
    expect(whyDe).not.toContain("Nachrichten an Kollegen");
  }
});

const roster = { houseMatter: "roster" } as const;

describe("what belongs to the house alone", () => {
  decides("send", [
    ["a roster stays out of WhatsApp", given({ extra: roster }), "deny", "IN-1"],
    ["and out of the page", given({ channel: "own_webchat", avvStatus: "complete", extra: roster }), "deny", "IN-1"],
    ["and out of a mail", mail({ extra: { ...roster, addressVerified: true } }), "deny", "IN-1"],
    [
      "whoever has looked again may send it",
      given({ extra: { ...roster, houseMatterDenied: true } }),
      "allow",
      "IN-1",
      "BASE-1",
    ],
    ["among colleagues it is at home", teamMessage({ ...noon, ...roster }), "allow", "IN-4", "BASE-2"],
  ]);
  decides("store_media", [
    ["what stays here is stored", given({ extra: { ...roster, hasGps: false } }), "allow", "PH-1", "BASE-2"],
  ]);
});

describe("quiet hours", () => {
  decides("send", [
    ["in the colleague's hours it goes out", teamMessage(noon), "allow", "IN-4", "BASE-2"],
    [
      "an unknown roster counts as time off",
      teamMessage({ localTime: "2026-11-24T12:00" }),
      "require:queue_until_work_start",
      "IN-4",
    ],
    [
      "that somebody is an invited guest is no leave to write to them",
      teamMessage({ ...noon, invitedGuest: true }, { recipientIsEmployee: false, employeeRelation: "none" }),
      "deny",
      "BASE-1",
    ],
    [
      "only staff is reached inside",
      teamMessage(noon, { recipientIsEmployee: false, employeeRelation: "none" }),
      "deny",
      "BASE-1",
    ],
  ]);
});

describe("shift notices", () => {
  decides("send", [
    ["the written rule carries it into the evening", teamMessage(evening, shift), "allow", "IN-5"],
    [
      "without the rule it waits",
      teamMessage({ ...evening, shiftRule: false }, shift),
      "require:queue_until_work_start",
      "IN-5",
    ],
    [
      "after the cutoff it waits",
      teamMessage({ ...evening, localTime: "2026-11-24T20:00" }, shift),
      "require:queue_until_work_start",
      "IN-5",
    ],
    [
      "without a cutoff 20:00 counts",
      teamMessage({ ...evening, cutoff: undefined, localTime: "2026-11-24T19:59" }, shift),
      "allow",
      "IN-5",
    ],
    [
      "a written rule that names a later hour carries it until then",
      teamMessage({ ...evening, cutoff: "20:30", localTime: "2026-11-24T20:15" }, shift),
      "allow",
      "IN-5",
    ],
    [
      "ten hours of rest are too few",
      teamMessage({ ...evening, restHours: 10 }, shift),
      "require:queue_until_work_start",
      "IN-5",
    ],
    ["eleven hours of rest are enough", teamMessage({ ...evening, restHours: 11 }, shift), "allow", "IN-5"],
    [
      "unknown rest is too little",
      teamMessage({ ...evening, restHours: undefined }, shift),
      "require:queue_until_work_start",
      "IN-5",
    ],
    [
      "on the morning of the duty it is too late",
      teamMessage({ ...evening, localTime: "2026-11-25T00:30" }, shift),
      "require:queue_until_work_start",
      "IN-5",
    ],
    ["in working hours it just goes out", teamMessage(noon, shift), "allow", "BASE-2"],
    [
      "an unknown age is not adult",
      teamMessage(evening, { ...shift, recipientAge: "unknown" }),
      "require:queue_until_work_start",
      "IN-5",
    ],
  ]);
});

describe("minors", () => {
  const minor = { recipientAge: "minor" } as const;
  decides("send", [
    ["an apprentice is reached at noon", teamMessage(noon, minor), "allow", "IN-4", "BASE-2"],
    [
      "not at eight in the evening, even on shift",
      teamMessage({ ...noon, localTime: "2026-11-24T20:00" }, minor),
      "deny",
      "IN-6",
    ],
    ["not before six", teamMessage({ ...noon, localTime: "2026-11-24T05:59" }, minor), "deny", "IN-6"],
    ["six is allowed", teamMessage({ ...noon, localTime: "2026-11-24T06:00" }, minor), "allow", "IN-4", "BASE-2"],
    ["not on a Saturday", teamMessage({ ...noon, localTime: "2026-11-28T12:00" }, minor), "deny", "IN-6"],
    ["nor on a Sunday", teamMessage({ ...noon, localTime: "2026-11-29T12:00" }, minor), "deny", "IN-6"],
    [
      "unless an exception is set up",
      teamMessage({ ...noon, localTime: "2026-11-28T12:00", exception1617: true }, minor),
      "allow",
      "IN-4",
      "BASE-2",
    ],
    ["not at an unknown time", teamMessage({ withinSchedule: true }, minor), "deny", "IN-6"],
    ["no Sunday duty", teamMessage({ ...noon, dutyDay: "sunday" }, { ...minor, ...shift }), "deny", "IN-6"],
    ["no duty on an unknown day", teamMessage(noon, { ...minor, ...shift }), "deny", "IN-6"],
    [
      "no duty after eleven hours",
      teamMessage({ ...noon, dutyDay: "wednesday", restHours: 11 }, { ...minor, ...shift }),
      "deny",
      "IN-6",
    ],
    [
      "Wednesday after twelve hours is fine",
      teamMessage({ ...noon, dutyDay: "wednesday", restHours: 12 }, { ...minor, ...shift }),
      "allow",
      "BASE-2",
    ],
    [
      "no evening notice for an apprentice",
      teamMessage({ ...evening, localTime: "2026-11-24T18:00", restHours: 13 }, { ...minor, ...shift }),
      "require:queue_until_work_start",
      "IN-5",
    ],
  ]);
});

describe("the internal messenger's start", () => {
  decides("enable_internal", [
    [
      "the works council agrees first",
      given({ extra: { worksCouncil: true } }),
      "require:works_council_agreement",
      "IN-3",
    ],
    ["nobody said there is none", given(), "require:works_council_agreement", "IN-3"],
    ["without a works council it starts", given({ extra: { worksCouncil: false } }), "allow", "IN-3", "BASE-2"],
    [
      "with its agreement it starts",
      given({ extra: { worksCouncil: true, worksAgreement: true } }),
      "allow",
      "IN-3",
      "BASE-2",
    ],
  ]);
});

describe("why a colleague does not get it", () => {
  const toStaff = (changes: Partial<Facts>) => teamMessage({ withinSchedule: true }, changes);
  it.each([
    ["an advert among the words", toStaff({ promoContent: true }), "frei von Werbung"],
    [
      "a class that is for customers",
      toStaff({ messageClass: "invoice" }),
      "An Kollegen gehen nur interne Nachrichten",
    ],
    [
      "a warning at night without a reason",
      teamMessage({ withinSchedule: false }, { messageClass: "safety" }),
      "nur mit Gefahr und Grund",
    ],
    [
      "a customer on the internal channel",
      toStaff({ recipientIsEmployee: false, employeeRelation: "none" }),
      "einem Kunden schreibst du in seinem Gespräch",
    ],
  ])("says so: %s", (_what, facts, why) => {
    const { verdict, whyDe } = evaluate("send", facts);
    expect([verdict, whyDe]).toEqual(["deny", expect.stringContaining(why)]);
  });
});
