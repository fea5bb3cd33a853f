// (15) Health and other special data; minors.
import { isPureAdvert } from "../advertising-facts.ts";
import { deny, pass, type Rule, require } from "../rule.ts";
import { isSend, isStaffMatter } from "../situation.ts";
import { noAdvertsToMinors } from "./advertising.ts";
import { confirmsOrder } from "./contracts.ts";

/** SC-1: health data and the like only with explicit consent. Art. 9(1), (2)(a), (f) GDPR. */
export const sc1: Rule = {
  id: "SC-1",
  check(action, f) {
    if (action !== "save_to_order" || (f.extra.artNineType ?? "") === "" || f.extra.artNineType === "none")
      return undefined;
    // that the customer sent it is no consent to keep it
    if (f.extra.explicitConsent === true)
      return pass("Der Kunde hat der Speicherung für diesen Zweck ausdrücklich zugestimmt.");
    return require("explicit_consent_art9", "Die Unterlagen verraten besonders geschützte Angaben, etwa zur Gesundheit; speichern darfst du sie nur mit ausdrücklicher Zustimmung des Kunden.");
  },
};

/** SC-2: what somebody reported as too personal goes nowhere. Art. 9 GDPR. */
export const sc2: Rule = {
  id: "SC-2",
  check(action, f) {
    const passesOn = action === "send_media" || action === "publish_media" || action === "save_to_order";
    if (!passesOn || f.extra.sensitiveReported !== true) return undefined;
    return deny("Das ist als zu persönlich gemeldet; mach es unkenntlich oder lösch es.");
  },
};

/** SC-3: minors are neither advertised to nor bound. Art. 8(1), 6(1)(f) GDPR; §§ 104 ff. BGB. */
export const sc3: Rule = {
  id: "SC-3",
  check(action, f) {
    if (f.recipientAge !== "minor") return undefined;
    if (action === "accept_order" || confirmsOrder(action, f))
      return deny("Einen Auftrag kann der Minderjährige nicht erteilen; sprich mit einem Erwachsenen.");
    const advertises =
      action === "record_consent" ||
      (isSend(action) && !isStaffMatter(f) && (f.messageClass === "consent_request" || isPureAdvert(f)));
    return advertises ? deny(noAdvertsToMinors) : undefined;
  },
};
