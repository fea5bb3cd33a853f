import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { GraphError, unknownObject } from "./graph-error.ts";
import type { JsonObject } from "./json.ts";
import type { Media, Sim } from "./world.ts";
import { DAY_MS } from "./world.ts";

export type MediaKind = "audio" | "document" | "image" | "sticker" | "video";

const MB = 1024 * 1024;

/** Meta's table of supported types and sizes ("Media" page). */
const TABLE: Record<MediaKind, { types: string[]; maxBytes: number }> = {
  audio: { types: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"], maxBytes: 16 * MB },
  document: {
    types: [
      "text/plain",
      "application/pdf",
      "application/msword",
      "application/vnd.ms-excel",
      "application/vnd.ms-powerpoint",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ],
    maxBytes: 100 * MB,
  },
  image: { types: ["image/jpeg", "image/png"], maxBytes: 5 * MB },
  sticker: { types: ["image/webp"], maxBytes: 500 * 1024 },
  video: { types: ["video/mp4", "video/3gpp"], maxBytes: 16 * MB },
};

function bareType(mimeType: string): string {
  return (mimeType.split(";")[0] ?? "").trim().toLowerCase();
}

function kindOf(mimeType: string): MediaKind | undefined {
  const type = bareType(mimeType);
  const kinds: MediaKind[] = ["audio", "document", "image", "sticker", "video"];
  return kinds.find((kind) => TABLE[kind].types.includes(type));
}

/** Whether a stored file may travel as this kind. Images and videos may also go as a document. */
export function fitsKind(media: Media, kind: MediaKind): boolean {
  const actual = kindOf(media.mimeType);
  return actual === kind || kind === "document";
}

/** Upload by the business. Wrong type or size: 400 with code 100, like the real upload. */
export function uploadMedia(sim: Sim, file: { bytes: Buffer; mimeType: string; filename?: string }): Media {
  const kind = kindOf(file.mimeType);
  if (kind === undefined) {
    const known = Object.values(TABLE).flatMap((row) => row.types);
    throw new GraphError(100, {
      message: `(#100) Param file must be a file with one of the following types: ${known.join(", ")}. Received file of type '${bareType(file.mimeType)}'.`,
    });
  }
  if (file.bytes.length === 0) throw new GraphError(100, { message: "(#100) Param file must not be empty." });
  if (file.bytes.length > TABLE[kind].maxBytes) {
    throw new GraphError(100, { message: `(#100) Param file must be smaller than ${TABLE[kind].maxBytes} bytes.` });
  }
  return storeMedia(sim, file, 30);
}

export function storeMedia(
  sim: Sim,
  file: { bytes: Buffer; mimeType: string; filename?: string },
  days: number,
): Media {
  const media: Media = {
    id: sim.random.digits(16),
    bytes: file.bytes,
    mimeType: file.mimeType,
    filename: file.filename,
    expiresAt: sim.clock.now() + days * DAY_MS,
    phoneNumberId: sim.world.phone.id,
  };
  sim.world.media.set(media.id, media);
  sim.mail?.keepFile(media);
  return media;
}

export function findMedia(sim: Sim, id: string): Media | undefined {
  const media = sim.world.media.get(id);
  return media !== undefined && media.expiresAt > sim.clock.now() ? media : undefined;
}

/** Answer of `GET /{media}`; the url works for five minutes and only with the bearer. */
export function mediaView(sim: Sim, id: string, phoneNumberId?: string): JsonObject {
  const media = findMedia(sim, id);
  if (media === undefined || (phoneNumberId !== undefined && phoneNumberId !== media.phoneNumberId)) {
    throw unknownObject("GET", id);
  }
  return {
    messaging_product: "whatsapp",
    url: mediaUrl(sim, media, "getMedia"),
    mime_type: media.mimeType,
    sha256: sha256(media.bytes, "hex"),
    file_size: media.bytes.length,
    id: media.id,
  };
}

export function sha256(bytes: Buffer, encoding: "hex" | "base64"): string {
  return createHash("sha256").update(bytes).digest(encoding);
}

/** Signed address on the byte host: id, expiry and an HMAC over both. */
export function mediaUrl(sim: Sim, media: Media, source: "getMedia" | "webhook"): string {
  const expiry = Math.floor((sim.clock.now() + sim.settings.mediaUrlLifetimeMs) / 1000);
  const query = new URLSearchParams({ mid: media.id, source, ext: String(expiry), hash: seal(sim, media.id, expiry) });
  return `${sim.mediaOrigin}/whatsapp_business/attachments/?${query}`;
}

function seal(sim: Sim, id: string, expiry: number): string {
  return createHmac("sha256", sim.account.appSecret).update(`media:${id}:${expiry}`).digest("base64url").slice(0, 24);
}

/** The file behind a signed address, or nothing when it is forged, expired or gone: all of these are a 404. */
export function openMediaUrl(sim: Sim, query: { mid?: string; ext?: string; hash?: string }): Media | undefined {
  const expiry = Number(query.ext);
  const given = Buffer.from(query.hash ?? "");
  const wanted = Buffer.from(seal(sim, query.mid ?? "", expiry));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  if (!(expiry * 1000 > sim.clock.now())) return undefined;
  return findMedia(sim, query.mid ?? "");
}
