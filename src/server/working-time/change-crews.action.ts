import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { dropOnce } from "../presses/drop-once.action.ts";
import { deleteCrew, insertCrew, lockCrew, renameCrew } from "./work-time.store.ts";

/** Founds a crew, names it anew or dissolves it; its people stay. @returns its id */
export async function changeCrews(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  change: { readonly id?: string; readonly name: string | null; readonly was?: string | undefined },
): Promise<string> {
  const { tenantId } = caller;
  const id = change.id ?? deps.ids.uuid();
  if (change.name === null) {
    if (!(await dropOnce(deps, tx, tenantId, "crew", id, () => deleteCrew(tx, id)))) return id;
  } else if (change.id === undefined) await insertCrew(tx, tenantId, { id, name: change.name });
  else {
    const crew = await lockCrew(tx, id);
    if (crew === undefined) throw new Problem("not-found");
    unlessChanged(change.was, crew.name, change.name);
    await renameCrew(tx, { id, name: change.name });
  }
  await appendEvents(deps, tx, tenantId, [{ kind: "roster-changed", memberId: caller.memberId }]);
  return id;
}
