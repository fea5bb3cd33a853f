import { describe } from "vitest";
import { decides, type Row } from "../../../../test/policy/decide.ts";
import { consentingAdvert, given, mail, teamMessage } from "../../../../test/policy/given.ts";
import type { ExtraFacts } from "../facts.ts";

const advert = (changes = {}) =>
  given({ messageClass: "advertising", promoContent: true, hasTransactionalCore: false, ...changes });
const question = (extra: ExtraFacts = {}, changes = {}) =>
  given({
    messageClass: "consent_request",
    extra: { concernAnswered: true, askedWithin12Months: false, ...extra },
    ...changes,
  });
const sale = {
  addressFromSale: true,
  ownSimilarService: true,
  objected: false,
  hintAtCollection: true,
  hintInMessage: true,
};
const adMail = (extra: ExtraFacts, changes = {}) =>
  mail({
    messageClass: "advertising",
    promoContent: true,
    hasTransactionalCore: false,
    optOutHint: true,
    extra,
    ...changes,
  });

describe("what counts as advertising", () => {
  decides("save_contact", [
    [
      "nothing that is not sent",
      advert({
        consentAds: "withdrawn",
        extra: {
          allStop: true,
          consentOtherChannels: ["email"],
          addressFromSale: true,
          hasOrder: true,
          target: "customer_file",
        },
      }),
      "allow",
      "AB-3",
      "BASE-2",
    ],
  ]);
  decides("send", [
    [
      "the team's own greeting does not",
      teamMessage({ withinSchedule: true, kind: "christmas_greeting" }),
      "allow",
      "BASE-2",
      "IN-4",
    ],
    [
      "an automatic reply that only advertises loses that",
      given({ messageClass: "auto_reply", promoContent: true, hasTransactionalCore: false }),
      "require:remove_promo",
      "PN-7",
    ],
    [
      "a greeting back is named in a reply of people alone",
      given({ messageClass: "auto_reply", extra: { customerGreetedFirst: true } }),
      "allow",
      "BASE-1",
    ],
    [
      "and not in what is advertising, with a consent or without",
      consentingAdvert({ messageClass: "service_info", extra: { customerGreetedFirst: true } }),
      "allow",
      "AD-2",
      "WA-3",
    ],
    [
      "a Christmas greeting nobody asked for",
      advert({ extra: { kind: "christmas_greeting" } }),
      "deny",
      "AD-1",
      "AD-2",
    ],
    [
      "the same under another class",
      given({ messageClass: "service_info", extra: { kind: "christmas_greeting" } }),
      "deny",
      "AD-1",
      "AD-2",
    ],
    [
      "that the office is closed, to somebody without an open order who did not ask",
      given({ messageClass: "service_info", windowAgeHours: 48, extra: { kind: "office_closed", openOrder: false } }),
      "deny",
      "AD-1",
      "AD-2",
    ],
    ...[
      ...["open_day", "company anniversary", "google_review", "feedback_request", "referral_bonus", "job_posting"],
      ...["birthday", "new_year_wishes", "inspection-reminder", "seasonal_offer", "new_showroom"],
    ].map(
      (kind): Row => [`a ${kind}`, given({ messageClass: "service_info", extra: { kind } }), "deny", "AD-1", "AD-2"],
    ),
    ...["site_survey", "appointment_reminder", "technical_recommendation", "price_list", "opening_hours"].map(
      (kind): Row => [`no ${kind}`, given({ extra: { kind } }), "allow", "BASE-1"],
    ),
    ["a review request under another class", given({ extra: { kind: "review request" } }), "deny", "AD-1", "AD-2"],
    [
      "a reminder without a maintenance contract",
      given({ messageClass: "service_info", extra: { kind: "maintenance_reminder", maintenanceContract: false } }),
      "deny",
      "AD-1",
      "AD-2",
    ],
    [
      "a reminder whose contract nobody knows",
      given({ messageClass: "service_info", extra: { kind: "maintenance_reminder" } }),
      "deny",
      "AD-1",
      "AD-2",
    ],
    [
      "a reminder under contract is service",
      given({ messageClass: "service_info", extra: { kind: "maintenance_reminder", maintenanceContract: true } }),
      "allow",
      "AD-1",
      "BASE-1",
    ],
    [
      "a text of promo only is corrected",
      given({ promoContent: true, hasTransactionalCore: false }),
      "deny",
      "AD-1",
      "AD-2",
    ],
    ["a promo line is taken out", given({ promoContent: true }), "require:remove_promo", "AD-1"],
    [
      "after STOPP the promo line is taken out, the order goes on",
      given({ promoContent: true, consentAds: "withdrawn" }),
      "require:remove_promo",
      "AD-1",
    ],
    ["after STOPP order messages go on", given({ consentAds: "withdrawn" }), "allow", "BASE-1"],
    [
      "a goodwill voucher belongs to the complaint",
      given({ promoContent: true, extra: { kind: "goodwill_voucher" } }),
      "allow",
      "AD-1",
      "BASE-1",
    ],
    [
      "a quote the customer asked for is service",
      given({ extra: { kind: "offer", answersQuestion: true } }),
      "allow",
      "AD-1",
      "BASE-1",
    ],
    ...["customer_satisfaction_survey", "maintenance_offer", "maintenance_contract_offer", "warranty_extension"].map(
      (kind) =>
        [
          `${kind} is an advert, whatever class was picked`,
          given({ messageClass: "service_info", extra: { kind } }),
          "deny",
          "AD-1",
          "AD-2",
        ] as const,
    ),
    [
      "a longer warranty the customer asked about is an answer",
      given({ extra: { kind: "warranty_extension", answersQuestion: true } }),
      "allow",
      "BASE-1",
    ],
    ["unknown promo is not free of promo", given({ promoContent: undefined }), "deny", "BASE-1"],
    [
      "promo line and closed window need two things",
      given({ promoContent: true, windowAgeHours: 40 }),
      "require:template_utility,remove_promo",
      "AD-1",
      "WA-2",
    ],
  ]);
});

