import type { Tx } from "../platform/db.ts";
import type { AuditEntry } from "./audit.ts";

export async function insertAuditEntry(tx: Tx, auditId: string, at: Date, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto("audit_entry")
    .values({
      tenant_id: entry.tenantId,
      audit_id: auditId,
      at,
      actor_kind: entry.actor.kind,
      actor_id: entry.actor.id,
      verb: entry.verb,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId ?? null,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}
