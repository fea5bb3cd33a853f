// How a stored file is handed to a browser: harmless unless it is on the inline list, and in pieces where asked.
import { readRange } from "./byte-range.ts";
import { contentDisposition, nameWithEnding, safeFileName } from "./file-name.ts";
import { endingOf, isInline, unknownType } from "./media-types.ts";

export interface ServedFile {
  readonly mimeType: string;
  readonly name: string | null;
  readonly bytes: Uint8Array;
  /** Short value that changes when the file changes. */
  readonly tag: string;
}

export interface FileAnswer {
  readonly status: 200 | 206 | 304 | 416;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/**
 * Answer to GET of a file, with ranges (RFC 9110, 14) so that audio and video can seek.
 * @param download true forces a download even where the type may be shown
 */
export function answerFile(
  file: ServedFile,
  request: {
    readonly range?: string | undefined;
    readonly ifNoneMatch?: string | undefined;
    readonly download: boolean;
  },
): FileAnswer {
  const etag = `"${file.tag}"`;
  if (request.ifNoneMatch === etag) return { status: 304, headers: { etag }, body: undefined };
  const headers = { ...headersOf(file, request.download), etag, "accept-ranges": "bytes" };
  const range = readRange(request.range, file.bytes.length);
  if (range === "unsatisfiable")
    return { status: 416, headers: { "content-range": `bytes */${file.bytes.length}` }, body: undefined };
  if (range === undefined) return { status: 200, headers, body: file.bytes };
  return {
    status: 206,
    headers: { ...headers, "content-range": `bytes ${range.from}-${range.to}/${file.bytes.length}` },
    body: file.bytes.subarray(range.from, range.to + 1),
  };
}

/** V33, U44: whatever a browser might run is sent as unknown bytes to download, in a sandbox without any rights. */
function headersOf(file: ServedFile, download: boolean): Record<string, string> {
  const inline = isInline(file.mimeType) && !download;
  const name = nameWithEnding(safeFileName(file.name) ?? "Datei", endingOf(file.mimeType));
  return {
    "content-type": inline ? file.mimeType : unknownType,
    "content-disposition": contentDisposition(inline ? "inline" : "attachment", name),
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    // A cached picture would outlive a closed session on a shared computer.
    "cache-control": "private, no-store",
  };
}