describe("consent", () => {
  decides("send", [
    ["is not asked about in a plain reply", given({ extra: { consentOtherChannels: ["email"] } }), "allow", "BASE-1"],
    [
      "does not carry a plain reply",
      given({ consentAds: "granted", consentIdleMonths: 3, optOutHint: true }),
      "allow",
      "BASE-1",
    ],
    [
      "ended with everything else: the confirmation of it still leaves",
      given({ messageClass: "auto_reply", extra: { allStop: true, kind: "withdrawal_confirmation" } }),
      "allow",
      "BASE-1",
    ],
    ["granted, it goes out", consentingAdvert(), "allow", "AD-2", "WA-3"],
    ["unknown, it does not", advert({ consentAds: undefined }), "deny", "AD-2"],
    ["asked is not granted", advert({ consentAds: "asked" }), "deny", "AD-2"],
    ["ambiguous is not granted", advert({ consentAds: "ambiguous" }), "deny", "AD-2"],
    ["refused is refused", advert({ consentAds: "refused" }), "deny", "AD-2"],
    ["withdrawn is withdrawn", advert({ consentAds: "withdrawn" }), "deny", "AD-2", "AD-7"],
    [
      "Meta's resume restores nothing",
      advert({ consentAds: "withdrawn", extra: { metaPreference: "resume" } }),
      "deny",
      "AD-2",
      "AD-7",
      "WA-6",
    ],
    ["Meta's stop ends it at once", consentingAdvert({ extra: { metaPreference: "stop" } }), "deny", "AD-7", "WA-6"],
    ["an objection ends it", consentingAdvert({ extra: { objected: true } }), "deny", "AD-7"],
    ["ALLES STOPP ends everything here", given({ extra: { allStop: true } }), "deny", "AD-7"],
    [
      "consent by mail does not open WhatsApp",
      advert({ extra: { consentOtherChannels: ["email"] } }),
      "deny",
      "AD-2",
      "AD-4",
    ],
    ["24 idle months are fine", consentingAdvert({ consentIdleMonths: 24 }), "allow", "AD-2", "WA-3"],
    ["25 idle months are too many", consentingAdvert({ consentIdleMonths: 25 }), "require:renew_consent", "AD-9"],
    [
      "an unknown age of the consent is too old",
      consentingAdvert({ consentIdleMonths: undefined }),
      "require:renew_consent",
      "AD-9",
    ],
    [
      "so is a consent without the day it was given or used",
      consentingAdvert({ consentIdleMonths: null }),
      "require:renew_consent",
      "AD-9",
    ],
    [
      "nor may a promo line rest on it",
      given({
        promoContent: true,
        consentAds: "granted",
        consentIdleMonths: null,
        optOutHint: true,
        templateCategory: "marketing",
      }),
      "require:remove_promo",
      "AD-1",
    ],
    ["given today, it is fresh", consentingAdvert({ consentIdleMonths: 0 }), "allow", "AD-2", "WA-3"],
    [
      "granted, but the notice is missing",
      consentingAdvert({ noticeStatus: "none" }),
      "require:deliver_notice",
      "PN-1",
    ],
    ["granted, but a minor", consentingAdvert({ recipientAge: "minor" }), "deny", "SC-3"],
    [
      "granted, mixed, with hint and template",
      given({
        promoContent: true,
        consentAds: "granted",
        consentIdleMonths: 1,
        optOutHint: true,
        templateCategory: "marketing",
      }),
      "allow",
      "AD-2",
      "WA-3",
    ],
    [
      "granted, in the window, still needs a marketing template",
      consentingAdvert({ templateCategory: null, windowAgeHours: 1 }),
      "require:template_marketing",
      "WA-3",
    ],
    [
      "granted, window closed, needs a marketing template",
      consentingAdvert({ templateCategory: null }),
      "require:template_marketing",
      "WA-2",
    ],
    [
      "granted, but dressed as a utility template",
      consentingAdvert({ templateCategory: "utility" }),
      "require:template_marketing",
      "WA-3",
    ],
    [
      "the web chat needs no template",
      consentingAdvert({ channel: "own_webchat", templateCategory: null }),
      "allow",
      "AD-2",
    ],
  ]);
});

