import type { Tx } from "../platform/db.ts";
import { loadPictures } from "./picture.store.ts";

export type Picture = Awaited<ReturnType<typeof loadPictures>>[number];

/** Photos and films a contact sent in some conversations, for a project that may show them; or the one among them. */
export async function picturesOf(tx: Tx, conversationIds: readonly string[], only?: string): Promise<Picture[]> {
  return await loadPictures(tx, conversationIds, only);
}
