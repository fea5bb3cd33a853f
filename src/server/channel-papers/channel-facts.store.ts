import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import type { ImprintStatus } from "../../contract/setup.ts";
import type { Tx } from "../platform/db.ts";

/** Raw columns of one joined read; JSON is parsed by the caller, who knows the shapes. */
export interface PapersRow {
  readonly impressumStatus: ImprintStatus | null;
  readonly imprintOkAt: Date | null;
  readonly noticeVersion: number | null;
  readonly metadataConfirmed: boolean;
  readonly dpfValid: boolean;
  readonly zone: string | null;
  readonly processors: unknown;
}

/**
 * Everything the business has on paper for a channel, in one round trip: every send asks it (AV-6, IM-1). Mail relay,
 * SMS gateway and push services carry none of these channels' messages: they have their rows, but stop no channel.
 */
export async function loadPapers(tx: Tx, tenantId: string, kind: ChannelKind): Promise<PapersRow> {
  const { rows } = await sql<PapersRow>`
    select
      (select status from imprint) as "impressumStatus",
      (select max(at) from imprint_check where result = 'ok') as "imprintOkAt",
      (select max(version) from notice where channel_kind = ${kind}) as "noticeVersion",
      coalesce((select confirmed_at is not null from metadata_profile where channel_kind = ${kind}), false)
        as "metadataConfirmed",
      coalesce((select dpf_valid from transfer_switch), true) as "dpfValid",
      (select time_zone from tenant where tenant_id = ${tenantId}) as "zone",
      coalesce((select jsonb_agg(to_jsonb(p) - 'tenant_id' - 'updated_at' order by processor_id) from processor p
        where (p.channel_kind is null or p.channel_kind = ${kind})
          and p.template not in ('mail_relay', 'sms_gateway', 'push_service')), '[]') as processors`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new Error("a select without from gives one row");
  return row;
}
