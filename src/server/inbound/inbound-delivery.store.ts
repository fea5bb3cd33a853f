import { sql } from "kysely";
import { packed } from "../platform/db/packed.ts";
import { ask, goesByKey, tell } from "../platform/db/pipeline.ts";
import type { Database, Tx } from "../platform/db.ts";

/** A raw delivery ready for the database: sealed, with the digest that recognises its twin. */
export interface SealedDelivery {
  readonly accountId: string;
  readonly digest: Buffer;
  readonly sealedBody: Buffer;
}

/** Durable when this resolves: one statement, one row and one commit for all of them. Twins are found by the ingest. */
export async function storeDeliveries(
  db: Pick<Database, "pool">,
  tenantId: string,
  rows: readonly SealedDelivery[],
  at: Date,
): Promise<void> {
  const bodies = packed(rows.map((r) => r.sealedBody));
  await db.pool.query({
    name: "store-deliveries",
    text: "select store_deliveries($1, $2::uuid[], $3::bytea[], $4::bytea, $5::int[], $6::int[], $7)",
    values: [
      tenantId,
      rows.map((r) => r.accountId),
      rows.map((r) => r.digest),
      bodies.blob,
      bodies.first,
      bodies.length,
      at,
    ],
  });
}

export interface ClaimedDelivery {
  readonly deliveryId: number;
  readonly accountId: string;
  readonly digest: Buffer;
  readonly sealedBody: Buffer;
  readonly tries: number;
  readonly receivedAt: Date;
}

/**
 * For this transaction: every row it needs is found by its key, also while the tables are so small that reading them
 * whole looks cheaper, and so many were dealt with a moment ago that a bitmap would be full of them. A list of unknown
 * length makes PostgreSQL plan anew each time: for two or three deliveries it would plan longer than it works.
 */
export function findByKey(tx: Tx): void {
  goesByKey(tx);
  tell(
    tx,
    sql`select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
      set_config('enable_bitmapscan', 'off', true)`,
  );
}

/** Of the lock for which an ingest of this business waits its turn; `lay_out_deliveries` takes the same. */
const turnOf = (tenantId: string) => sql`hashtextextended(${`ingest ${tenantId}`}, 0)`;

/** More than ever wait. */
const everyOne = 2_147_483_647;

/** What was accepted together is laid out one by one, the oldest first, unless another ingest is at it. */
const layOut = (tx: Tx, tenantId: string, most: number) =>
  tell(tx, sql`select lay_out_deliveries(${tenantId}::uuid, ${most}::int)`);

/**
 * Takes the oldest new deliveries. One ingest at a time per tenant (advisory lock until commit): two would race
 * and turn messages of one conversation around.
 * @param only this one alone, if it is still new
 * @returns undefined when another process is at it
 */
export async function claimDeliveries(
  tx: Tx,
  tenantId: string,
  limit: number,
  only?: number,
): Promise<ClaimedDelivery[] | undefined> {
  if (only === undefined) layOut(tx, tenantId, limit);
  const rows = await ask(
    tx,
    sql<{ mine: boolean } & (ClaimedDelivery | { deliveryId: null })>`
    with turn as materialized (
      select pg_try_advisory_xact_lock(${turnOf(tenantId)}) as mine)
    select turn.mine, claimed.* from turn left join lateral (
      select delivery_id as "deliveryId", account_id as "accountId", digest, sealed_body as "sealedBody", tries,
        received_at as "receivedAt"
      from inbound_delivery
      where state = 'new' and sealed_body is not null and turn.mine
        and delivery_id = coalesce(${only ?? null}::bigint, delivery_id)
      order by delivery_id limit ${limit} for update) as claimed on true
    order by claimed."deliveryId"`,
  );
  if (rows[0]?.mine !== true) return undefined;
  return rows.filter((row) => row.deliveryId !== null);
}

/** The content is in the conversation now; the raw bytes go, the digest stays to recognise redeliveries. */
export function emptyDeliveries(tx: Tx, deliveryIds: readonly number[]): void {
  if (deliveryIds.length === 0) return;
  tell(
    tx,
    sql`update inbound_delivery set state = 'done', sealed_body = null
    where delivery_id = any(${[...deliveryIds]}::bigint[])`,
  );
}

/** After too many tries a delivery is parked: kept for seven days (LK-0) and shown, never dropped in silence. */
export async function noteFailure(
  tx: Tx,
  deliveryId: number,
  problem: string,
  { park, retryHelps = true }: { readonly park: boolean; readonly retryHelps?: boolean },
): Promise<void> {
  await tx
    .updateTable("inbound_delivery")
    .set((eb) => ({
      tries: eb("tries", "+", 1),
      problem,
      retry_helps: retryHelps,
      ...(park ? { state: "parked" } : {}),
    }))
    .where("delivery_id", "=", deliveryId)
    .execute();
}

