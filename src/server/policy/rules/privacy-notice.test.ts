import { describe } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { given, optInStart, teamMessage } from "../../../../test/policy/given.ts";

const gas = { danger: "gas_smell", overrideReason: "Kundin meldet Gasgeruch" };

describe("privacy notice", () => {
  decides("send", [
    ["a queued notice is not out yet", given({ noticeStatus: "queued" }), "require:deliver_notice", "PN-1"],
    ["a failed notice is sent again first", given({ noticeStatus: "failed" }), "require:deliver_notice", "PN-1"],
    ["an unknown notice counts as missing", given({ noticeStatus: undefined }), "require:deliver_notice", "PN-1"],
    [
      "what nobody knows to be any kind of message is not asked for a notice first",
      given({ noticeStatus: "none", messageClass: undefined }),
      "deny",
      "BASE-1",
    ],
    ["no way to a customer, no notice either", given({ noticeStatus: "none", channel: "none" }), "deny", "BASE-1"],
    ["a sent notice is enough", given({ noticeStatus: "sent" }), "allow", "BASE-1"],
    ["an editorial change needs no new notice", given({ noticeStatus: "outdated_editorial" }), "allow", "BASE-1"],
    [
      "a material change goes out before the reply",
      given({ noticeStatus: "outdated_material" }),
      "require:deliver_notice",
      "PN-4",
    ],
    [
      "the notice itself waits for nothing",
      given({ noticeStatus: "none", messageClass: "auto_reply", extra: { kind: "privacy_notice" } }),
      "allow",
      "BASE-1",
    ],
    [
      "the same notice is not sent twice",
      given({ messageClass: "auto_reply", extra: { kind: "privacy_notice" } }),
      "deny",
      "PN-5",
    ],
    [
      "who writes DATENSCHUTZ gets it again",
      given({ messageClass: "auto_reply", extra: { kind: "privacy_notice", answersQuestion: true } }),
      "allow",
      "BASE-1",
    ],
    [
      "an address from a neighbour brings the Art. 14 notice",
      given({ channel: "email", noticeStatus: "none", extra: { numberSource: "third_party" } }),
      "require:deliver_notice",
      "PN-1",
      "PN-6",
    ],
    [
      "notice outstanding and window closed: both are needed",
      given({ noticeStatus: "failed", windowAgeHours: 30 }),
      "require:deliver_notice,template_utility",
      "PN-1",
      "WA-2",
    ],
    [
      "an automatic reply carries no promo",
      given({ messageClass: "auto_reply", promoContent: true }),
      "require:remove_promo",
      "PN-7",
    ],
    [
      "an automatic reply carries no promo even with consent",
      given({
        messageClass: "auto_reply",
        promoContent: true,
        consentAds: "granted",
        consentIdleMonths: 1,
        optOutHint: true,
        templateCategory: "marketing",
      }),
      "require:remove_promo",
      "PN-7",
    ],
    [
      "a plain automatic reply leaves from the server",
      given({ messageClass: "auto_reply", deviceType: "server" }),
      "allow",
      "BASE-1",
    ],
  ]);
});

describe("danger to life", () => {
  decides("send", [
    [
      "gas smell goes out although the notice failed",
      given({ messageClass: "safety", noticeStatus: "failed", extra: gas }),
      "allow",
      "PN-8",
    ],
    [
      "gas smell goes out although the notice is outdated",
      given({ messageClass: "safety", noticeStatus: "outdated_material", extra: gas }),
      "allow",
      "PN-8",
    ],
    [
      "without a reason the notice comes first",
      given({ messageClass: "safety", noticeStatus: "failed", extra: { danger: "gas_smell" } }),
      "require:deliver_notice",
      "PN-1",
    ],
    [
      "a blank reason is none",
      given({ messageClass: "safety", noticeStatus: "failed", extra: { danger: "fire", overrideReason: "  " } }),
      "require:deliver_notice",
      "PN-1",
    ],
    [
      "danger is no way to advertise",
      given({ messageClass: "advertising", promoContent: true, noticeStatus: "failed", extra: gas }),
      "deny",
      "AD-2",
    ],
    [
      "a warning with a discount loses the discount",
      given({ messageClass: "safety", noticeStatus: "failed", promoContent: true, extra: gas }),
      "require:deliver_notice,remove_promo",
      "PN-1",
      "AD-1",
    ],
    [
      "danger opens no conversation",
      optInStart({ messageClass: "safety", optInDocumented: false, extra: gas }),
      "deny",
      "FC-1",
    ],
    [
      "danger does not excuse a private phone",
      given({ messageClass: "safety", noticeStatus: "failed", deviceType: "private", extra: gas }),
      "deny",
      "DV-1",
    ],
    [
      "danger does not replace the processor contract",
      given({ messageClass: "safety", noticeStatus: "failed", avvStatus: "missing", extra: gas }),
      "deny",
      "AV-1",
    ],
    [
      "danger still needs a template outside the window",
      given({ messageClass: "safety", windowAgeHours: 30, extra: gas }),
      "require:template_utility",
      "WA-2",
    ],
    ["a colleague off duty is woken for danger", teamMessage({ ...gas, withinSchedule: false }), "allow", "PN-8"],
    [
      "a minor off duty is not, for class internal",
      teamMessage({ ...gas, withinSchedule: false, localTime: "2026-11-24T22:00" }, { recipientAge: "minor" }),
      "deny",
      "IN-6",
    ],
  ]);
});

describe("a channel's notice", () => {
  decides("activate_channel", [
    ...["alternativeChannel", "channelSpecific", "version", "permanentUrl", "categories"].map(
      (field) => [`the notice lacks ${field}`, given({ extra: { missing: [field] } }), "deny", "PN-2"] as const,
    ),
    ["fields are missing in the notice", given({ extra: { missing: ["controller.name", "rights"] } }), "deny", "PN-2"],
  ]);
});
