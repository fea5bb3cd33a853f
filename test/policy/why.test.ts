// What the reason tells somebody in the office: once, without advice that another rule forbids, and what would help.
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/server/policy/evaluate.ts";
import type { ExtraFacts, Facts } from "../../src/server/policy/facts.ts";
import { formatVerdict } from "../../src/server/policy/verdict.ts";
import { consentingAdvert, given, optInStart, teamMessage } from "./given.ts";

const why = (changes: Partial<Facts>): string => evaluate("send", consentingAdvert(changes)).whyDe;
const stops: readonly Partial<Facts>[] = [
  { consentAds: "withdrawn" },
  { consentAds: "withdrawn", extra: { metaPreference: "resume" } },
  { consentAds: "granted", extra: { metaPreference: "stop" } },
  { consentAds: "none", extra: { metaPreference: "stop" } },
  { consentAds: "none", extra: { objected: true } },
];

describe("the reason for an advert that stays", () => {
  it.each(stops)("says a stop in one sentence: %o", (facts) => {
    expect(why(facts).split(/(?<=\.) (?=\p{Lu})/u)).toHaveLength(1);
  });

  const asked: readonly Partial<Facts>[] = (["refused", "asked", "ambiguous"] as const).map((consentAds) => ({
    consentAds,
  }));
  it.each([...stops, ...asked])("tells nobody to ask where asking is forbidden: %o", (facts) => {
    const said = why({ ...facts, extra: { ...facts.extra, consentOtherChannels: ["email"] } });
    expect(said).not.toMatch(/frag (ihn|den Kunden)/);
  });

  const allFour: ExtraFacts = {
    addressFromSale: true,
    ownSimilarService: true,
    objected: false,
    hintAtCollection: true,
    hintInMessage: true,
  };
  it.each([
    ["addressFromSale", /an eine Adresse schreiben, die sie bei einem Auftrag genannt haben/],
    ["ownSimilarService", /was dem ähnlich ist/],
    ["hintAtCollection", /wenn schon im Auftrag stand/],
    ["hintInMessage", /füg ihn ein/],
    ["objected", /Es steht nicht fest, ob der Kunde der Werbung widersprochen hat/],
  ] as const)("names the condition of § 7(3) UWG that is not known to hold: %s", (name, said) => {
    const { [name]: _, ...rest } = allFour;
    expect(why({ channel: "email", consentAds: "none", extra: rest })).toMatch(said);
  });

  it("offers the exception to nobody who said no", () => {
    expect(why({ channel: "email", consentAds: "none", extra: { ...allFour, objected: true } })).toContain(
      "Wer Werbung abgelehnt hat, bekommt auch als Bestandskunde keine.",
    );
  });
});

describe("the question about consent", () => {
  const ask = (changes: Partial<Facts>) =>
    evaluate(
      "send",
      given({
        messageClass: "consent_request",
        hasTransactionalCore: false,
        extra: { concernAnswered: true, askedWithin12Months: false },
        ...changes,
      }),
    );

  it("says why it is not put: agreed already, asked already, too late, not known", () => {
    expect(ask({ consentAds: "granted", consentIdleMonths: 1 }).whyDe).toMatch(/^Der Kunde hat schon zugestimmt/);
    expect(ask({ consentAds: "asked" }).whyDe).toMatch(/schon gestellt; warte/);
    expect(ask({ windowAgeHours: 24 }).whyDe).toMatch(/ist mindestens 24 Stunden alt; frag/);
    expect(ask({ windowAgeHours: null }).whyDe).toMatch(
      /^In den letzten 24 Stunden ist keine Nachricht .* bekannt; frag/,
    );
    const { consentAds: _, ...unknown } = given();
    expect(
      evaluate("send", { ...unknown, messageClass: "consent_request", extra: { concernAnswered: true } }).whyDe,
    ).toMatch(/^Es steht nicht fest, ob der Kunde schon gefragt wurde/);
  });
});

it("says of a message of exactly 24 hours, which are over, no more than that", () => {
  const said = (changes: Partial<Facts>) => evaluate("send", given({ windowAgeHours: 24, ...changes })).whyDe;
  expect(said({})).toContain("ist mindestens 24 Stunden her");
  for (const changes of [{}, { noticeStatus: "failed" }, { messageClass: "consent_request" }] as const)
    expect(said(changes)).not.toMatch(/(über|älter als) 24/);
});

