import { createHash } from "node:crypto";
import type { Words } from "../../contract/words.ts";
import type { Deps } from "../platform/deps.ts";
import { assertRoom } from "../platform/files/room.adapter.ts";
import { tooBig } from "../platform/http/multipart.adapter.ts";
import { fairLine } from "../platform/jobs/overlap.ts";
import type { ContactKey } from "../platform/seal.ts";
import { developHeic } from "./develop-heic.adapter.ts";
import { isWelcomeFromVisitors, type Media, mediaOf } from "./media-types.ts";
import { sniffType } from "./sniff.adapter.ts";
import type { StoredFields } from "./stored-fields.ts";
import { type JudgedFile, stripAndJudge } from "./strip-and-judge.action.ts";
import { readPicture } from "./thumbnail.adapter.ts";
import { removeSealed, writeSealed } from "./vault.adapter.ts";
import { damaged, unknownKind } from "./why-refused.ts";

export interface FileToPrepare {
  readonly tenantId: string;
  readonly key: ContactKey;
  readonly attachmentId: string;
  readonly bytes: Uint8Array;
  /** What sender or channel said it is; only a voice message and a sticker keep this name. */
  readonly declared?: Media;
  readonly maxBytes: number;
  /** True for people without an account: pictures, films, recordings and PDF only. */
  readonly fromVisitor?: boolean;
  /** True for a paper this house wrote itself, such as a report. */
  readonly ownPaper?: boolean;
}

/**
 * `refused` carries a sentence for the person who sent or reads it. Where `store_media` was asked, its verdict is
 * the caller's to keep, in the transaction that records the file.
 */
export type Prepared =
  | { readonly kind: "prepared"; readonly fields: StoredFields; readonly judged: JudgedFile }
  | { readonly kind: "refused"; readonly why: Words; readonly judged?: JudgedFile };

/** Pictures, films and papers whose insides we know: one of them that cannot be cleaned is damaged or odd. */
const known = /jpeg|png|webp|gif|heic|avif|mp4|quicktime|3gpp|webm|matroska|pdf/;

const oneByOne = fairLine();

/**
 * Makes a file fit to keep and writes it, sealed, to disk. No database: the caller records the row afterwards and
 * a file without a row is swept. Order matters: location data go before anything is stored (PH-1).
 * @throws Problem no-room: what WhatsApp still holds comes later, and the database works on
 */
export async function prepareFile(
  deps: Pick<Deps, "config" | "seal" | "clock">,
  file: FileToPrepare,
): Promise<Prepared> {
  // A 100 MB film is in memory several times while it is cleaned and sealed: one after the other, or a small server dies.
  return oneByOne([file.tenantId, file.key.contactId], async () => {
    const { bytes, maxBytes } = file;
    if (bytes.length === 0) return refused({ de: "Die Datei ist leer.", en: "The file is empty." });
    if (bytes.length > maxBytes) return refused(tooBig(maxBytes));
    await assertRoom(deps.config.dataDir, bytes.length);
    const mimeType = await sniffType(bytes);
    if (file.fromVisitor && !isWelcomeFromVisitors(mimeType))
      return refused({
        de: "Diese Dateiart nehmen wir hier nicht an. Bitte senden Sie ein Foto, ein Video oder ein PDF.",
        en: "We do not take this kind of file here. Please send a photo, a video or a PDF.",
      });
    const judged = await stripAndJudge(bytes, mimeType, file.ownPaper);
    if (judged.verdict.verdict !== "allow") {
      const why = known.test(mimeType) ? damaged : unknownKind;
      return { ...refused(why(mediaOf(mimeType, file.declared))), judged };
    }
    // What only Apple's browser can show is kept as every browser shows it (U39).
    const developed = mimeType === "image/heic" ? await developHeic(judged.bytes) : undefined;
    const clean = developed ?? judged.bytes;
    const kept = developed === undefined ? mimeType : "image/jpeg";
    const picture = await readPicture(clean, kept);
    await replaceSealed(deps, file, clean, picture?.thumbnail);
    return {
      kind: "prepared",
      judged,
      fields: {
        media: mediaOf(kept, file.declared),
        mime_type: kept,
        bytes: clean.length,
        width: picture?.width ?? null,
        height: picture?.height ?? null,
        has_thumbnail: picture?.thumbnail !== undefined,
        hash_before: sha256(bytes),
        hash_after: sha256(clean),
        removed_tags: [...judged.removedTags],
        stripped_at: judged.looked ? deps.clock.now() : null,
      },
    };
  });
}

/** Writes content and thumbnail of a file, sealed, over whatever lies there. */
export async function replaceSealed(
  { config, seal }: Pick<Deps, "config" | "seal">,
  { tenantId, key, attachmentId }: Pick<FileToPrepare, "tenantId" | "key" | "attachmentId">,
  content: Uint8Array,
  thumbnail: Uint8Array | undefined,
): Promise<void> {
  const place = (column: "content" | "thumbnail") => ({ table: "attachment", row: attachmentId, column });
  const sealed = (column: "content" | "thumbnail", bytes: Uint8Array) =>
    writeSealed(config.dataDir, tenantId, attachmentId, column, seal.forContact(tenantId, key, place(column), bytes));
  if (thumbnail === undefined) await removeSealed(config.dataDir, tenantId, attachmentId, "thumbnail");
  else await sealed("thumbnail", thumbnail);
  await sealed("content", content);
}

const refused = (why: Words) => ({ kind: "refused", why }) as const;
const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
