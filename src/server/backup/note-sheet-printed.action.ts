import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";

/** Each business sees in its audit that whoever runs the machine printed the sheet that opens them all. */
export async function noteSheetPrinted(deps: Pick<Deps, "db" | "clock" | "ids">, keyId: string): Promise<void> {
  for (const tenantId of await listTenants(deps))
    await deps.db.withTenant(tenantId, async (tx) => {
      const entry = { tenantId, actor: server, verb: "print-recovery-sheet", subjectKind: "backup" } as const;
      await appendAudit(deps, tx, { ...entry, subjectId: keyId });
    });
}
