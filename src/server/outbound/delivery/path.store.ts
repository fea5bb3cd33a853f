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
