import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

export async function holdMessages(tx: Tx, messageIds: readonly string[], until: Date): Promise<void> {
  const [first] = messageIds;
  if (first === undefined) return;
  await tx
    .updateTable("message")
    .set({ held_until: until, held_with: first })
    .where("message_id", "in", [...messageIds])
    .execute();
}

/** The messages of the press this one belongs to, in their order; none when it was never held. */
export async function findTogether(
  tx: Tx,
  messageId: string,
): Promise<{ messageId: string; authorId: string | null }[]> {
  const { rows } = await sql<{ messageId: string; authorId: string | null }>`
    select m.message_id as "messageId", m.author_id as "authorId" from message m
    where m.held_with = (select one.held_with from message one where one.message_id = ${messageId})
    order by m.position`.execute(tx);
  return rows;
}

export interface HeldRow {
  readonly messageId: string;
  readonly state: string | null;
  readonly sealedContent: Uint8Array;
}

export async function lockForWithdrawal(tx: Tx, messageIds: readonly string[]): Promise<HeldRow[]> {
  const rows = await tx
    .selectFrom("message")
    .select(["message_id as messageId", "state", "sealed_content as sealedContent"])
    .where("message_id", "in", [...messageIds])
    .orderBy("position")
    .forUpdate()
    .execute();
  return rows;
}

/** Until when this message is held for its author to take back; undefined: it never was. */
export async function loadHeldUntil(tx: Tx, messageId: string): Promise<Date | undefined> {
  const row = await tx
    .selectFrom("message")
    .select("held_until")
    .where("message_id", "=", messageId)
    .executeTakeFirst();
  return row?.held_until ?? undefined;
}

export async function markWithdrawn(tx: Tx, messageIds: readonly string[], at: Date): Promise<void> {
  await tx
    .updateTable("message")
    .set({ state: "withdrawn", state_at: at })
    .where("message_id", "in", [...messageIds])
    .execute();
}