/** What could not be read for that long is not kept any longer; the digest stays to recognise redeliveries. */
export async function emptyParkedBefore(tx: Tx, before: Date): Promise<void> {
  await tx
    .updateTable("inbound_delivery")
    .set({ sealed_body: null })
    .where("state", "=", "parked")
    .where("received_at", "<", before)
    .execute();
}

/** Deliveries that are dealt with or were parked long enough; new ones are never deleted. */
export async function deleteDeliveriesBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("inbound_delivery").where("state", "<>", "new").where("received_at", "<", before).execute();
}

/** Those that can still be read. */
export async function loadParked(tx: Tx) {
  return await tx
    .selectFrom("inbound_delivery as d")
    .innerJoin("channel_account as a", "a.account_id", "d.account_id")
    .leftJoin("member as m", "m.member_id", "d.settled_by")
    .select(["d.delivery_id", "d.received_at", "d.problem", "d.retry_helps", "a.label", "a.kind"])
    .select(["d.settled_at", "m.name as settled_name"])
    .select(sql<number>`(count(*) over (partition by d.account_id, d.problem, d.settled_at))::int`.as("alike"))
    .where("d.state", "=", "parked")
    .where("d.sealed_body", "is not", null)
    .orderBy("d.delivery_id", "desc")
    .limit(100)
    .execute();
}

/** One that is parked and can still be read. */
export async function findParked(tx: Tx, deliveryId: number) {
  const [row] = await ask(
    tx,
    sql<Pick<ClaimedDelivery, "accountId" | "digest" | "sealedBody">>`
    select account_id as "accountId", digest, sealed_body as "sealedBody" from inbound_delivery
    where delivery_id = ${deliveryId} and state = 'parked' and sealed_body is not null`,
  );
  return row;
}

/** What stands parked for an account and no retry helps: the newest hundred, to tell what is said once more. */
export async function loadSaid(tx: Tx, accountId: string): Promise<{ digest: Buffer; sealedBody: Buffer }[]> {
  const { rows } = await sql<{ digest: Buffer; sealedBody: Buffer }>`
    select digest, sealed_body as "sealedBody" from inbound_delivery
    where state = 'parked' and account_id = ${accountId} and not retry_helps and sealed_body is not null
    order by delivery_id desc limit 100`.execute(tx);
  return rows;
}

/** How many of them that nobody has dealt with arrived since then, and when the first did. */
export async function countParked(tx: Tx, since: Date): Promise<{ count: number; first: Date | null }> {
  const [row] = await ask(
    tx,
    sql<{ count: number; first: Date | null }>`
    select count(*)::int as count, min(received_at) as first from inbound_delivery
    where state = 'parked' and sealed_body is not null and settled_at is null and received_at >= ${since}`,
  );
  return row ?? { count: 0, first: null };
}

/** A parked delivery gets another chance, for example after an update. */
export async function unpark(tx: Tx, deliveryId: number): Promise<boolean> {
  const done = await tx
    .updateTable("inbound_delivery")
    .set({ state: "new", tries: 0, problem: null })
    .where("delivery_id", "=", deliveryId)
    .where("state", "=", "parked")
    .where("sealed_body", "is not", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Somebody dealt with it, and with what is like it and came no later. @returns false: it is not there, or a retry is its way */
export async function settleAlike(
  tx: Tx,
  deliveryId: number,
  { memberId, at }: { readonly memberId: string; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update inbound_delivery d set settled_by = ${memberId}, settled_at = ${at} from inbound_delivery one
    where one.delivery_id = ${deliveryId} and one.state = 'parked' and not one.retry_helps and one.settled_at is null
      and d.account_id = one.account_id and d.problem = one.problem and d.delivery_id <= one.delivery_id
      and d.state = 'parked' and not d.retry_helps and d.settled_at is null`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** The ingest of this business has its turn before this transaction or after it. */
export const takeTurn = (tx: Tx, tenantId: string): void =>
  tell(tx, sql`select pg_advisory_xact_lock(${turnOf(tenantId)})`);

/** Every raw body that is still here: waiting or parked, seldom more than a few. The ingest has its turn before or after. */
export async function loadBodies(
  tx: Tx,
  tenantId: string,
): Promise<{ deliveryId: number; digest: Buffer; sealedBody: Buffer }[]> {
  takeTurn(tx, tenantId);
  layOut(tx, tenantId, everyOne);
  const { rows } = await sql<{ deliveryId: number; digest: Buffer; sealedBody: Buffer }>`
    select delivery_id as "deliveryId", digest, sealed_body as "sealedBody"
    from inbound_delivery where sealed_body is not null order by delivery_id for update`.execute(tx);
  return rows;
}

/** The same bytes, sealed anew. */
export async function putBody(tx: Tx, deliveryId: number, sealedBody: Buffer): Promise<void> {
  await tx
    .updateTable("inbound_delivery")
    .set({ sealed_body: sealedBody })
    .where("delivery_id", "=", deliveryId)
    .execute();
}
