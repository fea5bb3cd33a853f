import { describe, expect, test } from "vitest";
import {
  announced,
  type Case,
  days,
  factsOf,
  lateReview,
  lit,
  noChecks,
  noContract,
  overdue,
  relay,
  server,
  store,
  today,
  whatsapp,
  withMeta,
} from "../../../test/support/ampel-cases.ts";
import { addDays } from "../time/calendar-day.ts";
import { type AmpelFacts, ampelLights } from "./ampel.ts";
import { worstLevel } from "./light.ts";
import { askReply, askStart } from "./probes.ts";

test("with everything in order every light is green and both channels may be used", () => {
  const { lights, channels } = ampelLights(factsOf({}));
  expect(lights.filter(({ level }) => level !== "green")).toEqual([]);
  // Each duty shows a day: due, in order until, or looked at on.
  expect(lights.filter(({ day }) => day === null)).toEqual([]);
  expect(channels).toMatchObject([
    { level: "green", sentence: { de: "Ja, heute." }, mayStart: true },
    { level: "green", sentence: { de: "Ja, heute." }, mayStart: null },
  ]);
});

type Line = [title: string, one: Case, duty: string, level: string, sentence: RegExp, channels: object];
const table: readonly (
  | readonly [string, Case, string, string, RegExp, object]
  | readonly [string, Case, string, string, RegExp]
)[] = [
  ["no contract with Meta", noContract, "agreements", "red", /Meta.*fehlt/, { whatsapp: "red", webchat: "green" }],
  [
    "Meta marked as needing none",
    withMeta({ notRequiredReason: "Brauchen wir nicht." }),
    "agreements",
    "red",
    /Meta/,
    { whatsapp: "red", webchat: "green" },
  ],
  [
    "gaps nobody answered for",
    withMeta({ gapDecision: null }),
    "agreements",
    "red",
    /Lücken/,
    { whatsapp: "red", webchat: "green" },
  ],
  [
    "a decision that ran out yesterday",
    withMeta({ gapDecision: whatsapp.gapDecision && { ...whatsapp.gapDecision, expiresOn: addDays(today, -1) } }),
    "agreements",
    "red",
    /Lücken/,
    { whatsapp: "red" },
  ],
  [
    "a decision that runs out in 30 days",
    withMeta({ gapDecision: whatsapp.gapDecision && { ...whatsapp.gapDecision, expiresOn: addDays(today, 30) } }),
    "agreements",
    "amber",
    /läuft ab/,
    { whatsapp: "green" },
  ],
  ["a review 31 days late", overdue, "agreements", "red", /überfällig/, { whatsapp: "red", webchat: "green" }],
  ["a review 30 days late", lateReview, "agreements", "amber", /war am 25\.10\.2026 fällig/, { whatsapp: "green" }],
  ["a review due in 30 days", withMeta({ nextReviewOn: addDays(today, 30) }), "agreements", "amber", /steht an/],
  ["a review due in 31 days", withMeta({ nextReviewOn: addDays(today, 31) }), "agreements", "green", /./],
  [
    "no word on the server",
    { rows: [whatsapp] },
    "agreements",
    "red",
    /wo euer Werkbote läuft/,
    { whatsapp: "red", webchat: "red" },
  ],
  [
    "a backup store without a contract",
    { rows: [server, whatsapp, store] },
    "agreements",
    "red",
    /Speicher/,
    { whatsapp: "red", webchat: "red" },
  ],
  [
    "a mail relay without a contract",
    { rows: [server, whatsapp, relay] },
    "agreements",
    "amber",
    /E-Mail-Versand/,
    { whatsapp: "green" },
  ],
  [
    "mails through a relay nobody entered",
    { facts: { relayUnregistered: true } },
    "agreements",
    "amber",
    /E-Mail-Versand/,
  ],
  [
    "a contract with the operator to agree to",
    { facts: { hostAgreementDue: { operator: "Feld IT", isNewer: false } } },
    "agreements",
    "amber",
    /Feld IT wartet/,
  ],
  [
    "a new version of the operator's contract",
    { facts: { hostAgreementDue: { operator: "Feld IT", isNewer: true } } },
    "agreements",
    "amber",
    /neue Fassung/,
  ],
  ["a new sub-processor", { changes: [{ ...announced, decision: "open" }] }, "agreements", "amber", /widersprechen/],
  [
    "a deadline to object that passed",
    { changes: [{ ...announced, objectUntil: "2026-11-23", decision: "open" }] },
    "agreements",
    "amber",
    /vorbei/,
  ],
  [
    "a sub-processor that was decided on",
    { changes: [{ ...announced, decision: "accepted" }] },
    "agreements",
    "green",
    /./,
  ],
  [
    "the adequacy decision fell",
    { source: { dpfValid: false } },
    "transfer",
    "red",
    /gilt nicht mehr/,
    { whatsapp: "red", webchat: "green" },
  ],
  [
    "the decision fell, clauses are on file",
    {
      ...withMeta({ fields: { ...whatsapp.fields, sccModule: "2", transferAssessment: "TIA" } }),
      source: { dpfValid: false },
    },
    "transfer",
    "green",
    /./,
    { whatsapp: "green" },
  ],
  [
    "no basis for the USA",
    withMeta({ fields: { ...whatsapp.fields, transferMechanism: "missing" } }),
    "transfer",
    "red",
    /Grundlage/,
    { whatsapp: "red" },
  ],
  [
    "nobody looked at the list for a year",
    withMeta({ fields: { ...whatsapp.fields, dpfCheckedOn: "2025-11-01" } }),
    "transfer",
    "amber",
    /Liste/,
  ],
  [
    "the Impressum failed yesterday",
    { source: { impressumStatus: "unreachable", imprintOkAt: days(1) } },
    "imprint",
    "amber",
    /nicht erreichbar/,
    { whatsapp: "green" },
  ],
  [
    "the Impressum has failed for 7 days",
    { source: { impressumStatus: "incomplete", imprintOkAt: days(7) } },
    "imprint",
    "amber",
    /Pflichtangaben/,
  ],
  [
    "the Impressum has failed for 8 days",
    { source: { impressumStatus: "incomplete", imprintOkAt: days(8) } },
    "imprint",
    "red",
    /Antworten gehen weiter/,
    { whatsapp: "amber", webchat: "green" },
  ],
  ["there never was an Impressum", { source: { impressumStatus: null, imprintOkAt: null } }, "imprint", "red", /fehlt/],
  ["no notice was published", { source: { noticeVersion: null } }, "notice", "red", /fehlt/],
  ["the notice is no longer true", { outdated: true }, "notice", "amber", /stimmt nicht mehr/],
  ["nobody confirmed who learns what", { source: { metadataConfirmed: false } }, "metadata", "amber", /bestätigt/],
  [
    "a device was let in on the server",
    { facts: { admittedDevices: 1 } },
    "devices",
    "amber",
    /^Ein Gerät ist am Server freigegeben worden\./,
  ],
  ["a device waits", { facts: { pendingDevices: 1 } }, "devices", "amber", /wartet auf deine Freigabe/],
  [
    "a check of a device is due",
    { facts: { deviceChecks: { ...noChecks, due: 1, nextOn: "2026-12-20" } } },
    "devices",
    "amber",
    /bis 20\.12\.2026 fällig/,
  ],
  [
    "checks of devices are overdue",
    { facts: { deviceChecks: { ...noChecks, overdue: 2, nextOn: "2026-11-01" } } },
    "devices",
    "amber",
    /2 Geräteprüfungen sind überfällig/,
  ],
  [
    "a check waits for the owner",
    { facts: { deviceChecks: { ...noChecks, waiting: 1 } } },
    "devices",
    "amber",
    /wartet auf deinen Blick/,
  ],
  ["a device is lost", { facts: { lostDevices: 1, pendingDevices: 2 } }, "devices", "amber", /verloren/],
  ["two devices are lost", { facts: { lostDevices: 2 } }, "devices", "amber", /^2 Geräte sind verloren gemeldet\./],
  ["17 people", { facts: { activePeople: 17 } }, "officer", "green", /./],
  ["18 people", { facts: { activePeople: 18 } }, "officer", "amber", /Ab 20/],
  ["20 people", { facts: { activePeople: 20 } }, "officer", "amber", /§ 38 BDSG/],
  ["20 people and an officer", { facts: { activePeople: 20, officerAppointed: true } }, "officer", "green", /bestellt/],
];

