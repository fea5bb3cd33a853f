import { sql } from "kysely";
import type { Tx } from "../../platform/db.ts";

/** Each try to hand the message to its channel, in order; without an outcome while it is under way. */
export async function loadTries(tx: Tx, messageId: string) {
  return await tx
    .selectFrom("delivery")
    .select(["attempt", "started_at as startedAt", "ended_at as endedAt", "outcome", "error_code as errorCode"])
    .where("message_id", "=", messageId)
    .orderBy("attempt")
    .execute();
}

/** Where a message stands: which way it goes, by which channel, since when, and until when it waits. Nothing it says. */
export async function loadStanding(tx: Tx, messageId: string) {
  return await tx
    .selectFrom("message as m")
    .innerJoin("channel_account as a", "a.account_id", "m.account_id")
    .leftJoin("outbox as o", "o.message_id", "m.message_id")
    .select(["m.direction", "a.kind as channel", "m.sent_at as sentAt", "m.stored_at as storedAt"])
    .select(["m.state", "m.state_at as stateAt", "m.error_code as errorCode"])
    .select(["o.state as outboxState", "o.not_before as notBefore"])
    .where("m.message_id", "=", messageId)
    .executeTakeFirst();
}

/** When the channel took the first message of this account between the two moments, of those written after `written`. */
export async function firstTaken(
  tx: Tx,
  accountId: string,
  from: Date,
  until: Date,
  written: Date,
): Promise<Date | undefined> {
  const ms = written.getTime().toString(16).padStart(12, "0");
  const { rows } = await sql<{ at: Date | null }>`
    select min(d.ended_at) as at from delivery d join outbox o on o.message_id = d.message_id
    where d.message_id > ${`${ms.slice(0, 8)}-${ms.slice(8)}-0000-0000-000000000000`} and d.outcome = 'sent'
      and d.ended_at > ${from} and d.ended_at < ${until} and o.account_id = ${accountId}`.execute(tx);
  return rows[0]?.at ?? undefined;
}
