/** What the id of an upload follows from: the session and the page's own word for it. */
export const uploadSubject = (sessionId: string, upload: string): string => `${sessionId}|${upload}`;

/**
 * A keyed hash in the shape of an id: under it the blocks of an upload lie. Nobody can write into, or finish, the
 * upload of somebody else, because nobody else has the session.
 */
export function uploadId(hash: { readonly toString: (encoding: "hex") => string }): string {
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