const lines = table.map(
  ([title, one, duty, level, sentence, channels = {}]): Line => [title, one, duty, level, sentence, channels],
);

describe("each duty shows what the papers say, and each channel what the engine says", () => {
  test.each(lines)("%s", (_title, one, duty, level, sentence, channels) => {
    const { light, channels: shown } = lit(one, duty);
    expect([light.level, light.sentence.de]).toEqual([level, expect.stringMatching(sentence)]);
    expect(shown).toMatchObject(channels);
    if (level !== "green") expect(light.next).not.toBeNull();
  });
});

test.each(lines)("%s: red and the engine agree", (_title, one) => {
  const facts = factsOf(one);
  const { lights, channels } = ampelLights(facts);
  for (const { channel, papers } of facts.channels) {
    const sends = askReply(channel, papers).verdict === "allow";
    expect(channels.find((shown) => shown.channel === channel)?.level === "red").toBe(!sends);
    const named = lights.filter((light) => light.stops === "all" && light.channels.includes(channel));
    // A light may not claim to stop what goes out, and what stops has a light that says why.
    if (one.source?.noticeVersion !== null) expect(named.length > 0).toBe(!sends);
    const started = lights.filter((light) => light.stops === "starts" && light.channels.includes(channel));
    if (started.length > 0) expect(askStart(papers).verdict).not.toBe("allow");
  }
});

