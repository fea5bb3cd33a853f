import { describe, expect, it } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { consentingAdvert, given, mail, teamMessage } from "../../../../test/policy/given.ts";
import { evaluate } from "../evaluate.ts";
import type { Action, Facts } from "../facts.ts";

// one table each for the topics whose rules fit on a page

describe("metadata and human contact", () => {
  decides("activate_channel", [
    [
      "an open item of nobody else's is the card's",
      given({ avvStatus: "complete", extra: { missing: ["device", "duration"] } }),
      "require:metadata_profile",
      "MD-1",
    ],
    [
      "an accepted gap of the contract is not the card's",
      given({ extra: { missing: ["sub_processors"] } }),
      "allow",
      "BASE-2",
    ],

    [
      "the metadata card is filled first",
      given({ extra: { missing: ["metadata_profile"] } }),
      "require:metadata_profile",
      "MD-1",
    ],
  ]);
  decides("send", [
    [
      "the first automatic reply names a way without Meta",
      given({ messageClass: "auto_reply", extra: { alternativeChannel: false } }),
      "require:human_contact",
      "MD-3",
    ],
    ["a person's reply need not", given({ extra: { alternativeChannel: false } }), "allow", "BASE-1"],
    [
      "nor what is not on WhatsApp",
      given({ channel: "own_webchat", messageClass: "auto_reply", extra: { alternativeChannel: false } }),
      "allow",
      "BASE-1",
    ],
    [
      "a machine shows the way to a person",
      given({ messageClass: "auto_reply", extra: { humanContact: false } }),
      "require:human_contact",
      "WA-10",
    ],
    [
      "a machine's text says so",
      given({ messageClass: "auto_reply", extra: { aiGenerated: true } }),
      "require:ai_disclosure",
      "AI-1",
    ],
    [
      "a labelled one goes out",
      given({ messageClass: "auto_reply", extra: { aiGenerated: true, aiDisclosed: true } }),
      "allow",
      "BASE-1",
    ],
  ]);
});

describe("photos", () => {
  decides("store_media", [
    ["people in the picture need a reason", given({ extra: { hasGps: false, personsVisible: true } }), "deny", "PH-3"],
    [
      "with a reason the picture is kept",
      given({ extra: { hasGps: false, personsVisible: true, personsReason: "Unfallstelle" } }),
      "allow",
      "BASE-2",
      "PH-1",
    ],

    ["location data is cut out", given({ extra: { hasGps: true, sentAs: "photo" } }), "require:strip_exif", "PH-1"],
    ["unknown data is cut out", given(), "require:strip_exif", "PH-1"],
    ["a clean photo is stored", given({ extra: { hasGps: false } }), "allow", "PH-1", "BASE-2"],
  ]);
  decides("send_media", [
    ["a photo is cleaned on the way out", given({ extra: { hasGps: true } }), "require:strip_exif", "PH-1"],
    ["a clean photo goes out like a message", given({ extra: { hasGps: false } }), "allow", "BASE-1"],
    [
      "a clean photo needs the notice too",
      given({ noticeStatus: "none", extra: { hasGps: false } }),
      "require:deliver_notice",
      "PN-1",
    ],
  ]);
  decides("publish_media", [
    ["a reference photo needs its own consent", given({ extra: { explicitConsent: true } }), "deny", "PH-4"],
    ["with it the photo may be shown", given({ extra: { publishConsent: true } }), "allow", "PH-4"],
  ]);
  decides("send", [
    ["nobody is followed live", given({ extra: { kind: "live_location", openOrder: true } }), "deny", "PH-2"],
    ["a place is asked for an order only", given({ extra: { kind: "location_request" } }), "deny", "PH-2"],
    ["for an order it is", given({ extra: { kind: "location request", openOrder: true } }), "allow", "BASE-1"],
  ]);
});

