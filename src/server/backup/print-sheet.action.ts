import type { PrintedSheet } from "../../contract/backup.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { recoverySheet } from "./recovery-sheet.action.ts";
import { notePrinted } from "./recovery-sheet.store.ts";

/** The sheet for the printer of the owner. It opens every business of the installation: with several, only its host may. */
export async function printSheetFor(deps: Deps, caller: Caller): Promise<PrintedSheet> {
  if ((await listTenants(deps)).length > 1)
    throw new Problem("not-allowed", {
      detail: { de: "Das Blatt druckt, wer den Server betreibt.", en: "Whoever runs the server prints the sheet." },
    });
  const { tenantId, memberId } = caller;
  return await deps.db.withTenant(tenantId, async (tx) => {
    const { pdf, key } = await recoverySheet(deps, await loadTenantName(tx, tenantId));
    await notePrinted(tx, tenantId, key.id, deps.clock.now());
    const entry = { tenantId, actor: actorOf(caller), verb: "print-recovery-sheet", subjectKind: "backup" } as const;
    await appendAudit(deps, tx, { ...entry, subjectId: key.id });
    await appendEvents(deps, tx, tenantId, [{ kind: "backup-changed", memberId }]);
    return { pdf: pdf.toString("base64"), keyId: key.id };
  });
}
