import { describe, expect, it } from "vitest";
import { decides } from "../../../../test/policy/decide.ts";
import { given, mail } from "../../../../test/policy/given.ts";
import { foreignIbans } from "./email.ts";

const invoice = (amountEUR: number | undefined, changes = {}) =>
  mail({ messageClass: "invoice", extra: { amountEUR, endToEnd: false, addressVerified: true }, ...changes });

describe("mails and invoices", () => {
  decides("send", [
    ["999 euros go as a plain mail", invoice(999), "allow", "BASE-1"],
    ["1000 euros do not", invoice(1000), "require:secure_invoice_delivery", "EM-3"],
    ["an unknown sum counts as large", invoice(undefined), "require:secure_invoice_delivery", "EM-3"],
    ["firms get theirs by mail", invoice(14800, { recipientType: "business" }), "allow", "BASE-1"],
    [
      "end to end is protected",
      mail({ messageClass: "invoice", extra: { amountEUR: 14800, endToEnd: true, addressVerified: true } }),
      "allow",
      "BASE-1",
    ],
    [
      "WhatsApp is no safer for an invoice",
      given({ messageClass: "invoice", extra: { amountEUR: 2000 } }),
      "require:secure_invoice_delivery",
      "EM-3",
    ],
    [
      "the own chat is the protected way",
      given({ channel: "own_webchat", messageClass: "invoice", extra: { amountEUR: 2000 } }),
      "allow",
      "BASE-1",
    ],
    [
      "a new address is verified before an invoice",
      mail({ messageClass: "invoice", extra: { amountEUR: 300, addressVerified: false } }),
      "require:verify_address",
      "EM-2",
    ],
    [
      "a doubtful address is confirmed",
      mail({ extra: { addressVerified: false } }),
      "require:recipient_confirmation",
      "EM-1",
    ],
    [
      "customers do not see each other",
      mail({ recipients: 3, extra: { openOrder: true } }),
      "require:individual_sending",
      "EM-1",
    ],
    [
      "one answer to several addresses is split, whatever is known of their orders",
      mail({ recipients: 3 }),
      "require:individual_sending",
      "EM-1",
    ],
    ["news to all of them is no answer", mail({ messageClass: "service_info", recipients: 3 }), "deny", "MS-2"],
    ["nor is a letter to half the town", mail({ recipients: 51 }), "deny", "MS-2"],
    ["a foreign IBAN stays in the house", mail({ extra: { foreignIban: true } }), "deny", "EM-4"],
  ]);
  decides("send_email", [
    ["an unverified address is confirmed", mail(), "require:recipient_confirmation", "EM-1"],
    ["a verified one is not", mail({ extra: { addressVerified: true } }), "allow", "BASE-1"],
  ]);
  decides("send_media", [
    [
      "a picture by mail waits for the new address as an invoice does",
      mail({ extra: { addressVerified: false, hasGps: false } }),
      "require:verify_address",
      "EM-2",
    ],
  ]);
  decides("change_iban", [
    ["four eyes on the bank account", given(), "require:four_eyes", "EM-4"],
    ["two pairs have seen it", given({ extra: { secondPersonConfirmed: true } }), "allow", "EM-4", "BASE-2"],
  ]);
});

describe("IBANs in a text", () => {
  it("finds the one that is not ours, written with or without blanks", () => {
    const own = "DE02 1203 0000 0000 2020 51";
    expect(foreignIbans("Bitte an DE02120300000000202051 überweisen.", own)).toEqual([]);
    expect(foreignIbans("Neue Bank: DE02 5001 0517 0137 0750 30, danke", own)).toHaveLength(1);
    expect(foreignIbans("Termin am 24.12., Zimmer 12", own)).toEqual([]);
  });

  it.each([
    "KW49 kommen wir vorbei und bauen das Gerüst auf.",
    "DN25 Rohr passt nicht mehr, wir nehmen DN32.",
    "Rechnung RE26 wurde noch nicht bezahlt.",
  ])("does not take words for one: %s", (text) => {
    expect(foreignIbans(text, "DE02120300000000202051")).toEqual([]);
  });

  it.each([
    "NO93 8601 1117 947",
    "NL91ABNA0417164300",
    "FR14 2004 1010 0505 0001 3M02 606",
    "IT60X0542811101000000123456",
    "GB29 NWBK 6016 1331 9268 19",
    "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    "at61 1904 3002 3457 3201",
    "CH93 0076 2011 6238 5295 7",
    "DE02\u00a05001\u00a00517\u00a00137\u00a00750\u00a030",
  ])("finds that of another country: %s", (iban) => {
    expect(foreignIbans(`Bitte an ${iban} zahlen.`, "DE02120300000000202051")).toHaveLength(1);
  });
});
