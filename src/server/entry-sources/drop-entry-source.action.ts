import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { dropOnce } from "../presses/drop-once.action.ts";
import { deleteSource } from "./entry-source.store.ts";

/** A code that hangs on still leads to the page; it is counted no more. */
export async function dropEntrySource(deps: Deps, tx: Tx, caller: Caller, id: string): Promise<void> {
  const { tenantId } = caller;
  if (!(await dropOnce(deps, tx, tenantId, "entry-source", id, () => deleteSource(tx, id)))) return;
  const entry = { tenantId, actor: actorOf(caller), verb: "drop-entry-source", subjectKind: "entry-source" } as const;
  await appendAudit(deps, tx, { ...entry, subjectId: id });
}
