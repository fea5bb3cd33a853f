// (18) Check twice before a mail leaves.

import type { Action, Facts } from "../facts.ts";
import { limitsOf } from "../limits.ts";
import { deny, pass, type Rule, require } from "../rule.ts";
import { isSend, isStaffMatter, onWhatsApp } from "../situation.ts";

const isMail = (action: Action, f: Facts): boolean =>
  action === "send_email" || (isSend(action) && f.channel === "email");

const carriesAttachment = (action: Action, f: Facts): boolean =>
  f.messageClass === "invoice" || action === "send_media";

/** EM-1: the right recipient, and only one customer per mail. Art. 5(1)(f), 32 GDPR. */
export const em1: Rule = {
  id: "EM-1",
  check(action, f) {
    if (!isMail(action, f) || isStaffMatter(f)) return undefined;
    if ((f.recipients ?? 0) > 1) {
      return require("individual_sending", "Mehrere Kunden sollen die Adressen der anderen nicht sehen; das System schickt jedem eine eigene Mail.");
    }
    if (carriesAttachment(action, f) && f.extra.addressVerified === false) return undefined; // EM-2 asks for more
    const doubtful = f.extra.addressVerified === false || (action === "send_email" && f.extra.addressVerified !== true);
    return doubtful
      ? require("recipient_confirmation", "Die Adresse ist für diesen Kunden nicht bestätigt; prüf den Empfänger noch einmal.")
      : undefined;
  },
};

/** EM-2: a new address is verified before the first attachment. Art. 5(1)(f), 32 GDPR. */
export const em2: Rule = {
  id: "EM-2",
  check(action, f) {
    const attaches = isMail(action, f) && carriesAttachment(action, f);
    const exports = action === "deliver_export" && f.channel === "email";
    if ((!attaches && !exports) || f.extra.addressVerified !== false) return undefined;
    return require("verify_address", "Die neue Adresse ist noch nicht geprüft; der Kunde bestätigt sie, dann geht der Anhang hinaus.");
  },
};

/** EM-3: large invoices to consumers take a protected way. Art. 32 GDPR; OLG Schleswig, 18.12.2024, 12 U 9/24. */
export const em3: Rule = {
  id: "EM-3",
  check(action, f) {
    if (!isSend(action) || f.messageClass !== "invoice" || f.recipientType === "business") return undefined;
    if (!isMail(action, f) && !onWhatsApp(f)) return undefined;
    if (f.extra.endToEnd === true || (f.extra.amountEUR ?? Number.POSITIVE_INFINITY) < limitsOf(f).invoiceSecureFromEUR)
      return undefined;
    return isMail(action, f)
      ? require("secure_invoice_delivery", "Bei dieser Rechnungshöhe ist eine einfache E-Mail zu unsicher, nimm den geschützten Abruflink oder die Post.")
      : require("secure_invoice_delivery", "Bei dieser Rechnungshöhe ist ein einfaches PDF im Chat zu unsicher, nimm den geschützten Abruflink oder die Post.");
  },
};

/** EM-4: bank data never changes by message, and never by one person alone. Art. 32 GDPR. */
export const em4: Rule = {
  id: "EM-4",
  check(action, f) {
    if (isSend(action) && f.extra.foreignIban === true) {
      return deny(
        "In der Nachricht steht eine fremde IBAN; nimm sie heraus, denn eure Bankverbindung ändert ihr nie per Nachricht.",
      );
    }
    if (action !== "change_iban") return undefined;
    if (f.extra.secondPersonConfirmed === true)
      return pass("Eine zweite Person hat die neue Bankverbindung bestätigt.");
    return require("four_eyes", "Eine neue Bankverbindung bestätigt eine zweite Person, bevor sie gilt.");
  },
};

/** After the bank's own code an account is digits in every country; "KW49 kommen wir vorbei" has none. ISO 13616. */
const ibanShape = /\b[A-Z]{2}\d{2}(?:[^\S\n]?[A-Z0-9]){3,5}(?:[^\S\n]?\d){8}(?:[^\S\n]?[A-Z0-9]){0,17}\b/g;

/** IBANs in a text that are not the business's own, blanks removed. An empty list means nothing to worry about. */
export function foreignIbans(text: string, ownIban: string | undefined): string[] {
  const own = (ownIban ?? "").replace(/\s/g, "").toUpperCase();
  const found = [...text.toUpperCase().matchAll(ibanShape)].map((match) => match[0].replace(/\s/g, ""));
  return found.filter((iban) => own === "" || !iban.startsWith(own));
}