describe("asking for consent", () => {
  decides("send", [
    ["also where the notice got a new wording", question({}, { noticeStatus: "outdated_editorial" }), "allow", "AD-3"],
    ["not in words that may advertise", question({}, { promoContent: undefined }), "deny", "BASE-1"],
    ["once, in the customer's conversation", question(), "allow", "AD-3"],
    ["not in ours", question({}, { initiatedBy: "business", optInDocumented: true }), "deny", "AD-3"],
    ["not after a day", question({}, { windowAgeHours: 24 }), "deny", "AD-3"],
    ["not before the notice", question({}, { noticeStatus: "none" }), "deny", "AD-3"],
    ["not before the concern is answered", question({ concernAnswered: false }), "deny", "AD-3"],
    ["not without knowing whether it is answered", question({ concernAnswered: undefined }), "deny", "AD-3"],
    [
      "again, where the consent lay idle too long (AD-9)",
      question({}, { consentAds: "granted", consentIdleMonths: 24.5 }),
      "allow",
      "AD-3",
    ],
    ["not where it stands to the day", question({}, { consentAds: "granted", consentIdleMonths: 24 }), "deny", "AD-3"],
    [
      "not where nobody knows how old it is",
      question({}, { consentAds: "granted", consentIdleMonths: null }),
      "deny",
      "AD-3",
    ],
    ["not twice a year", question({ askedWithin12Months: true }), "deny", "AD-3"],
    ["not of several at once", question({}, { recipients: 2 }), "deny", "AD-3"],
    ["not after a no", question({}, { consentAds: "refused" }), "deny", "AD-3"],
    ["not after STOPP", question({}, { consentAds: "withdrawn" }), "deny", "AD-3"],
    ["not while the answer is pending", question({}, { consentAds: "asked" }), "deny", "AD-3"],
    ["again when the old one expired", question({}, { consentAds: "expired" }), "allow", "AD-3"],
    ["not of a minor", question({}, { recipientAge: "minor" }), "deny", "AD-3", "SC-3"],
    ["an unknown age counts as adult", question({}, { recipientAge: "unknown" }), "allow", "AD-3"],
  ]);
});

describe("existing customers by mail", () => {
  decides("send", [
    [
      "a reminder is one of the services they may hear of",
      adMail({ ...sale, kind: "review_request" }),
      "allow",
      "AD-8",
    ],
    ["what is no advert needs no exception", mail({ extra: { addressFromSale: true } }), "allow", "BASE-1"],
    ["all four conditions", adMail(sale), "allow", "AD-8"],
    ["one condition alone is answered", adMail({ ownSimilarService: true }), "deny", "AD-2", "AD-8"],
    ["the address came from elsewhere", adMail({ ...sale, addressFromSale: false }), "deny", "AD-2", "AD-8"],
    ["another trade", adMail({ ...sale, ownSimilarService: false }), "deny", "AD-2", "AD-8"],
    ["the customer objected", adMail({ ...sale, objected: true }), "deny", "AD-2", "AD-7", "AD-8"],
    ["no hint back then", adMail({ ...sale, hintAtCollection: false }), "deny", "AD-2", "AD-8"],
    ["no hint now", adMail({ ...sale, hintInMessage: false }), "deny", "AD-2", "AD-8"],
    ["an unknown objection is no consent", adMail({ ...sale, objected: undefined }), "deny", "AD-2", "AD-8"],
    [
      "a Christmas greeting is no similar service",
      adMail({ ...sale, kind: "christmas_greeting" }),
      "deny",
      "AD-1",
      "AD-2",
      "AD-8",
    ],
    ["after a no the exception is gone", adMail(sale, { consentAds: "refused" }), "deny", "AD-2", "AD-8"],
    ["not by SMS", adMail(sale, { channel: "sms" }), "deny", "AD-2", "AD-8"],
    ["firms need consent by mail as well", adMail({}, { recipientType: "business" }), "deny", "AD-2"],
  ]);
});

describe("that the office is closed", () => {
  const closed = (changes: Parameters<typeof given>[0]) => given({ messageClass: "service_info", ...changes });
  decides("send", [
    [
      "goes to whoever has an open order",
      closed({ extra: { kind: "office_closed", openOrder: true } }),
      "allow",
      "BASE-1",
    ],
    [
      "is an answer to whoever just wrote",
      closed({ windowAgeHours: 2, extra: { kind: "office_closed" } }),
      "allow",
      "BASE-1",
    ],
  ]);
});