describe("the reason why we may not begin", () => {
  it.each([
    [{ messageClass: "invoice" }, /beginnen darfst du aber nur mit einer Nachricht zu seinem Auftrag/],
    [{ templateCategory: null }, /beginnen darfst du aber erst mit übergebenem Datenschutzhinweis/],
    [{ templateCategory: null, messageClass: "service_info" }, /beginnen darfst du aber erst mit übergebenem/],
    [{ optInDocumented: false, extra: { numberSource: "third_party" } }, /^Die Nummer stammt von einem Dritten/],
    [{ optInDocumented: false }, /^Der Kunde hat hier noch nicht geschrieben/],
    [{ optInDocumented: false, inboundCount: undefined }, /^Es steht nicht fest, dass der Kunde hier schon/],
    [{ promoContent: undefined }, /^Es steht nicht fest, dass die Nachricht frei von Werbung ist/],
    [{ recipients: undefined }, /^Es steht nicht fest, an wen die Nachricht geht/],
  ] as const)("names what is missing, and nothing that is there: %o", (changes, said) => {
    expect(evaluate("send", optInStart(changes)).whyDe).toMatch(said);
  });
});

describe("the reason beside the send path", () => {
  it("does not promise 72 hours that are over", () => {
    const close = (hoursSinceAwareness: number): string =>
      evaluate("close_incident", given({ channel: "none", extra: { hoursSinceAwareness, decisionRecorded: false } }))
        .whyDe;
    expect(close(72)).toMatch(/dafür habt ihr 72 Stunden/);
    expect(close(72.1)).toMatch(/^Die 72 Stunden sind vorbei/);
  });

  it.each([
    [{ shiftRule: false }, {}, /^Ohne schriftliche Regel/],
    [{}, { recipientAge: "unknown" }, /^Das Alter des Kollegen ist nicht hinterlegt/],
    [{ localTime: "2026-11-24T20:00" }, {}, /ist es heute zu spät/],
    [{ localTime: undefined }, {}, /^Wie spät es beim Kollegen ist, steht nicht fest/],
    [{ restHours: 10 }, {}, /keine elf Stunden Ruhe/],
  ] as const)("says what keeps a duty from free time: %o %o", (extra, changes, said) => {
    const evening = { localTime: "2026-11-24T18:30", withinSchedule: false, shiftRule: true, restHours: 12 };
    const facts = teamMessage(
      { ...evening, dutyDay: "wednesday", ...extra },
      { messageClass: "shift_notice", ...changes },
    );
    expect(formatVerdict(evaluate("send", facts))).toBe("require:queue_until_work_start");
    expect(evaluate("send", facts).whyDe).toMatch(said);
  });

  it("does not call a minor's duty forbidden when only its day is unknown", () => {
    const day = { localTime: "2026-11-24T10:00", withinSchedule: true, restHours: 12 };
    const said = (extra: object): string =>
      evaluate("send", teamMessage({ ...day, ...extra }, { messageClass: "shift_notice", recipientAge: "minor" }))
        .whyDe;
    expect(said({ dutyDay: undefined })).toMatch(/^An welchem Tag der Einsatz ist, steht nicht fest; trag ihn nach/);
    expect(said({ dutyDay: "saturday" })).toMatch(
      /^Für einen Auszubildenden unter 18 ist dieser Einsatz nicht erlaubt/,
    );
  });

  it("calls nobody a colleague of whom that is not known", () => {
    const { employeeRelation: _, ...unknown } = given();
    expect(evaluate("send", unknown).whyDe).toMatch(/^Es steht nicht fest, ob der Empfänger zum Betrieb gehört/);
    expect(evaluate("send", { ...unknown, recipientIsEmployee: true }).whyDe).toMatch(/^Nachrichten an Kollegen/);
  });

  it.each(["Geschäftsführer", "E-Mail", "phone", "name", "second_contact", "Adresse", "register_number"])(
    "asks for a field of the imprint by whatever name it is missed: %s",
    (field) => {
      const facts = given({ messageClass: "none", extra: { missing: [field], finalUrlComplete: true } });
      expect(formatVerdict(evaluate("activate_channel", facts))).toBe("require:complete_impressum");
    },
  );
});
