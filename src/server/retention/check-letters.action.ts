import { lostLetterFiles } from "../attachments/letter-files.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Original } from "./letter.ts";
import { verifyLetters } from "./verify-letters.action.ts";

/**
 * Opens every letter and looks for its files. The chain holds hashes and no bytes: whole letters whose files the disk
 * has lost are not what a tax inspector or a privacy officer calls whole.
 */
export async function checkLetters(
  deps: Pick<Deps, "config" | "seal">,
  tx: Tx,
  tenantId: string,
): Promise<{ readonly brokenAt: number | null; readonly lostFiles: number }> {
  const files = new Set<string>();
  const brokenAt = await verifyLetters(deps, tx, tenantId, (original) => {
    for (const { id } of Original.parse(JSON.parse(original.toString("utf8"))).files) files.add(id);
  });
  return { brokenAt: brokenAt ?? null, lostFiles: (await lostLetterFiles(deps, tenantId, [...files])).length };
}
