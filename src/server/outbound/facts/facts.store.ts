import { sql } from "kysely";
import type { Tx } from "../../platform/db.ts";
import type { FactRow } from "./fact-row.ts";

/** Facts of several conversations at once, keyed by conversation. */
export async function loadFactRows(tx: Tx, conversationIds: readonly string[]): Promise<Map<string, FactRow>> {
  if (conversationIds.length === 0) return new Map();
  // For the one of a reply the plan is kept. A list makes PostgreSQL plan these thirteen tables anew, for milliseconds.
  const [only, another] = conversationIds;
  const which = another === undefined ? sql`${only}` : sql`any(${[...conversationIds]}::uuid[])`;
  const { rows } = await sql<FactRow>`
    select c.conversation_id as "conversationId", c.contact_id as "contactId", c.identity_id as "identityId",
      c.account_id as "accountId", c.channel_kind as "channelKind", a.state as "accountState",
      i.inbound_count as "inboundCount", i.last_inbound_at as "lastInboundAt",
      i.first_inbound_id is not null as "startedByContact", i.meta_preference as "metaPreference",
      p.recipient_type as "recipientType", p.age,
      case when p.employee_relation = 'none' and exists (
          select 1 from identity_address ia
          join staff_address s on s.kind = ia.kind and s.blind_index = ia.blind_index
          where ia.identity_id = c.identity_id) then 'staff' else p.employee_relation end as "employeeRelation", p.open_order as "openOrder",
      c.waiting_since as "waitingSince",
      exists (select from subject_request r
        where r.contact_id = c.contact_id and r.kind = 'restriction' and r.state = 'open') as "useRestricted",
      (select jsonb_build_object('epoch', k.epoch, 'wrapped', encode(k.wrapped_key, 'base64'))
         from contact_key k where k.contact_id = c.contact_id and k.wrapped_key is not null) as key,
      coalesce((select jsonb_agg(jsonb_build_object('version', d.notice_version, 'state', d.state,
           'at', coalesce(d.sent_at, d.queued_at), 'uncertain', d.state = 'queued' and exists (
             select from message dm where dm.message_id = d.message_id and dm.state = 'unknown')))
         from notice_delivery d where d.identity_id = c.identity_id and d.channel_kind = c.channel_kind), '[]') as notices,
      coalesce((select jsonb_agg(jsonb_build_object('version', n.version, 'change', n.change))
         from notice n where n.channel_kind = c.channel_kind), '[]') as published,
      coalesce((select jsonb_agg(jsonb_build_object('identityId', e.identity_id, 'channelKind', e.channel_kind,
           'purpose', e.purpose, 'state', e.state, 'at', e.at,
           'askedBy', case when e.state = 'asked' then e.proof ->> 'questionMessageId' end) order by e.step)
         from consent_event e join identity ei on ei.identity_id = e.identity_id
         where ei.contact_id = c.contact_id), '[]') as consents
    from conversation c
    join channel_account a on a.account_id = c.account_id
    join identity i on i.identity_id = c.identity_id
    join contact p on p.contact_id = c.contact_id
    where c.conversation_id = ${which}`.execute(tx);
  return new Map(rows.map((row) => [row.conversationId, { ...row, key: readKey(row.key) }]));
}

function readKey(key: unknown): FactRow["key"] {
  if (typeof key !== "object" || key === null || !("epoch" in key) || !("wrapped" in key)) return null;
  return { epoch: Number(key.epoch), wrapped: Buffer.from(String(key.wrapped), "base64") };
}
