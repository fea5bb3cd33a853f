import type { Tx } from "../platform/db.ts";
import { loadStripProofs } from "./strip-proof.store.ts";
import type { StripProof } from "./strip-proof.ts";

/** By attachment. */
export async function stripProofs(tx: Tx, attachmentIds: readonly string[]): Promise<Map<string, StripProof>> {
  const hex = (hash: Uint8Array) => Buffer.from(hash).toString("hex");
  const rows = await loadStripProofs(tx, attachmentIds);
  return new Map(
    rows.flatMap(
      ({ attachment_id: id, hash_before: before, hash_after: after, removed_tags: removed, stripped_at: at }) =>
        before && after && at ? [[id, { at: at.toISOString(), before: hex(before), after: hex(after), removed }]] : [],
    ),
  );
}
