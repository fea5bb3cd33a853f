import type { Tx } from "../platform/db.ts";

/** Messages in the order of their ids, for going through all of them. */
export async function messagesAfter(tx: Tx, afterId: string, limit: number) {
  return await tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
    .select(["m.message_id", "m.conversation_id", "c.contact_id", "m.sealed_content"])
    .where("m.message_id", ">", afterId)
    .where("m.revoked_at", "is", null)
    .orderBy("m.message_id")
    .limit(limit)
    .execute();
}

export async function lastMessages(tx: Tx, limit: number) {
  return await tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
    .select(["m.message_id", "c.contact_id", "m.sealed_content"])
    .where("m.revoked_at", "is", null)
    .orderBy("m.message_id", "desc")
    .limit(limit)
    .execute();
}

/** False after a crash of PostgreSQL, which empties the index and this marker with it. */
export async function isIndexWhole(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom("search_marker").select("built_at").executeTakeFirst()) !== undefined;
}

export async function markIndexWhole(tx: Tx, tenantId: string, at: Date): Promise<void> {
  await tx
    .insertInto("search_marker")
    .values({ tenant_id: tenantId, built_at: at })
    .onConflict((oc) => oc.doNothing())
    .execute();
}
