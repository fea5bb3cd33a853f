import { uuidOf } from "../../contract/uuid.ts";

/** How many signs of an id of an upload are its sender's, at the beginning; the last two are too. */
export const senderSigns = 13;

/**
 * Keyed hashes in the shape of an id: under it the blocks of an upload lie. The uploads of one sender begin and end
 * alike, so that they lie in one folder and can be counted. Nobody can write into, or finish, the upload of somebody
 * else, because the sender stands in it.
 * @param hash keyed, of the sender, and of the sender with their own word for the upload
 * @param sender the session of a visitor, or a member
 */
export function uploadId(
  hash: (subject: string) => { readonly toString: (encoding: "hex") => string },
  sender: string,
  upload: string,
): string {
  const [whose, which] = [hash(sender).toString("hex"), hash(`${sender}|${upload}`).toString("hex")];
  return uuidOf(`${whose.slice(0, 12)}${which.slice(0, 18)}${whose.slice(12, 14)}`);
}
