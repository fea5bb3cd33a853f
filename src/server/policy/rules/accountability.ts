// (14) Accountability.
import { defaults } from "../defaults.ts";
import { pass, type Rule, require } from "../rule.ts";

/** AC-2: two hits in the questionnaire call for an impact assessment. Art. 35 GDPR. */
export const ac2: Rule = {
  id: "AC-2",
  check(action, f) {
    if (action !== "activate_channel" && action !== "enable_internal") return undefined;
    if ((f.extra.dpiaHits ?? 0) < defaults.dpiaHits || f.extra.dpiaRecorded === true) return undefined;
    return require("dpia_check", "Diese Funktion berührt mehrere Risiken; halte zuerst die Prüfung zur Folgenabschätzung fest.");
  },
};

/** AC-3: no breach is closed without a recorded decision; 72 hours run from awareness. Art. 33, 34 GDPR. */
export const ac3: Rule = {
  id: "AC-3",
  check(action, f) {
    if (action !== "close_incident") return undefined;
    if (f.extra.decisionRecorded === true) return pass("Die Entscheidung zur Meldung ist festgehalten.");
    if ((f.extra.hoursSinceAwareness ?? 0) > defaults.breachNotifyHours)
      return require("authority_notification_decision", `Die ${defaults.breachNotifyHours} Stunden sind vorbei; meldet die Panne jetzt und begründet die Verspätung, oder haltet fest, warum kein Risiko besteht.`);
    return require("authority_notification_decision", `Halte zuerst fest, ob ihr die Panne der Aufsicht meldet; dafür habt ihr ${defaults.breachNotifyHours} Stunden, seit ihr davon wisst.`);
  },
};
