import { expect, test } from "vitest";
import type { Facts } from "../../policy/facts.ts";
import { showFacts } from "./fact-names.ts";

/** What a send may be decided by beside the core facts. */
const extra: Facts["extra"] = {
  openOrder: true,
  threadAbout: "own_order",
  metaPreference: "stop",
  consentOtherChannels: ["email", "own_webchat"],
  answersQuestion: true,
  customerGreetedFirst: true,
  identicalAdTextLast24h: 2,
  letterDetails: true,
  humanContact: true,
  foreignIban: true,
  amountEUR: 12,
  withdrawalInstructionGiven: true,
  urgentRepair: true,
  outdated: true,
  houseMatterDenied: true,
  hasGps: false,
  personsVisible: true,
  sccOnFile: true,
  impressumFailingDays: 0,
  noticeUncertain: true,
  allStop: true,
  useRestricted: true,
  concernAnswered: true,
  askedWithin12Months: true,
};

test("everything a send was decided by has a name in its proof", () => {
  for (const { name } of showFacts({ extra })) {
    expect(name.de).toMatch(/^[A-ZÄÖÜ]/);
    expect(name.en).toMatch(/^[A-Z]/);
  }
});

const seen: Readonly<Record<string, readonly unknown[]>> = {
  kind: [
    ...["consent_question", "consent_confirmation", "consent_clarifying", "withdrawal_confirmation", "away_text"],
    ...["secure_delivery", "special_data_question", "privacy_notice", "withdrawal_instruction", "offer", "greeting"],
  ],
  noticeStatus: ["queued", "outdated_editorial", "outdated_material"] satisfies Facts["noticeStatus"][],
  consentAds: ["asked", "ambiguous", "expired"] satisfies Facts["consentAds"][],
  messageClass: ["transactional", "consent_request", "safety"] satisfies Facts["messageClass"][],
  deviceType: ["business_managed", "business_registered", "private", "lost", "server"] satisfies Facts["deviceType"][],
  employeeRelation: ["none", "staff", "customer"] satisfies Facts["employeeRelation"][],
  templateCategory: ["utility", "marketing", "authentication", null] satisfies Facts["templateCategory"][],
  impressumStatus: ["incomplete", "link_not_speaking", "unreachable"] satisfies Facts["impressumStatus"][],
  metaPreference: ["stop", "resume"],
  houseMatter: ["roster", "sick_note", "bank_data", "access_code"],
  danger: ["danger"],
  threadAbout: ["own_order"],
  channel: ["whatsapp_cloud", "own_webchat", "email", "none"] satisfies Facts["channel"][],
};

test.each(Object.entries(seen))("what is known of %s is said in words", (name, values) => {
  for (const value of values) {
    const shown = showFacts({ [name]: value })[0]?.value;
    expect(shown?.de).not.toBe(String(value));
    // Some of them are the English word.
    if (/_/.test(String(value))) expect(shown?.en).not.toBe(String(value));
  }
});

test("numbers, lists and limits of one's own read as each language writes them", () => {
  expect(showFacts({ amountEUR: 1234.5, extra: { consentOtherChannels: ["email", "own_webchat"] } })).toEqual([
    {
      name: { de: "Rechnungsbetrag in Euro", en: "Amount of the invoice in euros" },
      value: { de: "1.234,5", en: "1,234.5" },
    },
    {
      name: { de: "Einwilligung auf anderen Kanälen", en: "Consent on other channels" },
      value: { de: "E-Mail, Chat auf eurer Seite", en: "e-mail, Chat on your page" },
    },
  ]);
  expect(showFacts({ limits: { version: 3 } })[0]?.value).toEqual({ de: "Fassung 3", en: "Version 3" });
});

test("the channel stands first, however the database keeps them, and what has no name last", () => {
  const stored = { extra: { openOrder: false, oddOne: 1 }, promoContent: false, channel: "whatsapp_cloud" };
  expect(showFacts(stored).map(({ name }) => name.de)).toEqual([
    "Kanal",
    "Werbung im Text",
    "Laufender Auftrag",
    "oddOne",
  ]);
});
