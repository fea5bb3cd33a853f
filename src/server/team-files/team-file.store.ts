import { sql } from "kysely";
import type { TeamFile } from "../../../db/types.ts";
import type { Unsent } from "../attachments/assert-few-unsent.ts";
import type { StoredFields } from "../attachments/stored-fields.ts";
import type { Tx } from "../platform/db.ts";

export interface TeamFileRow {
  readonly file_id: string;
  readonly owner_id: string;
  readonly room_id: string | null;
  readonly project_id: string | null;
  readonly client_id: string;
  readonly room_message_id: string | null;
  readonly ordinal: number;
  readonly media: string;
  readonly sealed_name: Uint8Array | null;
  readonly mime_type: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly has_thumbnail: boolean;
  readonly hash_after: Uint8Array;
  readonly shows: TeamFile["shows"];
  readonly copy_of: string | null;
  readonly made_from: readonly string[];
  readonly about: readonly string[];
  readonly created_by: string;
  readonly created_at: Date;
  readonly sealed_transcript: Uint8Array | null;
  readonly transcript_by: string | null;
  readonly transcript_at: Date | null;
  readonly transcript_author: string | null;
}

const columns = [
  "f.file_id",
  "f.owner_id",
  "f.room_id",
  "f.project_id",
  "f.client_id",
  "f.room_message_id",
  "f.ordinal",
  "f.media",
  "f.sealed_name",
  "f.mime_type",
  "f.bytes",
  "f.width",
  "f.height",
  "f.has_thumbnail",
  "f.hash_after",
  "f.shows",
  "f.copy_of",
  "f.made_from",
  "f.about",
  "f.created_by",
  "f.created_at",
  "f.sealed_transcript",
  "f.transcript_by",
  "f.transcript_at",
  "w.name as transcript_author",
] as const;

/** Files with the name of whoever wrote down what is said in them; what a hold keeps of somebody erased is none of them. */
const withAuthor = (tx: Tx) => allFiles(tx).where("f.restricted_at", "is", null);
export const allFiles = (tx: Tx) =>
  tx.selectFrom("team_file as f").leftJoin("member as w", "w.member_id", "f.transcript_by").select(columns);

export interface NewTeamFile {
  readonly fileId: string;
  readonly ownerId: string;
  readonly roomId: string | null;
  readonly projectId: string | null;
  readonly clientId: string;
  readonly sealedName: Buffer | null;
  readonly copyOf: string | null;
  readonly madeFrom: readonly string[];
  readonly about: readonly string[];
  /** Whose customer was erased while it came, and a hold keeps it. */
  readonly restrictedAt: Date | null;
  readonly shows: TeamFile["shows"];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly retentionClass: string;
  /** The verdict of store_media (PH-1). */
  readonly decisionId: string;
  readonly fields: StoredFields;
}

