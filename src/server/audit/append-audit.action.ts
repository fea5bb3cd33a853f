import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { insertAuditEntry } from "./audit.store.ts";
import type { AuditEntry } from "./audit.ts";
import { linkAtCommit } from "./link-entries.action.ts";

/** Writes who did what, in the transaction of the deed: without the deed no line, without the line no deed (AC-1). */
export async function appendAudit(deps: Pick<Deps, "clock" | "ids">, tx: Tx, entry: AuditEntry): Promise<void> {
  const auditId = deps.ids.uuid();
  await insertAuditEntry(tx, auditId, deps.clock.now(), entry);
  linkAtCommit(tx, auditId);
}
