import type { MissingAnswer } from "../../contract/roster.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { missingAnswers, missingView } from "./notices/missing-answers.action.ts";
import { loadPublished } from "./published-shift.store.ts";

/** Who was asked about a shift that is still to come and has said nothing: by name, and since when. For planners. */
export async function unseenPlan(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
): Promise<MissingAnswer[]> {
  const missing = await missingAnswers(deps, tx, await loadPublished(deps, tx, tenantId, { asked: true }));
  const names = new Map((await listPeople(deps, tx)).map(({ id, name }) => [id, name]));
  return missing
    .map((one) => missingView(one, names.get(one.memberId) ?? ""))
    .toSorted((a, b) => a.since.localeCompare(b.since));
}