test("a channel that is stopped or not open yet is red", () => {
  const accounts = [
    { channel: "whatsapp", label: "WhatsApp", state: "stopped" },
    { channel: "webchat", label: "Chat", state: "draft" },
  ] as const;
  const { channels } = ampelLights(factsOf({ facts: { accounts } }));
  expect(channels.map(({ level, sentence }) => [level, sentence.de])).toEqual([
    ["red", "Angehalten. Es geht nichts hinaus."],
    ["red", "Noch nicht freigeschaltet. Es geht nichts hinaus."],
  ]);
});

test("of several lights the worst counts, and without any all is well", () => {
  expect([worstLevel(["green", "amber", "red"]), worstLevel(["green", "amber"]), worstLevel([])]).toEqual([
    "red",
    "amber",
    "green",
  ]);
});

test("no sentence on the Ampel is longer than a glance takes", () => {
  for (const [, one] of lines)
    for (const { sentence, title } of ampelLights(factsOf(one)).lights) {
      for (const words of Object.values(title)) expect(words.length, words).toBeLessThanOrEqual(45);
      for (const words of Object.values(sentence)) expect(words.length, words).toBeLessThanOrEqual(130);
    }
});

test("backup, requests and breaches light up amber, with the day that counts, and stop nothing", () => {
  const green = { unreadable: false, fresh: true, newestOn: today, sheetMissing: false, rehearsalFailed: false };
  const cases: [string, Partial<AmpelFacts>, string, string | null][] = [
    ["backup", {}, "green", today],
    ["backup", { backup: { ...green, fresh: false, newestOn: null } }, "amber", today],
    ["backup", { backup: { ...green, unreadable: true } }, "amber", today],
    ["backup", { backup: { ...green, sheetMissing: true } }, "amber", today],
    ["backup", { backup: { ...green, rehearsalFailed: true } }, "amber", today],
    ["requests", { requests: { open: 2, overdue: 0, nextDueOn: addDays(today, 9) } }, "amber", addDays(today, 9)],
    ["requests", { requests: { open: 1, overdue: 1, nextDueOn: addDays(today, -1) } }, "amber", addDays(today, -1)],
    ["consent-use", { consents: { ending: 2, endsOn: addDays(today, 180) } }, "amber", addDays(today, 180)],
    ["incidents", { incidents: { open: 1, dueOn: addDays(today, 3) } }, "amber", addDays(today, 3)],
  ];
  for (const [duty, facts, level, on] of cases) {
    const { light, channels } = lit({ facts }, duty);
    expect([duty, light.level, light.day?.on ?? null, light.stops]).toEqual([duty, level, on, null]);
    expect(channels).toEqual({ whatsapp: "green", webchat: "green" });
  }
});
