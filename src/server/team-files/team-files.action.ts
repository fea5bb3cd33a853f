import type { Shows } from "../../contract/projects.ts";
import type { TeamFileView } from "../../contract/rooms.ts";
import { safeFileName } from "../attachments/file-name.ts";
import { keepMediaVerdict } from "../attachments/keep-media-verdict.action.ts";
import { prepareFile } from "../attachments/prepare-file.action.ts";
import type { WithFile } from "../attachments/store-bytes.action.ts";
import { transcriptPlace } from "../attachments/transcript.ts";
import type { Role } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { ContactKey } from "../platform/seal.ts";
import { limitTeamFiles } from "./limit-files.action.ts";
import { restrictedSince } from "./restricted-file.store.ts";
import {
  claimFile,
  deleteFilesOf,
  deleteUnusedFiles,
  findByClientId,
  insertFile,
  knownFiles,
  loadFilesOf,
  type TeamFileRow,
} from "./team-file.store.ts";
import { teamFileView } from "./team-file-view.ts";
import { openTeamKeys } from "./team-keys.action.ts";

export interface TeamUpload {
  readonly tenantId: string;
  readonly memberId: string;
  readonly role: Role;
  /** Key of the project, where the room belongs to one, otherwise of the room. */
  readonly key: ContactKey;
  readonly roomId: string | null;
  readonly projectId: string | null;
  /** Chosen by the device, so that an upload that is repeated after a cut is one file. */
  readonly clientId: string;
  readonly bytes: Uint8Array;
  readonly fileName: string | undefined;
  readonly declared?: "voice";
  readonly maxBytes: number;
  readonly copyOf?: string;
  /** The photos of customers it shows, and the contacts it names or shows: it goes with them, and is kept with them. */
  readonly madeFrom?: readonly string[];
  readonly about?: readonly string[];
  readonly shows?: Shows;
  /** When the photo was taken, where the device says so; otherwise it counts from now on. */
  readonly takenAt?: Date;
  /** Written by this house itself: a report. */
  readonly ownPaper?: boolean;
}

/**
 * Cleans, seals and keeps a file of the team, with the proof of PH-1. Throws `unknown-media` with a German reason,
 * `too-many`.
 * @param also handed in twice, a file is one, and this is done twice
 */
export async function keepTeamFile(deps: Deps, upload: TeamUpload, also?: WithFile): Promise<TeamFileView> {
  const { tenantId, memberId, key, clientId } = upload;
  const kept = async (tx: Tx) => {
    const view = await viewByClientId(deps, tx, upload);
    if (view) await also?.(tx, view.id);
    return view;
  };
  const before = await deps.db.withTenant(tenantId, kept);
  if (before) return before;
  await limitTeamFiles(deps, upload);
  const fileId = deps.ids.uuid();
  const prepared = await prepareFile(deps, { ...upload, attachmentId: fileId });
  if (prepared.kind === "refused") {
    const { judged } = prepared;
    if (judged) await deps.db.withTenant(tenantId, (tx) => keepMediaVerdict(deps, tx, tenantId, memberId, judged));
    throw new Problem("unknown-media", { detail: prepared.why });
  }
  const name = safeFileName(upload.fileName);
  return await deps.db.withTenant(tenantId, async (tx) => {
    const decisionId = await keepMediaVerdict(deps, tx, tenantId, memberId, prepared.judged);
    const { projectId, about = [] } = upload;
    await insertFile(tx, tenantId, {
      restrictedAt: projectId === null ? null : await restrictedNow(deps, tx, upload, projectId),
      decisionId,
      fileId,
      ownerId: key.contactId,
      roomId: upload.roomId,
      projectId,
      clientId,
      sealedName: name === undefined ? null : deps.seal.forContact(tenantId, key, placeOfName(fileId), name),
      copyOf: upload.copyOf ?? null,
      madeFrom: upload.madeFrom ?? [],
      about,
      shows: upload.shows ?? null,
      createdBy: memberId,
      createdAt: upload.takenAt ?? deps.clock.now(),
      // A photo of a building site lives as long as the order's other photos; talk goes after 90 days.
      retentionClass: projectId === null ? "LK-12" : "LK-5",
      fields: prepared.fields,
    });
    const view = await kept(tx);
    if (!view) throw new Error("the upload vanished");
    return view;
  });
}

