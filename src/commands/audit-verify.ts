import type { Restore, Verification } from "../server/audit/chain.ts";
import { verifyAudit } from "../server/audit/verify-audit.action.ts";
import { documentTime } from "../server/platform/documents/document.ts";
import { listTenants } from "../server/tenants/list-tenants.action.ts";
import { loadTenantName } from "../server/tenants/load-tenant-name.action.ts";
import { type Call, out, print, withStore } from "./terminal.ts";

/** Proves for every business that its audit was not touched. Exit code 1 when something does not fit. */
export async function auditVerify({ options }: Call): Promise<number> {
  return await withStore(undefined, async ({ deps }) => {
    const results = [];
    for (const tenantId of await listTenants(deps)) {
      const business = await deps.db.withTenant(tenantId, (tx) => loadTenantName(tx, tenantId));
      results.push({ tenantId, business, ...(await verifyAudit(deps, tenantId)) });
    }
    if (options.json === true) print([results]);
    else for (const { business, ...result } of results) tell(business, result);
    return results.every(({ ok }) => ok) ? 0 : 1;
  });
}

function tell(business: string, { entries, checkpoints, restores, findings }: Verification): void {
  const checked = `${business || "(ohne Namen)"}: Geprüfte Einträge ${entries}, Tagesabschlüsse ${checkpoints}.`;
  out(findings.length === 0 ? `${checked} Nichts wurde verändert, entfernt oder eingefügt.` : checked);
  for (const one of restores) out(`  ${restoreDe(one)}`);
  for (const { sentence, auditId } of findings) out(`  ${sentence}${auditId === null ? "" : ` (${auditId})`}`);
}

function restoreDe({ at, backupMadeAt, fitting, lost }: Restore): string {
  const time = (iso: string) => documentTime(new Date(iso), "de");
  return `Am ${time(at)} wurde der Stand vom ${time(backupMadeAt)} wiederhergestellt: ${fitting} ältere Tagesabschlüsse passen dazu, ${lost} spätere gehören zu dem, was dabei verloren ging.`;
}
