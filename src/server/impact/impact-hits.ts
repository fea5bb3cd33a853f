// Art. 35(1), (3) GDPR, AC-2: which marks of a high risk the processing has. Answered from what runs, never by hand.

/** Own figure: from here on a small firm's contacts count as many (recital 91). */
export const manyContacts = 10_000;

/** The five questions of AC-2, in the order of the paper. */
export function impactMarks(contacts: number) {
  return {
    large: contacts >= manyContacts,
    /** Sick notes of the own people are health data, processed on purpose (Art. 9(2)(b)). */
    special: true,
    monitoring: false,
    newTechnology: false,
    vulnerable: false,
  } as const;
}

/** How many of them apply. */
export const impactHits = (contacts: number): number => Object.values(impactMarks(contacts)).filter(Boolean).length;

/** What the business recorded of its assessment. */
export interface Assessment {
  /** A calendar day: "2026-11-26". */
  readonly madeOn: string;
  /** Marks that applied when it was recorded. */
  readonly hits: number;
  readonly outcome: string;
  readonly by: string;
}
