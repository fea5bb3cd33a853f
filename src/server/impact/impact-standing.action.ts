import type { Tx } from "../platform/db.ts";
import { countContacts, loadAssessment } from "./impact.store.ts";
import { type Assessment, impactHits } from "./impact-hits.ts";

export interface ImpactStanding {
  readonly hits: number;
  readonly assessment: Assessment | undefined;
  /** An assessment counts for the marks it was made with; a further mark asks for a new one (Art. 35(11) GDPR). */
  readonly covered: boolean;
}

/** How many marks of a high risk there are, and whether an assessment of them is recorded (AC-2). */
export async function impactStanding(tx: Tx): Promise<ImpactStanding> {
  const hits = impactHits(await countContacts(tx));
  const assessment = await loadAssessment(tx);
  return { hits, assessment, covered: assessment !== undefined && assessment.hits >= hits };
}
