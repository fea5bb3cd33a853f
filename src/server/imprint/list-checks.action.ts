import type { ImprintChecks } from "../../contract/setup.ts";
import type { Tx } from "../platform/db.ts";
import { checkSentence } from "./check-sentences.ts";
import { loadChecks } from "./imprint.store.ts";

/** The last looks at the Impressum, newest first. */
export async function listChecks(tx: Tx): Promise<ImprintChecks> {
  const rows = await loadChecks(tx, 12);
  return {
    items: rows.map(({ checkId, at, contentHash, result, lacks, ...row }) => ({
      ...row,
      id: checkId,
      at: at.toISOString(),
      ok: result === "ok",
      sentence: checkSentence(result, lacks),
      hash: contentHash === null ? null : Buffer.from(contentHash).toString("hex"),
    })),
  };
}
