import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { Hold } from "../platform/http/outgoing-bytes.adapter.ts";
import { loadAttachment } from "./attachment.store.ts";
import { nameWithEnding } from "./file-name.ts";
import { endingOf, type Media } from "./media-types.ts";
import { readSealed, unlessDamaged } from "./vault.adapter.ts";

export interface ReadAttachment {
  readonly bytes: Buffer;
  readonly mimeType: string;
  /** A name with an ending, also where the sender gave none. */
  readonly name: string;
  readonly media: Media;
  readonly contactId: string;
  readonly messageId: string | null;
  /** Changes with the content. */
  readonly tag: string;
}

/**
 * A stored file, opened. Undefined when it is not there, not whole, not fetched yet, or its contact was erased.
 * @param part "thumbnail" gives the small WebP where there is one
 * @param hold of somebody who takes it over the net
 */
export async function readAttachment(
  deps: Pick<Deps, "config" | "seal">,
  tx: Tx,
  tenantId: string,
  attachmentId: string,
  part: "content" | "thumbnail" = "content",
  hold: Hold = () => {},
): Promise<ReadAttachment | undefined> {
  const row = await loadAttachment(tx, tenantId, attachmentId);
  if (row?.state !== "stored" || (part === "thumbnail" && !row.has_thumbnail)) return undefined;
  const key = (await openContactKeys(deps.seal, tx, tenantId, [row.contact_id])).get(row.contact_id);
  // A thumbnail weighs nothing.
  if (part === "content") hold(row.bytes ?? 0);
  const sealed = await unlessDamaged(() => readSealed(deps.config.dataDir, tenantId, attachmentId, part));
  if (key === undefined || sealed === undefined) return undefined;
  const open = (column: string, bytes: Uint8Array) =>
    deps.seal.openForContact(tenantId, key, { table: "attachment", row: attachmentId, column }, bytes);
  const bytes = await unlessDamaged(() => open(part, sealed));
  if (bytes === undefined) return undefined;
  const mimeType = part === "thumbnail" ? "image/webp" : row.mime_type;
  const given = row.sealed_name === null ? "Datei" : open("sealed_name", row.sealed_name).toString("utf8");
  return {
    bytes,
    mimeType,
    name: nameWithEnding(given, endingOf(mimeType)),
    media: part === "thumbnail" ? "image" : mediaOfRow(row.media),
    contactId: row.contact_id,
    messageId: row.message_id,
    tag: `${Buffer.from(row.hash_after ?? [])
      .toString("hex")
      .slice(0, 32)}-${part[0]}`,
  };
}

function mediaOfRow(media: string): Media {
  const known: readonly Media[] = ["image", "video", "audio", "voice", "document", "sticker"];
  return known.find((one) => one === media) ?? "document";
}
