import { describe } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { given, mail, optInStart } from "../../../../test/policy/given.ts";

const unopened = { inboundCount: 0, initiatedBy: "business", windowAgeHours: null } as const;

describe("first contact", () => {
  decides("send", [
    ["the customer wrote first, so we answer", given(), "allow", "BASE-1"],
    [
      "we may not begin on WhatsApp without an opt-in",
      given({ ...unopened, templateCategory: "utility" }),
      "deny",
      "FC-1",
    ],
    ["an unknown count of messages is no first contact", given({ inboundCount: undefined }), "deny", "FC-1"],
    [
      "a number from the property manager opens no WhatsApp chat",
      given({ ...unopened, extra: { numberSource: "third_party" } }),
      "deny",
      "FC-1",
    ],
    [
      "a number from a third party carries no opt-in",
      optInStart({ extra: { numberSource: "third_party" } }),
      "deny",
      "FC-1",
    ],
    ["an opt-in with notice and template may begin", optInStart(), "allow", "FC-2", "WA-1", "WA-3"],
    ["an opt-in with the notice sent may begin", optInStart({ noticeStatus: "sent" }), "allow", "FC-2", "WA-1", "WA-3"],
    ["an opt-in without the notice may not begin", optInStart({ noticeStatus: "none" }), "deny", "FC-1", "FC-2"],
    ["an opt-in without a template may not begin", optInStart({ templateCategory: null }), "deny", "FC-1", "FC-2"],
    ...(["marketing", "authentication"] as const).map(
      (templateCategory) =>
        [
          `an opt-in begins with no ${templateCategory} template, whatever the sender calls it`,
          optInStart({ templateCategory }),
          "deny",
          "FC-1",
          "FC-2",
        ] as const,
    ),
    [
      "an opt-in covers no advert",
      optInStart({ messageClass: "advertising", promoContent: true, optOutHint: true, templateCategory: "marketing" }),
      "deny",
      "FC-1",
      "FC-2",
      "AD-2",
    ],
    [
      "an opt-in with promo in the template: the promo goes",
      optInStart({ promoContent: true }),
      "require:remove_promo",
      "AD-1",
      "WA-3",
    ],
    ["a first message not known to be free of promo waits", optInStart({ promoContent: undefined }), "deny", "BASE-1"],
    [
      "those whose open order it concerns may be written to first, each by their opt-in",
      optInStart({ recipients: 2, extra: { openOrder: true } }),
      "allow",
      "FC-2",
      "MS-2",
      "WA-1",
      "WA-3",
    ],
    [
      "we began with an opt-in, the customer answered, we reply freely",
      given({ initiatedBy: "business", optInDocumented: true }),
      "allow",
      "BASE-1",
      "WA-1",
    ],
    ["we began without an opt-in, so even the reply waits", given({ initiatedBy: "business" }), "deny", "WA-1"],
    ["the private WhatsApp is closed", given({ channel: "whatsapp_private" }), "deny", "FC-3"],
    [
      "the web chat opens only from the customer's side",
      given({ channel: "own_webchat", initiatedBy: "business" }),
      "deny",
      "FC-1",
    ],
    ["the web chat needs no window", given({ channel: "own_webchat", windowAgeHours: 400 }), "allow", "BASE-1"],
    ["a mail about a running order may begin", mail({ ...unopened, extra: { openOrder: true } }), "allow", "BASE-1"],
    [
      "a mail about a running order brings the notice first",
      mail({ ...unopened, noticeStatus: "none", extra: { jobOrdered: true } }),
      "require:deliver_notice",
      "PN-1",
    ],
    ["a mail out of the blue may not begin", mail(unopened), "deny", "FC-1"],
    [
      "a text message for a finished order may not begin",
      mail({ ...unopened, channel: "sms", extra: { jobOrdered: true, openOrder: false } }),
      "deny",
      "FC-1",
    ],
    ["a mail that answers an inquiry may begin", mail({ initiatedBy: "business", inboundCount: 1 }), "allow", "BASE-1"],
    ["there is nothing to send on without a channel", given({ channel: "none" }), "deny", "BASE-1"],
    [
      "a conversation nobody began allows nothing",
      given({ channel: "own_webchat", initiatedBy: "none" }),
      "deny",
      "FC-1",
    ],
  ]);
});

describe("the private WhatsApp", () => {
  decides("erase_all", [
    [
      "what came in there can still be erased",
      given({ channel: "whatsapp_private", extra: { retainedClasses: [] } }),
      "allow",
      "ER-3",
    ],
  ]);
  decides("activate_channel", [["cannot be connected", given({ channel: "whatsapp_private" }), "deny", "FC-3"]]);
});