/** Whoever was erased while it was drawn or came over the net does not come back with it. */
async function restrictedNow(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  { tenantId, key, about = [] }: TeamUpload,
  projectId: string,
): Promise<Date | null> {
  const ownerId = key.contactId;
  const since = await restrictedSince(tx, projectId, { ownerId, about });
  if (since === undefined || !(await openTeamKeys(seal, tx, tenantId, [ownerId])).has(ownerId))
    throw new Problem("not-found");
  return since;
}

const placeOfName = (row: string) => ({ table: "team_file", row, column: "sealed_name" });

async function viewByClientId(deps: Pick<Deps, "seal">, tx: Tx, { tenantId, memberId, clientId }: TeamUpload) {
  const row = await findByClientId(tx, memberId, clientId);
  return row && (await viewFiles(deps, tx, tenantId, [row]))[0];
}

/** Files as screens show them; a name whose key is gone stays closed. */
export async function viewFiles(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  rows: readonly TeamFileRow[],
): Promise<TeamFileView[]> {
  const keys = await openTeamKeys(
    seal,
    tx,
    tenantId,
    rows.map((row) => row.owner_id),
  );
  return rows.map((row) => {
    const key = keys.get(row.owner_id);
    const open = (place: ReturnType<typeof placeOfName>, sealed: Uint8Array | null) =>
      key && sealed ? seal.openForContact(tenantId, key, place, sealed).toString("utf8") : null;
    const name = open(placeOfName(row.file_id), row.sealed_name);
    return teamFileView(row, name, open(transcriptPlace("team_file", row.file_id), row.sealed_transcript));
  });
}

/** The files of some messages, by message id, in order. */
export async function filesOfMessages(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  messageIds: readonly string[],
): Promise<Map<string, TeamFileView[]>> {
  const rows = await loadFilesOf(tx, messageIds);
  const views = await viewFiles(deps, tx, tenantId, rows);
  const byMessage = new Map<string, TeamFileView[]>();
  for (const [i, view] of views.entries()) {
    const id = rows[i]?.room_message_id ?? "";
    byMessage.set(id, [...(byMessage.get(id) ?? []), view]);
  }
  return byMessage;
}

/** Hangs waiting uploads on their message, in the given order; one that is not there refuses the whole message. */
export async function attachFiles(
  tx: Tx,
  message: { readonly roomId: string; readonly memberId: string; readonly messageId: string },
  fileIds: readonly string[],
): Promise<void> {
  for (const [ordinal, fileId] of [...new Set(fileIds)].entries())
    if (!(await claimFile(tx, { ...message, fileId, ordinal })))
      throw new Problem("not-found", {
        detail: {
          de: "Eine Datei ist nicht mehr da. Bitte noch einmal anhängen.",
          en: "A file is no longer there. Please attach it once more.",
        },
      });
}

/** Which of these files belong to the team; the sweeper leaves them. */
export async function teamFilesAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  return await knownFiles(tx, ids);
}

/** Rows of uploads nobody sent; their bytes go with the orphans. */
export async function forgetUnusedFiles(tx: Tx, before: Date): Promise<void> {
  await deleteUnusedFiles(tx, before);
}

/** Forgets the files of some messages but for those of a project. @returns ids, for `removeFiles` after the commit */
export async function forgetTeamFilesOf(tx: Tx, messageIds: readonly string[]): Promise<string[]> {
  return await deleteFilesOf(tx, messageIds);
}
