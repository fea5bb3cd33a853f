import type { Words } from "../../contract/words.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";

interface Known {
  readonly worksCouncil: boolean | null;
  readonly agreementOn: string | null;
}

/**
 * May the internal messenger be opened (IN-3, AC-2)? Whoever was never asked about a works council has not answered.
 * @param impact the marks of a high risk; undefined: it is open already, and an assessment is asked of what is new
 */
export function internalVerdict(
  { worksCouncil, agreementOn }: Known,
  impact: { readonly hits: number; readonly covered: boolean } | undefined,
): { facts: Facts; verdict: Verdict } {
  const facts: Facts = {
    channel: "own_internal",
    extra: {
      ...(worksCouncil === null ? {} : { worksCouncil }),
      ...(worksCouncil === true ? { worksAgreement: agreementOn !== null } : {}),
      ...(impact === undefined ? {} : { dpiaHits: impact.hits, dpiaRecorded: impact.covered }),
    },
  };
  return { facts, verdict: evaluate("enable_internal", facts) };
}

export interface Closed {
  readonly reason: "works-council" | "impact-assessment";
  readonly why: Words;
  /** Where in the app the next step is. */
  readonly place: string;
}

/** Why it is closed, in a sentence for whoever finds it so, and where that is mended. */
export function whyClosed({ worksCouncil }: Known, { requires }: Pick<Verdict, "requires">): Closed {
  const council = { reason: "works-council", place: "/einstellungen/betrieb-intern" } as const;
  if (worksCouncil === null)
    return {
      ...council,
      why: {
        de: "Vor dem ersten Raum ist eine Frage offen: Gibt es bei euch einen Betriebsrat? Das beantwortet die Inhaberin oder der Inhaber.",
        en: "Before the first room a question is open: do you have a works council? The owner answers it.",
      },
    };
  if (requires.includes("works_council_agreement"))
    return {
      ...council,
      why: {
        de: "Bevor der interne Messenger startet, braucht es die Vereinbarung mit dem Betriebsrat.",
        en: "Before the internal messenger starts, the agreement with the works council is needed.",
      },
    };
  return {
    reason: "impact-assessment",
    place: "/recht/verzeichnisse",
    why: {
      de: "Mehrere Risiken kommen zusammen. Bevor der interne Messenger startet, hält die Inhaberin oder der Inhaber die Folgenabschätzung fest (Recht, Verzeichnisse).",
      en: "Several risks come together. Before the internal messenger starts, the owner records the impact assessment (Law, Records).",
    },
  };
}
