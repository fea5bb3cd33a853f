import { createHash } from "node:crypto";
import type { AuditVerb } from "../../contract/audit-verbs.ts";
import type { AttachmentView } from "../../contract/messages.ts";
import type { PictureMark } from "../../contract/picture-mark.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { type Actor, actorOf, server } from "../audit/audit.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { tellProjectsOfConversations } from "../project-links/tell-projects.action.ts";
import { allowed } from "../rights/allowed.ts";
import { type AttachmentRow, loadAttachment } from "./attachment.store.ts";
import { blackOutPicture } from "./black-out.adapter.ts";
import { removeFiles } from "./forget-files.action.ts";
import { loadAttachmentView } from "./load-attachments.action.ts";
import type { Conversations } from "./open-attachment.action.ts";
import { replaceSealed } from "./prepare-file.action.ts";
import { readAttachment } from "./read-attachment.action.ts";
import { forget, isAnyReported, recordCovered, report, reportedBefore } from "./sensitive.store.ts";
import { dueBefore } from "./sensitive.ts";
import { readPicture } from "./thumbnail.adapter.ts";
import { isSpoken } from "./transcript.ts";

/** A file of a conversation the caller may answer; any other one is not there. */
async function accessFile(
  tx: Tx,
  caller: Caller,
  attachmentId: string,
  { accessMessage }: Conversations,
): Promise<AttachmentRow & { message_id: string; conversationId: string }> {
  allowed(caller, "answer-conversations");
  const row = await loadAttachment(tx, caller.tenantId, attachmentId);
  if (!row?.message_id) throw new Problem("not-found");
  const { conversationId } = await accessMessage(tx, caller, row.message_id);
  if (row.state !== "stored")
    throw new Problem("conflict", {
      detail: { de: "Diese Datei ist nicht mehr da.", en: "This file is no longer there." },
    });
  return { ...row, message_id: row.message_id, conversationId };
}

/** "Enthält zu Persönliches": from here it goes into no order and to nobody, and is covered or gone within 72 hours. */
export async function reportSensitive(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  attachmentId: string,
  reported: boolean,
  conversations: Conversations,
) {
  const row = await accessFile(tx, caller, attachmentId, conversations);
  const at = reported ? deps.clock.now() : null;
  if (await report(tx, attachmentId, at)) {
    const verb = reported ? "report-sensitive" : "withdraw-report";
    await tell(deps, tx, caller.tenantId, actorOf(caller), verb, row);
  }
  return await viewOf(deps, tx, caller.tenantId, row);
}

/**
 * Paints parts of a picture over for good; the old picture is nowhere any more, no marked copy of it either. Only an
 * order's kept letter has it.
 */
export async function coverSensitive(
  deps: Deps,
  caller: Caller,
  attachmentId: string,
  parts: readonly PictureMark[],
  conversations: Conversations,
): Promise<AttachmentView> {
  const { tenantId } = caller;
  const { row, file, key } = await deps.db.withTenant(tenantId, async (tx) => {
    const found = await accessFile(tx, caller, attachmentId, conversations);
    const keys = await openContactKeys(deps.seal, tx, tenantId, [found.contact_id]);
    return {
      row: found,
      file: await readAttachment(deps, tx, tenantId, attachmentId),
      key: keys.get(found.contact_id),
    };
  });
  if (!file || !key) throw new Problem("not-found");
  if (row.media !== "image")
    throw new Problem("bad-input", {
      detail: {
        de: "Unkenntlich machen geht nur bei Bildern. Lösch die Datei bitte.",
        en: "Only pictures can be made unrecognisable. Please delete the file.",
      },
    });
  const covered = await blackOutPicture(file.bytes, parts);
  const picture = await readPicture(covered, row.mime_type);
  // The bytes and what is known of them do not change in one step: a reported one is covered once more, or goes.
  await deps.db.withTenant(tenantId, (tx) => reportSensitive(deps, tx, caller, attachmentId, true, conversations));
  await replaceSealed(deps, { tenantId, key, attachmentId }, covered, picture?.thumbnail);
  const { view, gone } = await deps.db.withTenant(tenantId, async (tx) => {
    await recordCovered(tx, attachmentId, {
      bytes: covered.length,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      has_thumbnail: picture?.thumbnail !== undefined,
      hash_after: createHash("sha256").update(covered).digest(),
    });
    const copies = await conversations.forgetMadeFrom(tx, attachmentId);
    await tell(deps, tx, tenantId, actorOf(caller), "cover-sensitive", row);
    return { view: await viewOf(deps, tx, tenantId, row), gone: copies };
  });
  await removeFiles(deps, tenantId, gone);
  return view;
}

