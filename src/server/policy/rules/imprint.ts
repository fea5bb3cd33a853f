// (3) Impressum: complete, and behind a link that says where it leads.
import { consentStands, isMixed, isPureAdvert } from "../advertising-facts.ts";
import type { Facts } from "../facts.ts";
import { limitsOf } from "../limits.ts";
import { deny, type Outcome, type Rule, require } from "../rule.ts";
import { isSend, isStaffMatter, kindOf } from "../situation.ts";
import { addressFault } from "../speaking-address.ts";
import { isNoticeField } from "./privacy-notice.ts";
import { isAgreementGap, keyOf } from "./processors.ts";

const completeImprint = (): Outcome =>
  require("complete_impressum", "Im Impressum fehlen Pflichtangaben; ergänze sie, dann könnt ihr den Kanal nutzen.");

const speakingLink = (): Outcome =>
  require("speaking_impressum_link", "Der Link zum Impressum muss erkennbar und mit https auf eure eigene Seite führen, zum Beispiel https://www.euer-betrieb.de/impressum.");

const unreachableLink = (): Outcome =>
  require("speaking_impressum_link", "Das Impressum ist unter seinem Link nicht zu erreichen; bringt die Seite wieder in Gang oder nennt den richtigen Link.");

/** Replies stay possible; what we begin ourselves waits once the check has failed for more than a week. */
const blocksStart = (f: Facts): boolean =>
  !isStaffMatter(f) &&
  f.channel !== "none" &&
  (f.initiatedBy !== "customer" || isPureAdvert(f)) &&
  (f.extra.impressumFailingDays ?? Number.POSITIVE_INFINITY) > limitsOf(f).impressumGraceDays;

/** Names by which a missing field of the imprint is recognised. § 5(1) DDG, § 2 DL-InfoV. */
const imprintField =
  /imprint|impressum|owner_name|inhaber|legal_form|rechtsform|postal|anschrift|represent|vertret|managing|capital|kapital|register|kammer|chamber|supervis|aufsicht|job_title|berufsbezeichnung|professional_rules|berufsrecht|(^|_)vat|(^|_)ust|umsatzsteuer|wirtschafts_id|liquidat|insurance|haftpflicht|vsbg|odr|geschaeftsf|firmenname|^(first_|last_|full_|firm_|company_|vor|nach)?name$|^(e_?)?mail(_address|_adresse)?$|telefon|^phone(_number)?$|^(second|fast|zweiter)_(contact|kontakt)|^(address|adresse|strasse|street)$/;

/** An open item of a channel's start that belongs to the imprint. */
export const isImprintItem = (item: string): boolean =>
  imprintField.test(keyOf(item)) && !isNoticeField(item) && !isAgreementGap(item);

/** IM-1: a complete imprint. § 5(1) DDG, § 33 DDG, § 2 DL-InfoV. */
export const im1: Rule = {
  id: "IM-1",
  check(action, f) {
    const starts = action === "activate_channel" || (isSend(action) && blocksStart(f));
    if (!starts) return undefined;
    if (action === "activate_channel" && f.extra.finalUrlComplete === false) return completeImprint();
    // Whoever names a field knows better than a status that says there is none.
    if (action === "activate_channel" && (f.extra.missing ?? []).some(isImprintItem)) return completeImprint();
    return isLinkFault(f) || f.impressumStatus === "complete" ? undefined : completeImprint();
  },
};

/** IM-2: a speaking link, two clicks at most. § 5(1) DDG; BGH I ZR 228/03. */
export const im2: Rule = {
  id: "IM-2",
  check(action, f) {
    const starts = action === "activate_channel" || (isSend(action) && blocksStart(f));
    if (!starts) return undefined;
    if (f.impressumStatus === "unreachable") return unreachableLink();
    if (isLinkFault(f)) return speakingLink();
    return action === "activate_channel" && f.extra.url !== undefined && !speaksForItself(f.extra.url)
      ? speakingLink()
      : undefined;
  },
};

/** IM-3: offers and confirmations are business letters. § 35a GmbHG, §§ 37a, 125 HGB. */
export const im3: Rule = {
  id: "IM-3",
  check(action, f) {
    const isLetter = kindOf(f) === "offer" || kindOf(f) === "order_confirmation";
    if (!isSend(action) || f.messageClass !== "transactional" || !isLetter) return undefined;
    if (f.extra.letterDetails !== false) return undefined;
    return deny(
      "Im Angebot fehlen die Pflichtangaben eures Betriebs; schick es als PDF mit Briefkopf oder nimm eine Vorlage, die sie enthält.",
    );
  },
};

/** IM-4: adverts name the business and how to stop them. § 6(1) DDG, § 7(2) Nr. 3 UWG. */
export const im4: Rule = {
  id: "IM-4",
  check(action, f) {
    if (!isSend(action) || f.optOutHint === true) return undefined;
    const goesAsAdvert = isPureAdvert(f) || (isMixed(f) && consentStands(f) && f.messageClass !== "auto_reply");
    if (!goesAsAdvert) return undefined;
    return require("opt_out_hint", "In der Werbung fehlt der Hinweis, dass der Kunde sie mit STOPP beendet; das System hängt ihn an.");
  },
};

const isLinkFault = (f: Facts): boolean =>
  f.impressumStatus === "link_not_speaking" || f.impressumStatus === "unreachable";

/** Without a scheme an address is read as people write it. */
const speaksForItself = (url: string): boolean =>
  addressFault(/^[a-z][a-z\d+.-]*:/i.test(url) ? url : `https://${url}`) === undefined;