describe("a person who has their data restricted", () => {
  const restricted = { useRestricted: true } as const;
  decides("send", [
    ["is not written to of one's own accord", given({ windowAgeHours: 25, extra: restricted }), "deny", "DS-4"],
    ["nor where they never wrote here", given({ windowAgeHours: null, extra: restricted }), "deny", "DS-4"],
    ["gets an answer to what they wrote", given({ windowAgeHours: 2, extra: restricted }), "allow", "BASE-1"],
    [
      "but no advert with it, consent or not",
      given({
        windowAgeHours: 2,
        messageClass: "advertising",
        promoContent: true,
        hasTransactionalCore: false,
        consentAds: "granted",
        templateCategory: "marketing",
        optOutHint: true,
        extra: restricted,
      }),
      "deny",
      "DS-4",
    ],
    [
      "and is not asked about adverts",
      given({
        windowAgeHours: 2,
        messageClass: "consent_request",
        extra: { ...restricted, concernAnswered: true, askedWithin12Months: false },
      }),
      "deny",
      "DS-4",
    ],
    [
      "hears of the request itself",
      given({ windowAgeHours: 25, templateCategory: "utility", extra: { ...restricted, kind: "subject_request" } }),
      "allow",
      "WA-3",
      "BASE-1",
    ],
  ]);
});

it("nobody is told to ask about adverts who asked that their data be not used", () => {
  const advert = {
    messageClass: "advertising",
    consentAds: "none",
    promoContent: true,
    hasTransactionalCore: false,
  } as const;
  const { whyDe } = evaluate("send", given({ ...advert, extra: { useRestricted: true } }));
  expect(whyDe).toContain("vorerst nicht nutzt");
  expect(whyDe).not.toContain("frag ihn");
});

describe("exports", () => {
  decides("deliver_export", [
    [
      "never over WhatsApp",
      given({ extra: { requestArticle: "15", exportSizeItems: 214 } }),
      "require:secure_portal_delivery",
      "DS-3",
    ],
    [
      "never as a mail attachment",
      mail({ extra: { addressVerified: true } }),
      "require:secure_portal_delivery",
      "DS-3",
    ],
    [
      "to an unverified address least of all",
      mail({ extra: { addressVerified: false } }),
      "require:secure_portal_delivery,verify_address",
      "DS-3",
      "EM-2",
    ],
    ["through the portal", given({ channel: "own_webchat" }), "allow", "DS-3", "BASE-2"],
  ]);
});

describe("breaches and impact assessment", () => {
  decides("close_incident", [
    [
      "a lost phone's incident still needs the decision",
      given({ deviceType: "lost", extra: { cacheEncrypted: true } }),
      "require:authority_notification_decision",
      "AC-3",
    ],

    [
      "no closing without a decision",
      given({ extra: { hoursSinceAwareness: 50, decisionRecorded: false, cacheEncrypted: true } }),
      "require:authority_notification_decision",
      "AC-3",
    ],
    ["an unknown decision is none", given(), "require:authority_notification_decision", "AC-3"],
    ["a recorded one closes it", given({ extra: { decisionRecorded: true } }), "allow", "AC-3", "BASE-2"],
  ]);
  decides("activate_channel", [
    ["two hits call for the assessment", given({ extra: { dpiaHits: 2 } }), "require:dpia_check", "AC-2"],
    ["once, and not again", given({ extra: { dpiaHits: 2, dpiaRecorded: true } }), "allow", "BASE-2"],
  ]);
  decides("enable_internal", [
    ["the team's own rooms too", given({ extra: { dpiaHits: 2, worksCouncil: false } }), "require:dpia_check", "AC-2"],
  ]);
  decides("send", [["no single message waits for it", given({ extra: { dpiaHits: 2 } }), "allow", "BASE-1"]]);
});

