// (12) Data subject rights.
import { isPureAdvert } from "../advertising-facts.ts";
import { deny, pass, type Rule, require } from "../rule.ts";
import { isSend, isStaffMatter, kindOf, windowOpen } from "../situation.ts";

/** DS-3: an export is fetched from the protected portal, never sent along. Art. 12, 15(3), 20, 32 GDPR. */
export const ds3: Rule = {
  id: "DS-3",
  check(action, f) {
    if (action !== "deliver_export") return undefined;
    // the own web chat is the portal; "none" means handed over in person
    if (f.channel === "own_webchat" || f.channel === "none") return pass();
    return require("secure_portal_delivery", "Die Auskunft enthält alle Daten des Kunden; schick nur den geschützten Abruflink.");
  },
};

/** What the law owes the person, whatever they asked for: the notice, and word of their request or their stop. */
const owed: ReadonlySet<string> = new Set(["privacy_notice", "subject_request", "withdrawal_confirmation"]);

/**
 * DS-4: who asked that their data be not used is written to only in answer. What they write themselves is their consent to
 * an answer, danger to somebody is an exception of its own. Art. 18(1), (2) GDPR.
 */
export const ds4: Rule = {
  id: "DS-4",
  check(action, f) {
    if (!isSend(action) || f.extra.useRestricted !== true || isStaffMatter(f)) return undefined;
    if (f.messageClass === "safety" || owed.has(kindOf(f))) return undefined;
    if (windowOpen(f) && !isPureAdvert(f) && f.messageClass !== "consent_request") return undefined;
    return deny(
      "Die Person hat verlangt, dass ihr ihre Daten vorerst nicht nutzt; antworte innerhalb eines Tages, wenn sie schreibt, oder schließ ihre Anfrage ab.",
    );
  },
};
