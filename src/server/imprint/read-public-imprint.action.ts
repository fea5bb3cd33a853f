import type { Tx } from "../platform/db.ts";
import { loadImprint } from "./imprint.store.ts";
import { type KeptImprint, publicImprint } from "./published-imprint.ts";

/** Business and Impressum as the public has them; undefined before there is an Impressum. */
export async function readPublicImprint(tx: Tx): Promise<KeptImprint | undefined> {
  return publicImprint((await loadImprint(tx))?.fields);
}
