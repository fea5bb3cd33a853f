import { describe, expect, it } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { consentingAdvert, given, mail } from "../../../../test/policy/given.ts";
import { evaluate } from "../evaluate.ts";
import { limitsFrom } from "../limits.ts";

describe("mass sending", () => {
  decides("send", [
    ["two consenting customers are already a mass mailing", consentingAdvert({ recipients: 2 }), "deny", "MS-1"],
    [
      "the tenth same advert of a day goes out",
      consentingAdvert({ extra: { identicalAdTextLast24h: 9 } }),
      "allow",
      "AD-2",
      "WA-3",
    ],
    ["the eleventh does not", consentingAdvert({ extra: { identicalAdTextLast24h: 10 } }), "deny", "MS-1"],
    ["the web chat takes no mass adverts", consentingAdvert({ channel: "own_webchat", recipients: 3 }), "deny", "MS-1"],
    [
      "fifty customers with an open order may be told",
      given({ messageClass: "service_info", recipients: 50, extra: { openOrder: true } }),
      "allow",
      "MS-2",
      "BASE-1",
    ],
    [
      "fifty-one may not",
      given({ messageClass: "service_info", recipients: 51, extra: { openOrder: true } }),
      "deny",
      "MS-2",
    ],
    [
      "all contacts may not",
      given({ messageClass: "service_info", recipients: 12, extra: { openOrder: false } }),
      "deny",
      "MS-2",
    ],
    ["an unknown order is none", given({ recipients: 2 }), "deny", "MS-2"],
    [
      "each needs the notice",
      given({ messageClass: "service_info", recipients: 5, noticeStatus: "none", extra: { openOrder: true } }),
      "require:deliver_notice",
      "PN-1",
    ],
    [
      "automatic replies go one by one",
      given({ messageClass: "auto_reply", recipients: 2 }),
      "require:individual_sending",
      "MS-2",
    ],
    ["an unknown number of recipients is not one", given({ recipients: undefined }), "deny", "BASE-1"],
    ["nobody is not one either", given({ recipients: 0 }), "deny", "BASE-1"],
    [
      "a consenting mail run is split into single mails",
      mail({
        messageClass: "advertising",
        promoContent: true,
        consentAds: "granted",
        consentIdleMonths: 1,
        optOutHint: true,
        recipients: 40,
      }),
      "require:individual_sending",
      "EM-1",
    ],
  ]);
});

it("says how many in German, whatever the number is", () => {
  const why = (most: number, count: number, recipients = 1) => {
    const limits = limitsFrom(1, { identicalAdTexts24h: most });
    const extra = { identicalAdTextLast24h: count };
    return evaluate("send", { ...consentingAdvert({ recipients, extra }), limits }).whyDe;
  };
  expect(why(10, 0, 2)).toContain("beide Kunden");
  expect(why(10, 0, 3)).toContain("alle 3 Kunden");
  expect(why(0, 0)).toContain("gar keine Werbung");
  expect(why(1, 1)).toContain("hat in den letzten 24 Stunden schon ein Kunde bekommen");
  expect(why(2, 2)).toContain("haben in den letzten 24 Stunden schon 2 Kunden bekommen");
});

describe("groups", () => {
  decides("create_group", [
    ["customers see each other's numbers", given(), "deny", "MS-3"],
    [
      "colleagues do not meet on WhatsApp",
      given({ recipientIsEmployee: true, employeeRelation: "staff" }),
      "deny",
      "IN-1",
    ],
    [
      "colleagues have their room",
      given({ channel: "own_internal", recipientIsEmployee: true, employeeRelation: "staff" }),
      "allow",
      "BASE-2",
    ],
  ]);
  decides("add_to_group", [
    [
      "a guest with an account of their own comes into the project's room",
      given({ channel: "own_internal", extra: { invitedGuest: true } }),
      "allow",
      "BASE-2",
    ],
    ["an invitation opens no group on WhatsApp", given({ extra: { invitedGuest: true } }), "deny", "MS-3"],
    ["one more customer makes it no better", given({ channel: "whatsapp_app" }), "deny", "MS-3"],
  ]);
});

it.each([
  ["add_to_group", given({ channel: "own_internal", extra: { invitedGuest: true } }), /^Der Raum bleibt im Betrieb/],
  ["activate_channel", given({ channel: "none" }), /wähl ihn zuerst aus/],
  ["send_media", given({ extra: {} }), /entfernt sie vor dem Senden/],
] as const)("says of %s what it does", (action, facts, said) => {
  expect(evaluate(action, facts).whyDe).toMatch(said);
});
