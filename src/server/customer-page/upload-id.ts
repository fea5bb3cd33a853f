import { uuidOf } from "../../contract/uuid.ts";

/** How many signs of an id of an upload are its session's, at the beginning; the last two are too. */
export const sessionSigns = 13;

/**
 * Keyed hashes in the shape of an id: under it the blocks of an upload lie. The uploads of one session begin and end
 * alike, so that they lie in one folder and can be counted. Nobody can write into, or finish, the upload of somebody
 * else, because nobody else has the session.
 * @param hash keyed, of the session, and of the session with the page's own word for the upload
 */
export function uploadId(
  hash: (subject: string) => { readonly toString: (encoding: "hex") => string },
  sessionId: string,
  upload: string,
): string {
  const [whose, which] = [hash(sessionId).toString("hex"), hash(`${sessionId}|${upload}`).toString("hex")];
  return uuidOf(`${whose.slice(0, 12)}${which.slice(0, 18)}${whose.slice(12, 14)}`);
}
