import { AttachmentView } from "../../contract/messages.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { type AttachmentRow, loadAttachment, loadForConsents, loadForMessages } from "./attachment.store.ts";
import { opensInPage } from "./media-types.ts";
import { deletedAt } from "./sensitive.ts";
import { transcriptPlace } from "./transcript.ts";

/**
 * The files of some messages as screens show them, in order, by message id. A contact whose key is missing was
 * erased: names stay closed.
 */
export async function loadAttachmentViews(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  contactKeys: ReadonlyMap<string, ContactKey>,
  messageIds: readonly string[],
): Promise<Map<string, AttachmentView[]>> {
  const views = new Map<string, AttachmentView[]>();
  for (const row of await loadForMessages(tx, tenantId, messageIds)) {
    if (row.message_id === null) continue;
    const list = views.get(row.message_id) ?? [];
    list.push(viewOf(deps, tenantId, contactKeys.get(row.contact_id), row));
    views.set(row.message_id, list);
  }
  return views;
}

/** What was signed, by the step of the consent it proves. */
export async function loadSignedViews(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  key: ContactKey | undefined,
  consentEventIds: readonly string[],
): Promise<Map<string, AttachmentView[]>> {
  const rows = await loadForConsents(tx, consentEventIds);
  const byStep = Map.groupBy(rows, (row) => row.consent_event_id ?? "");
  return new Map([...byStep].map(([step, own]) => [step, own.map((row) => viewOf(deps, tenantId, key, row))]));
}

/** One file, also while it waits for its message; undefined when it is not there. */
export async function loadAttachmentView(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  key: ContactKey,
  attachmentId: string,
): Promise<AttachmentView | undefined> {
  const row = await loadAttachment(tx, tenantId, attachmentId);
  return row === undefined ? undefined : viewOf(deps, tenantId, key, row);
}

function viewOf(
  { seal }: Pick<Deps, "seal">,
  tenantId: string,
  key: ContactKey | undefined,
  row: AttachmentRow,
): AttachmentView {
  const open = (place: Parameters<Deps["seal"]["openForContact"]>[2], sealed: Uint8Array | null) =>
    key === undefined || sealed === null ? null : seal.openForContact(tenantId, key, place, sealed).toString("utf8");
  const name = open({ table: "attachment", row: row.attachment_id, column: "sealed_name" }, row.sealed_name);
  const text = open(transcriptPlace("attachment", row.attachment_id), row.sealed_transcript);
  return AttachmentView.parse({
    id: row.attachment_id,
    media: row.media,
    state: row.state,
    mimeType: row.mime_type,
    name,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    hasThumbnail: row.has_thumbnail,
    inline: row.state === "stored" && opensInPage({ ...row, mimeType: row.mime_type }),
    whyGone: row.why_gone,
    waitsForChannel: row.waits_for_channel,
    sensitiveUntil: row.sensitive_at === null ? null : deletedAt(row.sensitive_at).toISOString(),
    transcript:
      text === null
        ? null
        : {
            text,
            authorId: row.transcript_by,
            authorName: row.transcript_author ?? "",
            at: row.transcript_at?.toISOString(),
          },
  });
}
