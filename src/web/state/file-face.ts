import type { AttachmentView, Transcript } from "../../contract/messages.ts";

/** What a screen needs to know of a file, whoever keeps it. */
export interface FileFace
  extends Pick<AttachmentView, "media" | "state" | "name" | "bytes" | "width" | "height" | "hasThumbnail" | "inline"> {
  readonly id: string;
  /** Where its content and its small picture lie, e.g. `/api/attachments/<id>`. */
  readonly path: string;
  readonly whyGone: string | null;
  /** Not asked for before its channel is open. */
  readonly waitsForChannel?: boolean;
  /** Reported as too personal: deleted then, unless somebody covers it (SC-2). */
  readonly sensitiveUntil?: string | null;
  /** End of the address that changes with the content, where the content can change: painted over, it is another picture. */
  readonly version?: string;
  /** What is said in a voice message, where somebody wrote it down. */
  readonly transcript: Transcript | null;
}

/** A picture the browser can show, or one on its way; another kind is a file to download (U39). */
export function isShown({ media, state, inline, hasThumbnail }: FileFace): boolean {
  if (media !== "image" && media !== "sticker") return false;
  return state === "stored" ? inline || hasThumbnail : state === "pending";
}

/** A photo in the large view. */
export interface ShownPicture {
  readonly id: string;
  readonly path: string;
  readonly name: string | null;
  readonly hasThumbnail: boolean;
  readonly alt: string;
  readonly at: string;
  readonly sensitiveUntil?: string | null;
  readonly version?: string;
}

/** Photos of a message that can be shown large. */
export function picturesOf(
  files: readonly FileFace[],
  at: string,
  alt: (index: number) => string,
): readonly ShownPicture[] {
  return files
    .filter((file) => isShown(file) && file.state === "stored")
    .map((file, index) => ({ ...file, at, alt: alt(index) }));
}