/** False: the same upload was here before. */
export async function insertFile(tx: Tx, tenantId: string, file: NewTeamFile): Promise<boolean> {
  const done = await tx
    .insertInto("team_file")
    .values({
      tenant_id: tenantId,
      file_id: file.fileId,
      owner_id: file.ownerId,
      room_id: file.roomId,
      project_id: file.projectId,
      client_id: file.clientId,
      sealed_name: file.sealedName,
      copy_of: file.copyOf,
      made_from: [...file.madeFrom],
      about: [...file.about],
      restricted_at: file.restrictedAt,
      shows: file.shows,
      created_by: file.createdBy,
      created_at: file.createdAt,
      retention_class: file.retentionClass,
      decision_id: file.decisionId,
      ...file.fields,
    })
    .onConflict((oc) => oc.columns(["tenant_id", "created_by", "client_id"]).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function findByClientId(tx: Tx, memberId: string, clientId: string): Promise<TeamFileRow | undefined> {
  return await allFiles(tx).where("f.created_by", "=", memberId).where("f.client_id", "=", clientId).executeTakeFirst();
}

export async function loadFile(tx: Tx, fileId: string): Promise<TeamFileRow | undefined> {
  return await withAuthor(tx).where("f.file_id", "=", fileId).executeTakeFirst();
}

export async function loadFilesOf(tx: Tx, messageIds: readonly string[]): Promise<TeamFileRow[]> {
  if (messageIds.length === 0) return [];
  return await withAuthor(tx)
    .where("f.room_message_id", "in", [...messageIds])
    .orderBy("f.room_message_id")
    .orderBy("f.ordinal")
    .execute();
}

/** Hangs a waiting upload of this member on a message of the same room; false when it is not theirs or used. */
export async function claimFile(
  tx: Tx,
  claim: { fileId: string; roomId: string; memberId: string; messageId: string; ordinal: number },
): Promise<boolean> {
  const done = await tx
    .updateTable("team_file")
    .set({ room_message_id: claim.messageId, ordinal: claim.ordinal })
    .where("file_id", "=", claim.fileId)
    .where("room_id", "=", claim.roomId)
    .where("created_by", "=", claim.memberId)
    .where("room_message_id", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** How many uploads of a member to rooms are part of no message yet. */
export async function countUnsent(tx: Tx, memberId: string): Promise<Unsent> {
  const { files, bytes } = await tx
    .selectFrom("team_file")
    .select((eb) => [eb.fn.countAll<string>().as("files"), eb.fn.sum<string | null>("bytes").as("bytes")])
    .where("created_by", "=", memberId)
    .where("room_message_id", "is", null)
    .where("project_id", "is", null)
    .executeTakeFirstOrThrow();
  return { files: Number(files), bytes: Number(bytes) };
}

/** Which of these ids are files of the team. */
export async function knownFiles(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom("team_file")
    .select("file_id")
    .where("file_id", "in", [...ids])
    .execute();
  return new Set(rows.map((row) => row.file_id));
}

/** Uploads to a room that never became part of a message. */
export async function deleteUnusedFiles(tx: Tx, before: Date): Promise<void> {
  await tx
    .deleteFrom("team_file")
    .where("room_message_id", "is", null)
    .where("project_id", "is", null)
    .where("created_at", "<", before)
    .execute();
}

/**
 * Forgets the files of some messages; those of a project stay with it, without what was written down of them.
 * @returns ids of the forgotten ones */
export async function deleteFilesOf(tx: Tx, messageIds: readonly string[]): Promise<string[]> {
  if (messageIds.length === 0) return [];
  await tx
    .updateTable("team_file")
    .set({
      room_message_id: null,
      room_id: null,
      sealed_transcript: null,
      transcript_by: null,
      transcript_at: null,
    })
    .where("room_message_id", "in", [...messageIds])
    .where("project_id", "is not", null)
    .execute();
  const gone = await tx
    .deleteFrom("team_file")
    .where("room_message_id", "in", [...messageIds])
    .returning("file_id")
    .execute();
  return gone.map((row) => row.file_id);
}

/** Photos, films and papers of a project, oldest first. */
export async function loadFilesOfProject(tx: Tx, projectId: string): Promise<TeamFileRow[]> {
  return await withAuthor(tx)
    .where("f.project_id", "=", projectId)
    .orderBy("f.created_at")
    .orderBy("f.file_id")
    .execute();
}

/** Of files on jobs, oldest first, which they are and when what is said in them was written down. */
export async function loadMarksOfFiles(tx: Tx, projectIds: readonly string[]) {
  const of = withAuthor(tx).where("f.project_id", "in", [...projectIds]);
  const rows = projectIds.length === 0 ? [] : await of.orderBy("f.created_at").orderBy("f.file_id").execute();
  return rows.map((row) => ({ projectId: row.project_id, id: `${row.file_id} ${row.transcript_at?.getTime() ?? ""}` }));
}

export async function countPictures(tx: Tx, projectIds: readonly string[]): Promise<Map<string, number>> {
  if (projectIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("team_file")
    .select(["project_id", (eb) => eb.fn.countAll<string>().as("count")])
    .where("project_id", "in", [...projectIds])
    .where("media", "in", ["image", "video"])
    // What was made from the customer's photo not everybody sees: a number must not tell of it.
    .whereRef("owner_id", "=", "project_id")
    .where("restricted_at", "is", null)
    .groupBy("project_id")
    .execute();
  return new Map(rows.map((row) => [row.project_id ?? "", Number(row.count)]));
}

/** Says what photos of a project show. */
export async function setShows(tx: Tx, projectId: string, fileIds: readonly string[], shows: TeamFile["shows"]) {
  if (fileIds.length === 0) return;
  await tx
    .updateTable("team_file")
    .set({ shows })
    .where("project_id", "=", projectId)
    .where("file_id", "in", [...fileIds])
    .execute();
}

/** Of the files of a project one, those that one key sealed, those about one contact, or all. */
export type WhichFiles =
  | "all"
  | { readonly fileId: string }
  | { readonly ownerId: string }
  | { readonly contactId: string };

/** Forgets files of a project. A report goes with its file. @returns their ids */
export async function deleteFilesOfProject(tx: Tx, projectId: string, which: WhichFiles): Promise<string[]> {
  let query = tx.deleteFrom("team_file").where("project_id", "=", projectId);
  if (which !== "all") {
    if ("fileId" in which) query = query.where("file_id", "=", which.fileId);
    else if ("ownerId" in which) query = query.where("owner_id", "=", which.ownerId);
    else query = query.where(sql<boolean>`about @> ${[which.contactId]}::uuid[]`);
  }
  return (await query.returning("file_id").execute()).map((row) => row.file_id);
}

/** Forgets what was made from a customer's photo: marked copies, also of copies, and reports. @returns their ids */
export async function deleteMadeFrom(tx: Tx, attachmentId: string): Promise<string[]> {
  const gone = await tx
    .deleteFrom("team_file")
    .where(sql<boolean>`made_from @> ${[attachmentId]}::uuid[]`)
    .returning("file_id")
    .execute();
  return gone.map((row) => row.file_id);
}

/** Writes what is said in a file, or takes it away, where what stands there is what the writer saw; false otherwise. */
export async function putTranscript(
  tx: Tx,
  fileId: string,
  transcript: { readonly sealed: Buffer; readonly by: string; readonly at: Date } | undefined,
  seen: Date | null,
): Promise<boolean> {
  const done = await tx
    .updateTable("team_file")
    .set({
      sealed_transcript: transcript?.sealed ?? null,
      transcript_by: transcript?.by ?? null,
      transcript_at: transcript?.at ?? null,
    })
    .where("file_id", "=", fileId)
    .where("transcript_at", seen === null ? "is" : "=", seen)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
