// (7) No mass sending.
import { consentStands, isMixed, isPureAdvert } from "../advertising-facts.ts";
import type { Action, Facts } from "../facts.ts";
import { limitsOf } from "../limits.ts";
import { deny, pass, type Rule, require } from "../rule.ts";
import { isForCustomer, isInvitedGuest, isSend, isStaffMatter, onCustomerMessenger, onWhatsApp } from "../situation.ts";

/** The business's own number goes down to none. */
function sameAdvert(most: number): string {
  if (most === 0) return "Euer Betrieb lässt über den Messenger gar keine Werbung zu; schick sie per Brief.";
  const [had, who] = most === 1 ? ["hat", "ein Kunde"] : ["haben", `${most} Kunden`];
  return `Denselben Werbetext ${had} in den letzten 24 Stunden schon ${who} bekommen, mehr gilt als Massenversand; warte bis morgen.`;
}

/** MS-1: no bulk advertising on messengers, consent or not. WhatsApp's terms; Art. 25 GDPR; product policy. */
export const ms1: Rule = {
  id: "MS-1",
  check(action, f) {
    if (!isSend(action) || !onCustomerMessenger(f) || !(isPureAdvert(f) || (isMixed(f) && consentStands(f))))
      return undefined;
    const recipients = f.recipients ?? 0;
    if (recipients > 1) {
      return deny(
        `Massenversand von Werbung ist über den Messenger gesperrt, auch wenn ${recipients === 2 ? "beide" : `alle ${recipients}`} Kunden zugestimmt haben; erlaubt ist sie nur einzeln.`,
      );
    }
    // the count holds those before this message, so the tenth before makes this the eleventh
    if ((f.extra.identicalAdTextLast24h ?? 0) < limitsOf(f).identicalAdTexts24h) return undefined;
    return deny(sameAdvert(limitsOf(f).identicalAdTexts24h));
  },
};

/** A run of service information that may go out: chosen by open order, at most fifty, sent one by one. */
export const affectedByOrder = (f: Facts): boolean =>
  (f.messageClass === "service_info" || f.messageClass === "transactional") &&
  f.extra.openOrder === true &&
  (f.recipients ?? 0) > 1 &&
  (f.recipients ?? 0) <= limitsOf(f).serviceInfoRunMax;

/** One mail with several addresses is no run: EM-1 has it sent to each on its own, and each is judged again. */
const oneMailToSeveral = (action: Action, f: Facts): boolean =>
  action === "send_email" ||
  (f.channel === "email" && f.messageClass === "transactional" && (f.recipients ?? 0) <= limitsOf(f).serviceInfoRunMax);

/** MS-2: service information goes to customers whose open order it concerns, as single messages. Art. 5(1)(b)-(c) GDPR. */
export const ms2: Rule = {
  id: "MS-2",
  check(action, f) {
    if (!isSend(action) || !isForCustomer(f) || (f.recipients ?? 0) <= 1 || isPureAdvert(f)) return undefined;
    if (f.messageClass === "consent_request" || oneMailToSeveral(action, f)) return undefined;
    if (affectedByOrder(f)) return pass("Die Nachricht geht einzeln an Kunden, deren offener Auftrag betroffen ist.");
    if (f.messageClass !== "service_info" && f.messageClass !== "transactional") {
      return require("individual_sending", "Die Nachricht geht an mehrere Kunden; das System schickt sie jedem einzeln.");
    }
    return f.extra.openOrder === true
      ? deny(
          limitsOf(f).serviceInfoRunMax === 1
            ? "Euer Betrieb schreibt am Tag höchstens einem betroffenen Kunden von sich aus; schick den Rest morgen."
            : `Eine Nachricht an mehrere darf am Tag höchstens ${limitsOf(f).serviceInfoRunMax} betroffene Kunden erreichen; schick den Rest morgen.`,
        )
      : deny(
          "An mehrere Kunden auf einmal darfst du nur schreiben, wenn es ihren offenen Auftrag betrifft; nimm alle anderen heraus.",
        );
  },
};

/** MS-3: no groups with customers. Art. 5(1)(f), 6 GDPR: numbers and names would be shown to others. */
export const ms3: Rule = {
  id: "MS-3",
  check(action, f) {
    if (action !== "create_group" && action !== "add_to_group") return undefined;
    if (isStaffMatter(f) && f.recipientIsEmployee === true && f.employeeRelation === "staff") return undefined;
    if (action === "add_to_group" && isInvitedGuest(f)) return undefined;
    if (onWhatsApp(f) && f.recipientIsEmployee === true && f.employeeRelation === "staff") return undefined;
    return deny("In einer Gruppe sehen Kunden gegenseitig Namen und Nummern; schreib jedem einzeln.");
  },
};
