// (10) Metadata: the customer can see who learns what, and has a way around Meta.
import type { Facts } from "../facts.ts";
import { type Rule, require } from "../rule.ts";
import { isSend, onWhatsApp } from "../situation.ts";
import { isImprintItem } from "./imprint.ts";
import { isNoticeField } from "./privacy-notice.ts";
import { isAgreementGap } from "./processors.ts";

/** MD-1: no channel without its metadata profile. Art. 5(1)(a), 13(1)(e)-(f), 30 GDPR. */
export const md1: Rule = {
  id: "MD-1",
  check(action, f) {
    if (action !== "activate_channel") return undefined;
    if (!(f.extra.missing ?? []).some((item) => isProfileItem(item, f))) return undefined;
    return require("metadata_profile", "Halte zuerst fest, wer auf diesem Kanal was erfährt; daraus entsteht der Hinweis für die Kunden.");
  },
};

/** Named as metadata, or an open item that belongs to no other paper: contract and imprint are in order then. */
function isProfileItem(item: string, f: Facts): boolean {
  if (/meta_?da(ta|ten)|meta_?profil/i.test(item)) return true;
  return (
    (f.avvStatus === "complete" || f.avvStatus === "not_required") &&
    f.impressumStatus === "complete" &&
    !isNoticeField(item) &&
    !isAgreementGap(item) &&
    !isImprintItem(item)
  );
}

/** MD-3: always a way without Meta. Art. 25 GDPR; a choice must be free. */
export const md3: Rule = {
  id: "MD-3",
  check(action, f) {
    if (!isSend(action) || f.messageClass !== "auto_reply" || !onWhatsApp(f)) return undefined;
    if (f.extra.alternativeChannel !== false) return undefined;
    return require("human_contact", "Die automatische Antwort muss einen Weg ohne WhatsApp nennen, etwa Telefon oder den eigenen Chat.");
  },
};
