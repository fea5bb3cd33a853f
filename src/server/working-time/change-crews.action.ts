import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { deleteCrew, insertCrew, renameCrew } from "./work-time.store.ts";

/** Founds a crew, names it anew or dissolves it; its people stay. @returns its id */
export async function changeCrews(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  change: { readonly id?: string; readonly name: string | null },
): Promise<string> {
  const { tenantId } = caller;
  const id = change.id ?? deps.ids.uuid();
  if (change.name === null) {
    if (!(await deleteCrew(tx, id))) throw new Problem("not-found");
  } else if (change.id === undefined) await insertCrew(tx, tenantId, { id, name: change.name });
  else if (!(await renameCrew(tx, { id, name: change.name }))) throw new Problem("not-found");
  await appendEvents(deps, tx, tenantId, [{ kind: "roster-changed", memberId: caller.memberId }]);
  return id;
}