export async function forgetSensitive(
  deps: Deps,
  caller: Caller,
  attachmentId: string,
  conversations: Conversations,
): Promise<AttachmentView> {
  const { tenantId } = caller;
  const { view, gone } = await deps.db.withTenant(tenantId, async (tx) => {
    const row = await accessFile(tx, caller, attachmentId, conversations);
    await forget(tx, attachmentId, "Die Datei zeigte zu viel und ist gelöscht.");
    await forgetWords(deps, tx, tenantId, attachmentId, conversations);
    const copies = await conversations.forgetMadeFrom(tx, attachmentId);
    await tell(deps, tx, tenantId, actorOf(caller), "forget-sensitive", row);
    return { view: await viewOf(deps, tx, tenantId, row), gone: [attachmentId, ...copies] };
  });
  await removeFiles(deps, tenantId, gone);
  return view;
}

/** What was reported 72 hours ago and is still there goes by itself. */
export async function sweepSensitive(
  deps: Deps,
  tenantId: string,
  conversations: Pick<Conversations, "indexMessage" | "forgetMadeFrom">,
): Promise<void> {
  const gone = await deps.db.withTenant(tenantId, async (tx) => {
    const rows = await reportedBefore(tx, dueBefore(deps.clock.now()), 200);
    const copies: string[] = [];
    for (const { attachmentId, messageId, conversationId } of rows) {
      await forget(tx, attachmentId, "Die Datei war als zu persönlich gemeldet und ist nach 72 Stunden gelöscht.");
      await forgetWords(deps, tx, tenantId, attachmentId, conversations);
      copies.push(...(await conversations.forgetMadeFrom(tx, attachmentId)));
      await tell(deps, tx, tenantId, server, "forget-sensitive", {
        attachment_id: attachmentId,
        message_id: messageId,
        conversationId,
      });
    }
    return [...rows.map((row) => row.attachmentId), ...copies];
  });
  await removeFiles(deps, tenantId, gone);
}

/** What was written down of a recording is found no more. */
async function forgetWords(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  attachmentId: string,
  { indexMessage }: Pick<Conversations, "indexMessage">,
): Promise<void> {
  const row = await loadAttachment(tx, tenantId, attachmentId);
  if (!row?.message_id || !isSpoken(row.media)) return;
  const key = (await openContactKeys(deps.seal, tx, tenantId, [row.contact_id])).get(row.contact_id);
  if (key) await indexMessage(deps, tx, tenantId, row.message_id, key);
}

/** For `save_to_order`: what was reported goes into no order (SC-2). */
export async function isSensitiveReported(tx: Tx, messageId: string): Promise<boolean> {
  return await isAnyReported(tx, messageId);
}

async function tell(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  actor: Actor,
  verb: AuditVerb,
  file: { readonly attachment_id: string; readonly message_id: string | null; readonly conversationId: string | null },
): Promise<void> {
  const { attachment_id: subjectId, message_id: messageId, conversationId } = file;
  await appendAudit(deps, tx, { tenantId, actor, verb, subjectKind: "attachment", subjectId });
  if (messageId === null || conversationId === null) return;
  await appendEvents(deps, tx, tenantId, [{ kind: "attachment-changed", conversationId, messageId }]);
  await tellProjectsOfConversations(deps, tx, tenantId, [conversationId]);
}

async function viewOf(deps: Deps, tx: Tx, tenantId: string, row: AttachmentRow): Promise<AttachmentView> {
  const key = (await openContactKeys(deps.seal, tx, tenantId, [row.contact_id])).get(row.contact_id);
  const view = key && (await loadAttachmentView(deps, tx, tenantId, key, row.attachment_id));
  if (!view) throw new Problem("not-found");
  return view;
}
