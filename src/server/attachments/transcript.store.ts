import type { Tx } from "../platform/db.ts";

export interface NewTranscript {
  readonly sealed: Buffer;
  readonly by: string;
  readonly at: Date;
}

/**
 * Writes what is said in a file, or takes it away, where what stands there is what the writer saw.
 * @returns false when somebody else was quicker
 */
export async function putTranscript(
  tx: Tx,
  attachmentId: string,
  transcript: NewTranscript | undefined,
  seen: Date | null,
): Promise<boolean> {
  const done = await tx
    .updateTable("attachment")
    .set({
      sealed_transcript: transcript?.sealed ?? null,
      transcript_by: transcript?.by ?? null,
      transcript_at: transcript?.at ?? null,
    })
    .where("attachment_id", "=", attachmentId)
    .where("transcript_at", seen === null ? "is" : "=", seen)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** What is written down of these messages, in the order of their files. */
export async function loadTranscripts(tx: Tx, messageIds: readonly string[]) {
  if (messageIds.length === 0) return [];
  return await tx
    .selectFrom("attachment")
    .select(["attachment_id", "contact_id", "message_id", "sealed_transcript"])
    .where("message_id", "in", [...messageIds])
    .where("sealed_transcript", "is not", null)
    .orderBy("message_id")
    .orderBy("ordinal")
    .execute();
}
