import { MetadataFields, type SetupChannel } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";

export interface ProfileRow {
  readonly channel: string;
  readonly fields: MetadataFields;
  readonly confirmedAt: Date | null;
}

export async function loadProfiles(tx: Tx): Promise<ProfileRow[]> {
  const rows = await tx.selectFrom("metadata_profile").select(["channel_kind", "fields", "confirmed_at"]).execute();
  return rows.map((row) => ({
    channel: row.channel_kind,
    fields: MetadataFields.parse(row.fields),
    confirmedAt: row.confirmed_at,
  }));
}

export async function upsertProfile(
  tx: Tx,
  tenantId: string,
  row: { channel: SetupChannel; fields: MetadataFields; at: Date },
): Promise<void> {
  const values = { fields: JSON.stringify(row.fields), confirmed_at: row.at };
  await tx
    .insertInto("metadata_profile")
    .values({ tenant_id: tenantId, channel_kind: row.channel, ...values })
    .onConflict((conflict) => conflict.columns(["tenant_id", "channel_kind"]).doUpdateSet(values))
    .execute();
}
