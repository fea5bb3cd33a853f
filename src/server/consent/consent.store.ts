import type { Tx } from "../platform/db.ts";

export interface NewConsentEvent {
  readonly consentEventId: string;
  readonly identityId: string;
  readonly channelKind: string;
  readonly purpose: "advertising" | "contact";
  readonly state: "asked" | "ambiguous" | "refused" | "granted" | "withdrawn" | "used";
  readonly at: Date;
  readonly method: string;
  readonly proof: Readonly<Record<string, string>>;
  readonly recordedBy: string | null;
}

export async function insertConsentEvents(tx: Tx, tenantId: string, rows: readonly NewConsentEvent[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("consent_event")
    .values(
      rows.map((row) => ({
        tenant_id: tenantId,
        consent_event_id: row.consentEventId,
        identity_id: row.identityId,
        channel_kind: row.channelKind,
        purpose: row.purpose,
        state: row.state,
        at: row.at,
        method: row.method,
        proof: JSON.stringify(row.proof),
        recorded_by: row.recordedBy,
      })),
    )
    .execute();
}
