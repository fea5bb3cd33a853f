import { fileTypeFromBuffer } from "file-type";
import { plainType, unknownType } from "./media-types.ts";

/**
 * What the bytes are, by their content (V45). A name or a declared type can lie; text formats such as SVG, HTML
 * and XML have no magic number we trust and stay unknown, so that they are only ever downloaded.
 */
export async function sniffType(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found === undefined) return unknownType;
  const type = plainType(found.mime);
  return /xml|html|svg|javascript/.test(type) ? unknownType : type;
}
