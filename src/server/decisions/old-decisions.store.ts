import { type RawBuilder, sql } from "kysely";
import { underHold } from "../platform/db/under-hold.ts";
import { unreferenced } from "../platform/db/unreferenced.ts";
import type { Tx } from "../platform/db.ts";

/** A legal hold keeps the proofs of what it covers. */
const held = underHold(sql`h.conversation_id = decision.conversation_id or (h.conversation_id is null
  and decision.conversation_id in (select c.conversation_id from conversation c where c.contact_id = h.contact_id))`);

async function over(tx: Tx, before: Date): Promise<RawBuilder<boolean>> {
  const free = await unreferenced(tx, { table: "decision", key: "decision_id" }, ["outbox", "delivery"]);
  return sql<boolean>`decision.at < ${before} and ${free} and not ${held} and not exists (select from outbox o
    where o.decision_id = decision.decision_id and o.state in ('queued', 'sending'))`;
}

export async function countOver(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from decision where ${await over(tx, before)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Removes decisions whose period is over, with the traces of how their messages left. @returns how many decisions */
export async function deleteOver(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select decision_id as id from decision where ${await over(tx, before)}
    order by decision.at, decision.decision_id limit ${limit} for update skip locked`.execute(tx);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.deleteFrom("delivery").where("decision_id", "in", ids).execute();
  await tx.deleteFrom("outbox").where("decision_id", "in", ids).execute();
  await tx.deleteFrom("decision").where("decision_id", "in", ids).execute();
  return ids.length;
}

export async function countUnveiled(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from decision where not veiled and at < ${before}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function takeUnveiled(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<{ id: string; actorId: string | null }[]> {
  const { rows } = await sql<{ id: string; actorId: string | null }>`
    select decision_id as id, actor_id as "actorId" from decision
    where not veiled and at < ${before} order by at, decision_id limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

export async function veil(tx: Tx, rows: readonly { id: string; actorId: string | null }[]): Promise<void> {
  await sql`
    update decision set actor_id = v.actor_id, device_id = null, veiled = true
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ actorId }) => actorId)}::uuid[]) as v (id, actor_id)
    where decision_id = v.id`.execute(tx);
}
