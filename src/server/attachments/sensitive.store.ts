import type { Tx } from "../platform/db.ts";

/** Reports a file as too personal, or takes the report back. False: it was so already. */
export async function report(tx: Tx, attachmentId: string, at: Date | null): Promise<boolean> {
  const done = await tx
    .updateTable("attachment")
    .set({ sensitive_at: at })
    .where("attachment_id", "=", attachmentId)
    .where("sensitive_at", at === null ? "is not" : "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export interface Covered {
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly has_thumbnail: boolean;
  readonly hash_after: Buffer;
}

/** The picture lies covered on the disk: its row says what is there now, and nothing is reported any more. */
export async function recordCovered(tx: Tx, attachmentId: string, fields: Covered): Promise<void> {
  await tx
    .updateTable("attachment")
    .set({ ...fields, sensitive_at: null })
    .where("attachment_id", "=", attachmentId)
    .execute();
}

export async function forget(tx: Tx, attachmentId: string, whyDe: string): Promise<void> {
  await tx
    .updateTable("attachment")
    .set({
      state: "gone",
      why_gone: whyDe,
      sealed_name: null,
      sensitive_at: null,
      sealed_transcript: null,
      transcript_by: null,
      transcript_at: null,
    })
    .where("attachment_id", "=", attachmentId)
    .execute();
}

/** Reported before this moment and nobody did anything. */
export async function reportedBefore(tx: Tx, before: Date, limit: number) {
  return await tx
    .selectFrom("attachment as a")
    .leftJoin("message as m", "m.message_id", "a.message_id")
    .select(["a.attachment_id as attachmentId", "a.message_id as messageId", "m.conversation_id as conversationId"])
    .where("a.sensitive_at", "<=", before)
    .where("a.state", "=", "stored")
    .orderBy("a.sensitive_at")
    .orderBy("a.attachment_id")
    .limit(limit)
    .execute();
}

/** Whether any file of a message is reported. */
export async function isAnyReported(tx: Tx, messageId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("attachment")
    .select("attachment_id")
    .where("message_id", "=", messageId)
    .where("sensitive_at", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
