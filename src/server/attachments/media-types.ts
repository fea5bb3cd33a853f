// What a file is, and what a browser may do with it. The sniffed type decides, never the name or the sender's word.

export type Media = "image" | "video" | "audio" | "voice" | "document" | "sticker";

/** A file whose first bytes tell nothing: kept, but only ever downloaded. */
export const unknownType = "application/octet-stream";

/** Types a browser may show inside our page: none of them can run a script (V33, U44). PDF is downloaded only. */
const inlineTypes: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "video/mp4",
  "audio/ogg",
  "audio/mpeg",
  "audio/mp4",
  "audio/webm",
]);

/** The formats our decoder is allowed to open for a thumbnail (V44, V45). */
const decodedTypes: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);

/** A picture whose decoded size could choke a small server is not decoded (V44): 25 megapixels. */
export const maxPixels = 25_000_000;

const otherNames: ReadonlyMap<string, string> = new Map([
  ["audio/x-m4a", "audio/mp4"],
  ["audio/opus", "audio/ogg"],
  ["video/x-m4v", "video/mp4"],
  ["image/heif", "image/heic"],
  ["image/heic-sequence", "image/heic"],
  ["image/heif-sequence", "image/heic"],
  ["application/ogg", "audio/ogg"],
]);

/** One spelling per type, without parameters ("audio/ogg; codecs=opus" is audio/ogg). */
export function plainType(mimeType: string): string {
  const bare = mimeType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return otherNames.get(bare) ?? bare;
}

export const isInline = (mimeType: string): boolean => inlineTypes.has(mimeType);

/** What a browser unpacks in a page: of 400 megapixels a tab takes 3.6 GB, more than a phone has (V44). */
const shownPixels = 65_000_000;

/** What a screen may put into its page; everything else it offers to download. */
export const opensInPage = (file: { mimeType: string; width: number | null; height: number | null }): boolean =>
  isInline(file.mimeType) && (file.width ?? 0) * (file.height ?? 0) <= shownPixels;

export const isDecoded = (mimeType: string): boolean => decodedTypes.has(mimeType);

/** Kinds of file that can say where they were made; PH-1 names these three. */
export const mayHoldPlace = (mimeType: string): boolean =>
  mimeType.startsWith("image/") || mimeType.startsWith("video/") || mimeType === "application/pdf";

/** What a visitor without an account may hand in: pictures, films, recordings, PDF. */
export function isWelcomeFromVisitors(mimeType: string): boolean {
  if (mimeType.startsWith("image/"))
    return isDecoded(mimeType) || mimeType === "image/heic" || mimeType === "image/avif";
  return mimeType.startsWith("video/") || mimeType.startsWith("audio/") || mimeType === "application/pdf";
}

/** The kind a screen shows, from what the file is; a voice message and a sticker keep their name if they fit. */
export function mediaOf(mimeType: string, declared: Media | undefined): Media {
  if (mimeType.startsWith("image/")) return declared === "sticker" ? "sticker" : "image";
  // Some browsers put a voice into a container that could hold a film.
  if (mimeType.startsWith("video/")) return declared === "voice" ? "voice" : "video";
  if (mimeType.startsWith("audio/")) return declared === "voice" ? "voice" : "audio";
  return "document";
}

const endings: ReadonlyMap<string, string> = new Map([
  ["image/jpeg", "jpg"],
  ["image/png", "png"],
  ["image/webp", "webp"],
  ["image/gif", "gif"],
  ["image/heic", "heic"],
  ["image/avif", "avif"],
  ["video/mp4", "mp4"],
  ["video/quicktime", "mov"],
  ["video/webm", "webm"],
  ["audio/ogg", "ogg"],
  ["audio/mpeg", "mp3"],
  ["audio/mp4", "m4a"],
  // Players know the container by this name; few have heard of .weba.
  ["audio/webm", "webm"],
  ["application/pdf", "pdf"],
]);

/** The usual ending of a type, undefined where we know none. */
export const endingOf = (mimeType: string): string | undefined => endings.get(mimeType);
