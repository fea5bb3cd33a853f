import type { Words } from "../../contract/words.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { insertStored, type NewAttachment } from "./attachment.store.ts";
import { safeFileName } from "./file-name.ts";
import { keepMediaVerdict } from "./keep-media-verdict.action.ts";
import { prepareFile } from "./prepare-file.action.ts";

export interface BytesToStore {
  readonly tenantId: string;
  readonly key: ContactKey;
  readonly bytes: Uint8Array;
  readonly fileName: string | undefined;
  readonly maxBytes: number;
  /** Written by this house itself: a report. */
  readonly ownPaper?: boolean;
  readonly declared?: "voice";
  /** Member who uploaded it. */
  readonly createdBy: string;
}

export type StoreOutcome =
  | { readonly kind: "stored"; readonly attachmentId: string }
  | { readonly kind: "refused"; readonly why: Words };

/**
 * What else becomes true with a file, in the transaction that records it: a server that is killed leaves neither without
 * the other.
 */
export type WithFile = (tx: Tx, fileId: string) => Promise<void>;

/**
 * Cleans, seals and keeps an upload that waits for its message, and records it with the proof of PH-1. The work on
 * the bytes happens before the transaction opens: no connection waits for a picture.
 * @param also what else becomes true with the file, in its transaction
 */
export async function storeBytes(deps: Deps, file: BytesToStore, also?: WithFile): Promise<StoreOutcome> {
  const attachmentId = deps.ids.uuid();
  const prepared = await prepareFile(deps, { ...file, attachmentId });
  const { tenantId } = file;
  const by = file.createdBy;
  if (prepared.kind === "refused") {
    const { judged } = prepared;
    if (judged) await deps.db.withTenant(tenantId, (tx) => keepMediaVerdict(deps, tx, tenantId, by, judged));
    return prepared;
  }
  const { fields, judged } = prepared;
  const row: NewAttachment = {
    attachment_id: attachmentId,
    contact_id: file.key.contactId,
    message_id: null,
    ordinal: 0,
    media: fields.media,
    mime_type: fields.mime_type,
    sealed_ref: null,
    sealed_name: sealedName(deps, file, attachmentId),
    created_by: file.createdBy,
    created_at: deps.clock.now(),
  };
  await deps.db.withTenant(tenantId, async (tx) => {
    const decision_id = await keepMediaVerdict(deps, tx, tenantId, by, judged);
    await insertStored(tx, tenantId, row, { ...fields, decision_id });
    await also?.(tx, attachmentId);
  });
  return { kind: "stored", attachmentId };
}

function sealedName({ seal }: Deps, { tenantId, key, fileName }: BytesToStore, row: string): Buffer | null {
  const name = safeFileName(fileName);
  if (name === undefined) return null;
  return seal.forContact(tenantId, key, { table: "attachment", row, column: "sealed_name" }, name);
}
