// (2) Privacy notice: what the contact must know before a member answers.

import { isPureAdvert, kindIsAdvert } from "../advertising-facts.ts";
import type { Facts } from "../facts.ts";
import { allow, deny, type Rule, require } from "../rule.ts";
import {
  dangerNamed,
  isForCustomer,
  isNoticeUncertain,
  isPrivacyNotice,
  isSend,
  isStaffMatter,
  noticeInPlace,
  onWhatsApp,
  reachesCustomers,
  windowOpen,
} from "../situation.ts";

const owesNotice = (f: Facts): boolean => !isStaffMatter(f) && !isPrivacyNotice(f);

/** PN-1: the notice goes out before the first human reply. Art. 12(1), 13(1)-(2) GDPR. */
export const pn1: Rule = {
  id: "PN-1",
  check(action, f) {
    if (!isSend(action) || !owesNotice(f) || noticeInPlace(f) || f.noticeStatus === "outdated_material")
      return undefined;
    if (isNoticeUncertain(f))
      return require("deliver_notice", "Ob der Datenschutzhinweis ankam, ist ungewiss; gib beim Hinweis an, ob er angekommen ist, dann geht deine Antwort hinaus.");
    return cameTooLate(f)
      ? require("deliver_notice", "Der Datenschutzhinweis ging nicht hinaus, weil die Nachricht des Kunden mindestens 24 Stunden alt ist; mit genehmigter Vorlage geht er von selbst vor deiner Antwort, sonst, wenn der Kunde wieder schreibt.")
      : require("deliver_notice", "Bevor du dem neuen Kunden antwortest, muss der Datenschutzhinweis hinaus sein; das erledigt das System automatisch.");
  },
};

/** WhatsApp refused the notice as free text: the first message was under way for more than a day (WA-2). */
const cameTooLate = (f: Facts): boolean =>
  f.noticeStatus === "failed" && onWhatsApp(f) && typeof f.windowAgeHours === "number" && !windowOpen(f);

/** Names by which a missing piece of the notice is recognised. Art. 13(1)-(2), 21(4) GDPR. */
const noticeField =
  /notice|datenschutz|controller|dpo|purpose|legitimate|recipients|third_?country|retention|rights|withdraw|complaint|obligation|automated|objection|alternative_?channel|channel_?specific|permanent_?url|^(?:version|date|source|categories)$/i;

/** An open item of a channel's start that belongs to the notice. */
export const isNoticeField = (item: string): boolean => noticeField.test(item) && !/meta/i.test(item);

/** PN-2: no channel without a complete, published notice. Art. 13(1)-(2), 21(4) GDPR. */
export const pn2: Rule = {
  id: "PN-2",
  check(action, f) {
    if (action !== "activate_channel" || !isAvvAndImprintDone(f)) return undefined;
    if (!(f.extra.missing ?? []).some((item) => isNoticeField(item))) return undefined;
    return deny("Im Datenschutzhinweis für diesen Kanal fehlen Pflichtangaben; ergänze sie zuerst.");
  },
};

/** PN-4: a material change must reach the contact before the next reply. Art. 13(3), 5(1)(a) GDPR. */
export const pn4: Rule = {
  id: "PN-4",
  check(action, f) {
    if (!isSend(action) || !owesNotice(f) || f.noticeStatus !== "outdated_material") return undefined;
    return require("deliver_notice", "Der Datenschutzhinweis hat sich wesentlich geändert; der Kunde bekommt die neue Fassung automatisch vor deiner Antwort.");
  },
};

/** PN-5: no needless repetition. Art. 13(4) GDPR: the person already has the information. */
export const pn5: Rule = {
  id: "PN-5",
  check(action, f) {
    if (!isSend(action) || !isPrivacyNotice(f) || !noticeInPlace(f) || f.extra.answersQuestion === true)
      return undefined;
    return deny("Der Kunde hat diese Fassung des Datenschutzhinweises schon; mit dem Wort DATENSCHUTZ ruft er sie ab.");
  },
};

/** PN-6: data from third parties, notice with the first message at the latest. Art. 14(1)-(3) GDPR. */
export const pn6: Rule = {
  id: "PN-6",
  check(action, f) {
    if (!isSend(action) || !owesNotice(f) || f.extra.numberSource !== "third_party" || noticeInPlace(f))
      return undefined;
    return require("deliver_notice", "Die Adresse stammt von einem Dritten; mit der ersten Nachricht muss der Hinweis mit Angabe der Herkunft hinaus.");
  },
};

/** PN-7: notices and automatic replies carry no advertising. BGH, 15.12.2015, VI ZR 134/15. */
export const pn7: Rule = {
  id: "PN-7",
  check(action, f) {
    if (!isSend(action) || f.messageClass !== "auto_reply") return undefined;
    if (f.promoContent !== true && !kindIsAdvert(f)) return undefined;
    return require("remove_promo", "In automatischen Antworten hat Werbung keinen Platz, nimm den werbenden Satz heraus.");
  },
};

/** PN-8: danger to life goes first. Art. 6(1)(d) GDPR; the notice is still owed directly after. */
export const pn8: Rule = {
  id: "PN-8",
  lifts: ["PN-1", "PN-4", "IN-4"],
  check(action, f) {
    if (!isSend(action) || !dangerNamed(f) || isPureAdvert(f) || f.promoContent !== false) return undefined;
    if (f.channel === "own_internal") {
      return isStaffAlarm(f) ? allow("Es besteht Gefahr, der Kollege wird sofort benachrichtigt.") : undefined;
    }
    // only in a conversation the customer began: an emergency is no door opener
    if (f.messageClass !== "safety" || f.initiatedBy !== "customer" || !isForCustomer(f)) return undefined;
    if (!reachesCustomers(f) || (f.inboundCount ?? 0) === 0 || f.recipients !== 1) return undefined;
    return allow(
      noticeInPlace(f)
        ? "Es besteht Gefahr, die Warnung geht sofort hinaus."
        : "Es besteht Gefahr, die Warnung geht sofort hinaus; der Datenschutzhinweis folgt direkt danach.",
    );
  },
};

const isStaffAlarm = (f: Facts): boolean =>
  (f.messageClass === "safety" || f.messageClass === "internal") &&
  f.recipientIsEmployee === true &&
  f.employeeRelation === "staff";

const isAvvAndImprintDone = (f: Facts): boolean =>
  f.avvStatus !== "gaps_open" && f.avvStatus !== "missing" && f.impressumStatus === "complete";
