import { recordDecision } from "../decisions/record-decision.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { JudgedFile } from "./strip-and-judge.action.ts";

/**
 * Keeps what `store_media` said of one file, once. Hashes and removed tags stand beside the file (PH-1); the file names
 * this decision, so that proof and verdict are one.
 * @param memberId who brought it; null: a contact did
 */
export async function keepMediaVerdict(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  memberId: string | null,
  { facts, verdict }: JudgedFile,
): Promise<string> {
  const kind = memberId === null ? "contact" : "member";
  const actor = { kind, id: memberId, deviceId: null } as const;
  return await recordDecision(deps, tx, { tenantId, actor, action: "store_media", facts, verdict });
}
