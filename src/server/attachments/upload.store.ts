import type { Tx } from "../platform/db.ts";
import type { Unsent } from "./assert-few-unsent.ts";

/** The file an upload has become; undefined while it is none. */
export async function findFinished(tx: Tx, uploadId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom("staff_upload")
    .select("file_id")
    .where("upload_id", "=", uploadId)
    .executeTakeFirst();
  return row?.file_id;
}

/** @returns the file that counts: this one, or the one another request made meanwhile */
export async function noteFinished(
  tx: Tx,
  row: { readonly tenantId: string; readonly uploadId: string; readonly fileId: string; readonly at: Date },
): Promise<string> {
  await tx
    .insertInto("staff_upload")
    .values({ tenant_id: row.tenantId, upload_id: row.uploadId, file_id: row.fileId, made_at: row.at })
    .onConflict((conflict) => conflict.columns(["tenant_id", "upload_id"]).doNothing())
    .execute();
  return (await findFinished(tx, row.uploadId)) ?? row.fileId;
}

export async function deleteFinished(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("staff_upload").where("made_at", "<", before).execute();
}

/** What a member handed in for a conversation and has not sent. */
export async function countUnsent(tx: Tx, memberId: string): Promise<Unsent> {
  const { files, bytes } = await tx
    .selectFrom("attachment")
    .select((eb) => [eb.fn.countAll<string>().as("files"), eb.fn.sum<string | null>("bytes").as("bytes")])
    .where("created_by", "=", memberId)
    .where("message_id", "is", null)
    .where("consent_event_id", "is", null)
    .executeTakeFirstOrThrow();
  return { files: Number(files), bytes: Number(bytes) };
}
