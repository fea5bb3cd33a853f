import { appendAudit } from "../audit/append-audit.action.ts";
import { type AuditEntry, server } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";

/** Backups are the installation's: every business gets the line in its audit, and its screens hear of it. */
export async function tellBackupChanged(
  deps: Pick<Deps, "db" | "clock" | "ids">,
  what: Required<Pick<AuditEntry, "verb" | "details">>,
): Promise<void> {
  for (const tenantId of await listTenants(deps))
    await deps.db.withTenant(tenantId, async (tx) => {
      await appendAudit(deps, tx, { tenantId, actor: server, subjectKind: "backup", ...what });
      await appendEvents(deps, tx, tenantId, [{ kind: "backup-changed" }]);
    });
}
