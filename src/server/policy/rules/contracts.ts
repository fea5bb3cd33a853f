// AI and contract law.
import type { Action, Facts } from "../facts.ts";
import { pass, type Rule, require } from "../rule.ts";
import { isSend, kindOf } from "../situation.ts";

/** AI-1: a text written by a machine says so at its start. Art. 50(1) AI Act. */
export const ai1: Rule = {
  id: "AI-1",
  check(action, f) {
    if (
      !isSend(action) ||
      f.messageClass !== "auto_reply" ||
      f.extra.aiGenerated !== true ||
      f.extra.aiDisclosed === true
    ) {
      return undefined;
    }
    return require("ai_disclosure", "Die Antwort stammt von einer KI; das System stellt den Hinweis darauf an den Anfang.");
  },
};

/** The message that accepts an order; it holds itself back where it is known that the instruction is missing. */
export const confirmsOrder = (action: Action, f: Facts): boolean =>
  isSend(action) && kindOf(f) === "order_confirmation" && f.extra.withdrawalInstructionGiven !== undefined;

/** CT-1: an order by chat is a distance contract. § 312c, § 312g(2) Nr. 11 BGB; ECJ C-97/22. */
export const ct1: Rule = {
  id: "CT-1",
  check(action, f) {
    if ((action !== "accept_order" && !confirmsOrder(action, f)) || f.channel === "none") return undefined;
    if (f.recipientType === "business") return pass();
    if (f.extra.urgentRepair === true) return pass("Der Kunde hat die dringende Reparatur ausdrücklich verlangt.");
    if (f.extra.withdrawalInstructionGiven === true) return pass("Die Widerrufsbelehrung liegt dem Kunden vor.");
    return require("withdrawal_instruction", "Einen Auftrag per Chat kann der Kunde 14 Tage lang widerrufen; schick ihm vorher die Widerrufsbelehrung.");
  },
};
