import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import type { Seal } from "../platform/seal.ts";

export type Receiver = "owner" | "office";

export interface SickNote {
  readonly id: string;
  readonly memberId: string;
  readonly receiver: Receiver;
  readonly from: string;
  readonly until: string;
  readonly hasPhoto: boolean;
  readonly sentAt: Date;
  readonly takenAt: Date | null;
}

type Sealer = { readonly seal: Seal };
const placeOf = (row: string, column: "sealed_content" | "sealed_photo") => ({ table: "sick_note", row, column });

export async function insertSickNote(
  { seal }: Sealer,
  tx: Tx,
  tenantId: string,
  note: Omit<SickNote, "hasPhoto" | "takenAt"> & { readonly deleteOn: string },
): Promise<void> {
  const content = JSON.stringify({ from: note.from, until: note.until });
  await tx
    .insertInto("sick_note")
    .values({
      tenant_id: tenantId,
      sick_note_id: note.id,
      member_id: note.memberId,
      receiver: note.receiver,
      sealed_content: seal.forTenant(tenantId, placeOf(note.id, "sealed_content"), content),
      sent_at: note.sentAt,
      delete_on: note.deleteOn,
    })
    .execute();
}

/** One note of a person after the other, until commit: a second tap meets what the first has left. */
export async function lockNotesOf(tx: Tx, memberId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sick-note:${memberId}`}, 0))`.execute(tx);
}

/** Those for a role, or a member's own; the newest first. */
export async function loadSickNotes(
  { seal }: Sealer,
  tx: Tx,
  tenantId: string,
  which: { readonly receiver: Receiver } | { readonly memberId: string } | { readonly id: string },
): Promise<SickNote[]> {
  const query = tx
    .selectFrom("sick_note")
    .select(["sick_note_id", "member_id", "receiver", "sealed_content", "sent_at", "taken_at"])
    .select((eb) => eb("sealed_photo", "is not", null).as("hasPhoto"))
    .orderBy("sent_at", "desc")
    .orderBy("sick_note_id", "desc")
    .limit(200);
  const rows = await ("receiver" in which
    ? query.where("receiver", "=", which.receiver)
    : "memberId" in which
      ? query.where("member_id", "=", which.memberId)
      : query.where("sick_note_id", "=", which.id)
  ).execute();
  return rows.map((row) => {
    const place = placeOf(row.sick_note_id, "sealed_content");
    const { from, until } = JSON.parse(seal.openForTenant(tenantId, place, row.sealed_content).toString("utf8"));
    return {
      id: row.sick_note_id,
      memberId: row.member_id,
      receiver: row.receiver === "office" ? "office" : "owner",
      from: String(from),
      until: String(until),
      hasPhoto: Boolean(row.hasPhoto),
      sentAt: row.sent_at,
      takenAt: row.taken_at,
    };
  });
}

/** Counted without opening anything. */
export async function countOpenSickNotes(tx: Tx, receiver: Receiver): Promise<number> {
  const row = await tx
    .selectFrom("sick_note")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("receiver", "=", receiver)
    .where("taken_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function putPhoto(
  { seal }: Sealer,
  tx: Tx,
  tenantId: string,
  id: string,
  photo: { readonly type: string; readonly bytes: Uint8Array },
): Promise<void> {
  const sealed = seal.forTenant(tenantId, placeOf(id, "sealed_photo"), photo.bytes);
  await tx
    .updateTable("sick_note")
    .set({ sealed_photo: sealed, photo_type: photo.type })
    .where("sick_note_id", "=", id)
    .execute();
}

export async function loadPhoto(
  { seal }: Sealer,
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<{ readonly type: string; readonly bytes: Uint8Array } | undefined> {
  const row = await tx
    .selectFrom("sick_note")
    .select(["sealed_photo", "photo_type"])
    .where("sick_note_id", "=", id)
    .executeTakeFirst();
  if (!row?.sealed_photo || row.photo_type === null) return undefined;
  return {
    type: row.photo_type,
    bytes: seal.openForTenant(tenantId, placeOf(id, "sealed_photo"), row.sealed_photo),
  };
}

/** @returns false: it was taken before */
export async function markTaken(tx: Tx, id: string, at: Date): Promise<boolean> {
  const row = await tx
    .updateTable("sick_note")
    .set({ taken_at: at })
    .where("sick_note_id", "=", id)
    .where("taken_at", "is", null)
    .returning("sick_note_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Photos that have done their work. */
export async function dropTakenPhotos(tx: Tx, takenBefore: Date): Promise<void> {
  await tx
    .updateTable("sick_note")
    .set({ sealed_photo: null, photo_type: null })
    .where("taken_at", "<", takenBefore)
    .where("sealed_photo", "is not", null)
    .execute();
}

/** Notes whose last day was 90 days ago. */
export async function deleteNotesOver(tx: Tx, today: string): Promise<void> {
  await tx.deleteFrom("sick_note").where("delete_on", "<", today).execute();
}
