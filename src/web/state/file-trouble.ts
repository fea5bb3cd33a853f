import { uploadLimits } from "../../contract/upload-limits.ts";

/** What the largest file may have, as people say it. */
export const fileLimit = `${uploadLimits.fileBytes / 1_000_000} MB`;

/** Why a file is refused when it is chosen; a picture is reduced before it is sent, so its size says nothing yet. */
export function fileTrouble({ size, type }: Pick<File, "size" | "type">): "empty" | "too-large" | undefined {
  if (size === 0) return "empty";
  return size > uploadLimits.fileBytes && !type.startsWith("image/") ? "too-large" : undefined;
}
