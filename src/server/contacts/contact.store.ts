import { type RawBuilder, type Selectable, sql } from "kysely";
import type { Contact } from "../../../db/types.ts";
import type { Tx } from "../platform/db.ts";

export async function loadContact(tx: Tx, contactId: string) {
  return await tx.selectFrom("contact").selectAll().where("contact_id", "=", contactId).executeTakeFirst();
}

/** Until commit nobody else changes it, so that what one compares with is still there when one writes. */
export async function lockContact(tx: Tx, contactId: string): Promise<void> {
  await tx.selectFrom("contact").select("contact_id").where("contact_id", "=", contactId).forUpdate().execute();
}

export async function loadIdentities(tx: Tx, contactId: string) {
  return await tx
    .selectFrom("identity as i")
    .leftJoin("message as m", "m.message_id", "i.first_inbound_id")
    .selectAll("i")
    .select("m.sent_at as first_inbound_at")
    .where("i.contact_id", "=", contactId)
    .orderBy("i.created_at")
    .orderBy("i.identity_id")
    .execute();
}

/** SQL: this contact has conversations, and every one of them is reserved for owner and office. */
export const onlyReserved = (contactId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`coalesce((select bool_and(c.reserved_at is not null) from conversation c
    where c.contact_id = ${contactId}), false)`;

export async function hasOnlyReserved(tx: Tx, contactId: string): Promise<boolean> {
  const { rows } = await sql<{ only: boolean }>`select ${onlyReserved(sql`${contactId}::uuid`)} as only`.execute(tx);
  return rows[0]?.only === true;
}

export async function loadContactConversations(tx: Tx, contactId: string, reserved: boolean) {
  const query = tx
    .selectFrom("conversation")
    .select(["conversation_id", "number", "channel_kind", "state", "last_activity_at"])
    .where("contact_id", "=", contactId)
    .orderBy("last_activity_at", "desc")
    .orderBy("conversation_id", "desc");
  return await (reserved ? query : query.where("reserved_at", "is", null)).execute();
}

type Stored = Selectable<Contact>;

export async function updateContact(
  tx: Tx,
  contactId: string,
  change: {
    sealedName?: Buffer;
    savedAt?: Date;
    savedReason?: string;
    openOrder?: boolean;
    orderSince?: Date | null;
    orderUntil?: Date | null;
    recipientType?: Stored["recipient_type"];
    employeeRelation?: Stored["employee_relation"];
    age?: Stored["age"];
  },
): Promise<void> {
  await tx
    .updateTable("contact")
    .set({
      ...(change.sealedName === undefined ? {} : { sealed_name: change.sealedName }),
      ...(change.savedAt === undefined ? {} : { saved_at: change.savedAt }),
      ...(change.savedReason === undefined ? {} : { saved_reason: change.savedReason }),
      ...(change.recipientType === undefined ? {} : { recipient_type: change.recipientType }),
      ...(change.employeeRelation === undefined ? {} : { employee_relation: change.employeeRelation }),
      ...(change.age === undefined ? {} : { age: change.age }),
      ...(change.openOrder === undefined ? {} : { open_order: change.openOrder }),
      ...(change.orderSince === undefined ? {} : { order_since: change.orderSince }),
      ...(change.orderUntil === undefined ? {} : { order_until: change.orderUntil }),
    })
    .where("contact_id", "=", contactId)
    .execute();
}

/** On how many different days did this contact write? The measure of "repeated contact" (AB-3). */
export async function countContactDays(tx: Tx, contactId: string, timeZone: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct (m.sent_at at time zone ${timeZone})::date)::int as n
    from message m join conversation c on c.conversation_id = m.conversation_id
    where c.contact_id = ${contactId} and m.direction = 'in'`.execute(tx);
  return rows[0]?.n ?? 0;
}
