import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { dropErasure } from "./erasure.store.ts";
import { appendToLedger, readLedger } from "./erasure-ledger.adapter.ts";
import { ledgerEntry } from "./ledger-entry.action.ts";

/**
 * An erasure that was decided and has lost its reason before it was done: the audit says so, and so does the ledger where an
 * attempt that did not commit left its line there. Written before the commit: if this fails as well, the erasure is still
 * open, and whoever carries it out in the end writes the last line.
 */
export async function takeBackErasure(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { erasureId, contactId }: { readonly erasureId: string; readonly contactId: string },
): Promise<void> {
  await dropErasure(tx, erasureId);
  await appendAudit(deps, tx, {
    tenantId,
    actor: server,
    verb: "take-back-erasure",
    subjectKind: "contact",
    subjectId: contactId,
  });
  const { dataDir } = deps.config;
  const named = (await readLedger(dataDir)).some((one) => one.tenantId === tenantId && one.contactId === contactId);
  if (named) appendToLedger(dataDir, ledgerEntry(deps, tenantId, contactId, { kept: true }));
}
