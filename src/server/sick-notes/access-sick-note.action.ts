import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadSickNotes, type SickNote } from "./sick-note.store.ts";

/** The only way to a sick note by its id: its sender, and the one role it was sent to. For everybody else there is none. */
export async function accessSickNote(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "memberId" | "role">,
  id: string,
): Promise<SickNote & { readonly received: boolean }> {
  const [note] = await loadSickNotes(deps, tx, caller.tenantId, { id });
  const received = note?.receiver === caller.role;
  if (!note || !(received || note.memberId === caller.memberId)) throw new Problem("not-found");
  return { ...note, received };
}