describe("special data and minors", () => {
  decides("save_to_order", [
    [
      "a care-level notice needs explicit consent",
      given({ extra: { artNineType: "health", explicitConsent: false, sentByCustomer: true } }),
      "require:explicit_consent_art9",
      "SC-1",
    ],
    [
      "that the customer sent it is no consent",
      given({ extra: { artNineType: "health", sentByCustomer: true } }),
      "require:explicit_consent_art9",
      "SC-1",
    ],
    [
      "with it the notice is kept",
      given({ extra: { artNineType: "health", explicitConsent: true } }),
      "allow",
      "SC-1",
      "BASE-2",
    ],
    ["a plain photo is kept", given(), "allow", "BASE-2"],
  ]);
  decides("record_consent", [
    [
      "no consent of a minor",
      given({ recipientAge: "minor", consentAds: "asked", extra: { answerRaw: "JA WERBUNG", answerMethod: "text" } }),
      "deny",
      "SC-3",
    ],
  ]);
  decides("accept_order", [["no order of a minor", given({ recipientAge: "minor" }), "deny", "SC-3"]]);
  decides("send", [
    [
      "nor its confirmation",
      given({ recipientAge: "minor", extra: { kind: "order_confirmation", withdrawalInstructionGiven: true } }),
      "deny",
      "SC-3",
    ],
  ]);
});

describe("orders by chat", () => {
  decides("accept_order", [
    ["the consumer is instructed first", given(), "require:withdrawal_instruction", "CT-1"],
    [
      "an unknown customer counts as consumer",
      given({ recipientType: undefined }),
      "require:withdrawal_instruction",
      "CT-1",
    ],
    [
      "a burst pipe on express request is not delayed",
      given({ extra: { urgentRepair: true } }),
      "allow",
      "CT-1",
      "BASE-2",
    ],
    ["a firm has no right to withdraw", given({ recipientType: "business" }), "allow", "CT-1", "BASE-2"],
  ]);
});

describe("web chat storage", () => {
  decides("write_terminal_storage", [
    [
      "nothing on page load, not even the session",
      given({ extra: { key: "chat_session", trigger: "page_load", firstParty: true } }),
      "deny",
      "WC-1",
    ],
    ["nothing on an unknown occasion", given({ extra: { key: "chat_session", firstParty: true } }), "deny", "WC-1"],
    [
      "the session after the first message",
      given({ extra: { key: "chat_session", trigger: "message_sent", firstParty: true } }),
      "allow",
      "WC-2",
    ],
    [
      "no visitor id, ever",
      given({ extra: { key: "visitor_id", trigger: "message_sent", firstParty: true } }),
      "deny",
      "WC-2",
    ],
    ...["Chat_Session", "chat-session", " chat_session", "CSRF"].map(
      (key) =>
        [
          `no other spelling either: ${key}`,
          given({ extra: { key, trigger: "message_sent", firstParty: true } }),
          "deny",
          "WC-2",
        ] as const,
    ),
    [
      "no third party",
      given({ extra: { key: "chat_session", trigger: "message_sent", firstParty: false } }),
      "deny",
      "WC-2",
    ],
    [
      "resuming only on request",
      given({ extra: { key: "chat_resume", trigger: "message_sent", firstParty: true } }),
      "deny",
      "WC-2",
    ],
    [
      "resuming on request",
      given({ extra: { key: "chat_resume", trigger: "remember_clicked", firstParty: true } }),
      "allow",
      "WC-2",
    ],
  ]);
});

describe("what was reported as too personal", () => {
  decides("send_media", [
    ["is not passed on", given({ extra: { hasGps: false, sensitiveReported: true } }), "deny", "SC-2"],
  ]);
  decides("save_to_order", [
    ["does not go to the order", given({ extra: { sensitiveReported: true } }), "deny", "SC-2"],
  ]);
  decides("delete", [
    ["can be deleted at once", given({ extra: { sensitiveReported: true, retentionClass: "LK-11" } }), "allow", "ER-2"],
  ]);
});

