import type { MediaRef } from "../channels/channel.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs, type JobSpec } from "../platform/jobs.ts";
import type { ContactKey } from "../platform/seal.ts";
import { insertPending, markGone } from "./attachment.store.ts";
import { safeFileName } from "./file-name.ts";
import { mediaOf, plainType, unknownType } from "./media-types.ts";
import { countPending, loadPendingIds } from "./pending.store.ts";

/**
 * The queue pauses e^n seconds, at most e^10 (6 hours): this many tries reach beyond the 7 days WhatsApp keeps a file,
 * so that the last of them finds it gone and says so (F09).
 */
export const maxAttempts = 40;

/** Whoever has so many files on their way comes last anyway. */
const longestLine = 1_000;

export interface InboundMedia {
  readonly tenantId: string;
  readonly contactKey: ContactKey;
  readonly contactId: string;
  readonly messageId: string;
  readonly ordinal: number;
  readonly ref: MediaRef;
  /** Given when the bytes wait in our own house under this id already (web chat). */
  readonly attachmentId?: string;
}

/**
 * Notes that a message has a file which is still at the channel, and adds the job that fetches it, in the same
 * transaction. The message is readable at once; the file shows as pending. Returns the attachment id.
 */
export async function registerInboundMedia(deps: Deps, tx: Tx, media: InboundMedia): Promise<string> {
  const { tenantId } = media;
  const ahead = await countPending(tx, tenantId, longestLine);
  const attachmentId = await insert(deps, tx, media);
  await addJobs(tx, [fetchJob(tenantId, attachmentId, ahead)]);
  return attachmentId;
}

/** Notes that a message has no such file, and why, as a German sentence. */
export async function registerGone(deps: Deps, tx: Tx, media: InboundMedia, whyDe: string): Promise<void> {
  await markGone(tx, media.tenantId, await insert(deps, tx, media), whyDe);
}

async function insert(deps: Deps, tx: Tx, media: InboundMedia): Promise<string> {
  const { tenantId, contactKey, ref } = media;
  const attachmentId = media.attachmentId ?? deps.ids.uuid();
  const sealed = (column: string, text: string) =>
    deps.seal.forContact(tenantId, contactKey, { table: "attachment", row: attachmentId, column }, text);
  const name = safeFileName(ref.fileName);
  const mimeType = plainType(ref.mimeType);
  await insertPending(tx, tenantId, {
    attachment_id: attachmentId,
    contact_id: media.contactId,
    message_id: media.messageId,
    ordinal: media.ordinal,
    media: mimeType === "" ? ref.media : mediaOf(mimeType, ref.media),
    mime_type: mimeType === "" ? unknownType : mimeType,
    sealed_ref: sealed("sealed_ref", JSON.stringify(ref)),
    sealed_name: name === undefined ? null : sealed("sealed_name", name),
    created_by: null,
    created_at: deps.clock.now(),
  });
  return attachmentId;
}

/**
 * Every file that is on its way is asked for again: after a restore, because the queue is no part of a backup, and when a
 * channel opens. What the channel keeps no longer shows as gone, with the reason. @returns how many
 */
export async function fetchPendingAgain(tx: Tx, tenantId: string): Promise<number> {
  const ids = await loadPendingIds(tx, tenantId);
  await addJobs(
    tx,
    ids.map((attachmentId, ahead) => fetchJob(tenantId, attachmentId, Math.min(ahead, longestLine))),
  );
  return ids.length;
}

/**
 * Businesses take turns: the first file of each comes before the second of any, however many somebody's dead host owes.
 * @param ahead files of the same business that were on their way before this one
 */
export const fetchJob = (tenantId: string, attachmentId: string, ahead = 0): JobSpec => ({
  task: "fetch-media",
  payload: { tenantId, attachmentId },
  key: `fetch-media:${attachmentId}`,
  maxAttempts,
  priority: ahead,
});
