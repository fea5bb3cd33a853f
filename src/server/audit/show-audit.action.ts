import type { AuditPage } from "../../contract/audit.ts";
import { type AuditGroup, auditVerbs } from "../../contract/audit-verbs.ts";
import type { Tx } from "../platform/db.ts";
import { loadPage } from "./audit.store.ts";

const most = 100;

const verbsOf = (group: AuditGroup) => Object.entries(auditVerbs).flatMap(([verb, of]) => (of === group ? [verb] : []));

/**
 * The log of deeds, a page at a time.
 * @param signIns whether the one who asks may know when colleagues come and go (D6, D9)
 */
export async function showAudit(
  tx: Tx,
  tenantId: string,
  { group, before, signIns }: { group?: AuditGroup | undefined; before?: number | undefined; signIns: boolean },
): Promise<AuditPage> {
  const without = signIns ? [] : verbsOf("sign-in");
  const wish = { without, ...(group && { only: verbsOf(group) }), ...(before !== undefined && { before }) };
  const rows = await loadPage(tx, tenantId, wish, most + 1);
  const entries = rows.slice(0, most).map(({ seq, at, actor_kind: by, who, verb, about }) => ({
    seq,
    at: at.toISOString(),
    by,
    who,
    verb,
    about,
  }));
  return { entries, more: rows.length > most };
}
