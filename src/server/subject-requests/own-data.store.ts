import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

interface Whose {
  readonly identityId: string;
  readonly contactId: string;
  readonly conversationId: string;
}

/** How much of each class the conversation holds. Internal notes are counted with the others. */
export async function countMessages(tx: Tx, conversationId: string) {
  const { rows } = await sql<{ retentionClass: string; count: number; newest: Date }>`
    select retention_class as "retentionClass", count(*)::int as count, max(sent_at) as newest
    from message where conversation_id = ${conversationId} group by retention_class order by retention_class`.execute(
    tx,
  );
  return rows;
}

export async function countFiles(tx: Tx, conversationId: string): Promise<number> {
  const row = await tx
    .selectFrom("attachment as a")
    .innerJoin("message as m", "m.message_id", "a.message_id")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("m.conversation_id", "=", conversationId)
    .where("a.state", "=", "stored")
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function loadPerson(tx: Tx, { identityId, contactId }: Whose) {
  return await tx
    .selectFrom("contact as c")
    .innerJoin("identity as i", "i.contact_id", "c.contact_id")
    .select(["c.sealed_name", "i.sealed_profile_name", "i.sealed_given_reach", "i.created_at"])
    .where("c.contact_id", "=", contactId)
    .where("i.identity_id", "=", identityId)
    .executeTakeFirst();
}

export async function countNotices(tx: Tx, identityId: string): Promise<number> {
  const row = await tx
    .selectFrom("notice_delivery")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("identity_id", "=", identityId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
