import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";

export interface ContactState {
  readonly erasedAt: Date | null;
}

/** The contact as an erasure finds it, locked until commit. */
export async function lockContact(tx: Tx, contactId: string): Promise<ContactState | undefined> {
  const row = await tx
    .selectFrom("contact")
    .select("erased_at")
    .where("contact_id", "=", contactId)
    .forUpdate()
    .executeTakeFirst();
  return row && { erasedAt: row.erased_at };
}

export async function identitiesOf(
  tx: Tx,
  contactId: string,
): Promise<{ identityId: string; accountId: string; channelKind: ChannelKind }[]> {
  const rows = await tx
    .selectFrom("identity")
    .select(["identity_id", "account_id", "channel_kind"])
    .where("contact_id", "=", contactId)
    .execute();
  return rows.map((r) => ({ identityId: r.identity_id, accountId: r.account_id, channelKind: r.channel_kind }));
}

/** Leaves the bare ids, on which proofs hang, and nothing of the person. @returns how many addresses went */
export async function emptyContact(tx: Tx, contactId: string, at: Date): Promise<number> {
  const gone = await sql`
    delete from identity_address where identity_id in (select identity_id from identity where contact_id = ${contactId})`.execute(
    tx,
  );
  await tx
    .updateTable("identity")
    .set({
      sealed_profile_name: null,
      sealed_given_reach: null,
      entry_point: null,
      first_inbound_id: null,
      last_inbound_at: null,
      inbound_count: 0,
    })
    .where("contact_id", "=", contactId)
    .execute();
  await tx.deleteFrom("contact_search").where("contact_id", "=", contactId).execute();
  await tx
    .updateTable("contact")
    .set({
      sealed_name: null,
      saved_at: null,
      saved_reason: null,
      recipient_type: "consumer",
      age: "unknown",
      employee_relation: "none",
      open_order: false,
      order_since: null,
      order_until: null,
      erased_at: at,
    })
    .where("contact_id", "=", contactId)
    .execute();
  return Number(gone.numAffectedRows ?? 0n);
}

/** Erased contacts on whose ids nothing hangs any more. */
export async function dropBareContacts(tx: Tx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  const ids = [...contactIds];
  await tx.deleteFrom("identity").where("contact_id", "in", ids).execute();
  await tx.deleteFrom("contact_key").where("contact_id", "in", ids).execute();
  await tx.deleteFrom("contact").where("contact_id", "in", ids).where("erased_at", "is not", null).execute();
}
