import type { Words } from "../../contract/words.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";

interface Known {
  readonly worksCouncil: boolean | null;
  readonly agreementOn: string | null;
}

/** IN-3: may the internal messenger be used? Whoever was never asked has not answered. */
export function internalVerdict({ worksCouncil, agreementOn }: Known): { facts: Facts; verdict: Verdict } {
  const facts: Facts = {
    channel: "own_internal",
    extra: {
      ...(worksCouncil === null ? {} : { worksCouncil }),
      ...(worksCouncil === true ? { worksAgreement: agreementOn !== null } : {}),
    },
  };
  return { facts, verdict: evaluate("enable_internal", facts) };
}

/** The sentence for whoever finds it closed. */
export function whyClosed({ worksCouncil }: Known): Words {
  return worksCouncil === null
    ? {
        de: "Vor dem ersten Raum ist eine Frage offen: Gibt es bei euch einen Betriebsrat? Das beantwortet die Inhaberin oder der Inhaber.",
        en: "Before the first room a question is open: do you have a works council? The owner answers it.",
      }
    : {
        de: "Bevor der interne Messenger startet, braucht es die Vereinbarung mit dem Betriebsrat.",
        en: "Before the internal messenger starts, the agreement with the works council is needed.",
      };
}
