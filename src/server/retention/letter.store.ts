import { sql } from "kysely";
import type { Letter } from "../../../db/types.ts";
import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";

/** The head of the chain, locked: letters follow one another, one archive at a time. */
export async function lockChain(tx: Tx, tenantId: string, start: Buffer): Promise<{ number: number; hash: Buffer }> {
  await tx
    .insertInto("letter_chain")
    .values({ tenant_id: tenantId, last_number: 0, last_hash: start })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const row = await tx.selectFrom("letter_chain").selectAll().forUpdate().executeTakeFirstOrThrow();
  return { number: row.last_number, hash: Buffer.from(row.last_hash) };
}

export async function moveChain(tx: Tx, number: number, hash: Buffer): Promise<void> {
  await tx.updateTable("letter_chain").set({ last_number: number, last_hash: hash }).execute();
}

export interface LetterRow {
  readonly letter_number: number;
  readonly message_id: string;
  readonly contact_id: string;
  readonly conversation_number: number;
  readonly channel_kind: ChannelKind;
  readonly direction: Letter["direction"];
  readonly written_at: Date;
  readonly kept_at: Date;
  readonly retention_class: string;
  readonly sealed_original: Uint8Array | null;
  readonly original_hash: Uint8Array;
  readonly previous_hash: Uint8Array;
  readonly chain_hash: Uint8Array;
  readonly emptied_at: Date | null;
  readonly restricted_at: Date | null;
}

type NewLetter = Omit<LetterRow, "emptied_at" | "restricted_at"> & { readonly sealed_original: Uint8Array };

export async function insertLetters(tx: Tx, tenantId: string, rows: readonly NewLetter[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("letter")
    .values(rows.map((row) => ({ tenant_id: tenantId, ...row })))
    .execute();
}

/** Letters in their order, from one number on: the whole book, or one contact's. */
export async function loadLetters(tx: Tx, from: number, limit: number, contactId?: string): Promise<LetterRow[]> {
  return await tx
    .selectFrom("letter")
    .selectAll()
    .where("letter_number", ">", from)
    .$if(contactId !== undefined, (q) => q.where("contact_id", "=", contactId ?? ""))
    .orderBy("letter_number")
    .limit(limit)
    .execute();
}

/** A member chose another class: the letter follows, and one that is none any more loses its content. */
export async function reclassLetters(tx: Tx, messageId: string, retentionClass: string, at: Date, letter: boolean) {
  await tx
    .updateTable("letter")
    .set({
      retention_class: retentionClass,
      ...(letter ? {} : { sealed_original: null, emptied_at: at, emptied_because: "no_letter" }),
    })
    .where("message_id", "=", messageId)
    .where("emptied_at", "is", null)
    .execute();
}

/** The contents of letters go; numbers and hashes stay. @returns the files that hung on them */
export async function emptyLetters(tx: Tx, numbers: readonly number[], at: Date): Promise<string[]> {
  if (numbers.length === 0) return [];
  await tx
    .updateTable("letter")
    .set({ sealed_original: null, emptied_at: at, emptied_because: "period" })
    .where("letter_number", "in", [...numbers])
    .execute();
  const files = await tx
    .deleteFrom("letter_file")
    .where("letter_number", "in", [...numbers])
    .returning("attachment_id")
    .execute();
  return files.map((row) => row.attachment_id);
}

/** From here on these letters open only with a reason (ER-3). */
export async function restrictLetters(tx: Tx, contactId: string, at: Date): Promise<number> {
  const done = await tx
    .updateTable("letter")
    .set({ restricted_at: at })
    .where("contact_id", "=", contactId)
    .where("emptied_at", "is", null)
    .where("restricted_at", "is", null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** Living letters of a contact, with the messages they are of. */
export async function livingLetters(tx: Tx, contactId: string): Promise<{ number: number; messageId: string }[]> {
  const rows = await tx
    .selectFrom("letter")
    .select(["letter_number", "message_id"])
    .where("contact_id", "=", contactId)
    .where("emptied_at", "is", null)
    .orderBy("letter_number")
    .execute();
  return rows.map((row) => ({ number: row.letter_number, messageId: row.message_id }));
}

export async function insertLetterFiles(
  tx: Tx,
  tenantId: string,
  rows: readonly { attachmentId: string; number: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("letter_file")
    .values(rows.map((r) => ({ tenant_id: tenantId, attachment_id: r.attachmentId, letter_number: r.number })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function countLetters(tx: Tx) {
  const row = await tx
    .selectFrom("letter")
    .select([
      sql<number>`count(*)::int`.as("count"),
      sql<number>`count(*) filter (where emptied_at is not null)::int`.as("emptied"),
      sql<number>`count(*) filter (where restricted_at is not null and emptied_at is null)::int`.as("restricted"),
      sql<Date | null>`min(written_at) filter (where emptied_at is null)`.as("first"),
      sql<Date | null>`max(written_at) filter (where emptied_at is null)`.as("last"),
    ])
    .executeTakeFirstOrThrow();
  return row;
}

/** Erased contacts of whom letters are locked away. */
export async function lockedContacts(tx: Tx) {
  return await tx
    .selectFrom("letter")
    .select([
      "contact_id",
      sql<number>`count(*)::int`.as("letters"),
      sql<Date>`min(restricted_at)`.as("since"),
      sql<{ retention_class: string; written_at: string }[]>`json_agg(json_build_object(
        'retention_class', retention_class, 'written_at', written_at))`.as("items"),
    ])
    .where("restricted_at", "is not", null)
    .where("emptied_at", "is", null)
    .groupBy("contact_id")
    .orderBy("since", "desc")
    .orderBy("contact_id", "desc")
    .execute();
}

export async function readChain(tx: Tx): Promise<{ number: number; hash: Buffer } | undefined> {
  const row = await tx.selectFrom("letter_chain").selectAll().executeTakeFirst();
  return row && { number: row.last_number, hash: Buffer.from(row.last_hash) };
}
