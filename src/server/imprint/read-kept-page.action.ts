import { gunzipSync } from "node:zlib";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { loadPage } from "./imprint.store.ts";

/** The page as it was at a look, and its day. Throws `not-found` where none was kept. */
export async function readKeptPage(tx: Tx, checkId: string): Promise<{ bytes: Buffer; at: Date }> {
  const found = await loadPage(tx, checkId);
  if (found === undefined) throw new Problem("not-found");
  return { bytes: gunzipSync(found.page), at: found.at };
}
