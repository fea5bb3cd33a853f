import type { Tx } from "../platform/db.ts";
import type { Duty } from "../working-time/reach.ts";
import type { Span } from "../working-time/spans.ts";
import { absencesIn } from "./absence.store.ts";
import { publishedIn } from "./published-shift.store.ts";

/** What was published and who is not available, by member: what quiet hours are made of. */
export async function loadDuties(
  tx: Tx,
  memberIds: readonly string[],
  span: Span,
): Promise<(memberId: string) => { readonly duties: readonly Duty[]; readonly absences: readonly Span[] }> {
  const shifts = await publishedIn(tx, span, memberIds);
  const absences = await absencesIn(tx, span, memberIds);
  return (memberId) => ({
    duties: shifts.filter((one) => one.memberId === memberId),
    absences: absences.filter((one) => one.memberId === memberId),
  });
}