describe("a refusal says what would make it lawful", () => {
  const staff: Partial<Facts> = { recipientIsEmployee: true, employeeRelation: "staff" };
  it.each<[string, Action, Facts, string]>([
    ["a colleague by mail", "send", mail(staff), "schreib ihm im internen Messenger"],
    ["no recipient", "send", given({ recipients: 0 }), "wähl zuerst den Empfänger"],
    ["the basis for the USA is gone", "send", given({ dpfValid: false }), "bis die Inhaberin Standardvertragsklauseln"],
    ["an advert to many", "send", consentingAdvert({ recipients: 3 }), "erlaubt ist sie nur einzeln"],
    [
      "the same advert to the eleventh",
      "send",
      consentingAdvert({ extra: { identicalAdTextLast24h: 10 } }),
      "in den letzten 24 Stunden schon 10 Kunden bekommen, mehr gilt als Massenversand; warte bis morgen",
    ],
    ["a message to several without an order", "send", given({ recipients: 3 }), "nimm alle anderen heraus"],
    [
      "a late review, before the start",
      "activate_channel",
      given({ avvStatus: "review_overdue" }),
      "dann könnt ihr den Kanal nutzen",
    ],
    ["a photo under way", "send_media", given({ extra: { hasGps: true } }), "vor dem Senden"],
    [
      "promo in a service template",
      "send",
      given({ promoContent: true, consentAds: "granted", consentIdleMonths: 1, templateCategory: "utility" }),
      "nimm den werbenden Satz heraus",
    ],
    ["a mail out of nowhere", "send", mail({ initiatedBy: "business", inboundCount: 0 }), "warte, bis er sich meldet"],
    ["a job advert", "send", given({ extra: { kind: "job_advert" } }), "Stellenanzeigen"],
    ["an advert after a no", "send", consentingAdvert({ consentAds: "refused" }), "nur er selbst kann das wieder"],
    ["an advert after an end", "send", consentingAdvert({ consentAds: "withdrawn" }), "bis er selbst wieder zustimmt"],
    ["an advert after a maybe", "send", consentingAdvert({ consentAds: "ambiguous" }), "nur der Knopf oder JA WERBUNG"],
    ["an advert before an answer", "send", consentingAdvert({ consentAds: "asked" }), "Schweigen zählt nicht"],
    ["an advert unasked", "send", consentingAdvert({ consentAds: "none" }), "frag ihn danach, wenn er das nächste Mal"],
    ["a document of no class", "delete", given(), "leg zuerst fest, was für ein Dokument es ist"],
  ])("%s", (_what, action, facts, said) => {
    expect(evaluate(action, facts).whyDe).toContain(said);
  });
});

describe("what no rule allows names the permission that is missing", () => {
  decides("activate_channel", [["a channel that is none", given({ channel: "none" }), "deny", "BASE-2"]]);
  decides("add_to_group", [
    ["a customer in a room of the team", given({ channel: "own_internal" }), "deny", "MS-3"],
    ["a colleague is none", teamMessage({}), "allow", "BASE-2"],
  ]);
  decides("send", [
    [
      "a warning to the team in its hours is none either",
      teamMessage({ withinSchedule: true }, { messageClass: "safety" }),
      "allow",
      "BASE-2",
    ],
    [
      "whoever may be a colleague",
      teamMessage({ withinSchedule: true }, { recipientIsEmployee: undefined }),
      "deny",
      "BASE-1",
    ],
    ["a person's own text with a machine's help is none", given({ extra: { aiGenerated: true } }), "allow", "BASE-1"],
    [
      "an invoice in the chat needs no checked mail address",
      given({ messageClass: "invoice", extra: { addressVerified: false, amountEUR: 100 } }),
      "allow",
      "BASE-1",
    ],
  ]);
  decides("send", [["a message that goes nowhere", given({ channel: "none" }), "deny", "BASE-1"]]);
  decides("send_media", [
    ["a photo that goes nowhere", given({ channel: "none", extra: { hasGps: false } }), "deny", "BASE-1"],
  ]);
});
