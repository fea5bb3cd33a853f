import type { Seal } from "../platform/seal.ts";

/**
 * Under which id the blocks of an upload lie: follows from the session and the page's own word for it, so that
 * nobody can write into, or finish, the upload of somebody else.
 */
export function uploadId(seal: Pick<Seal, "blindIndex">, tenantId: string, sessionId: string, upload: string): string {
  const hex = seal.blindIndex(tenantId, "upload", `${sessionId}|${upload}`).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
