import type { Deps } from "../platform/deps.ts";
import { archiveLetters } from "./archive-letters.action.ts";

/** Whatever became a commercial letter is in the archive a minute later. */
export async function keepLetters(deps: Deps, tenantId: string): Promise<void> {
  while ((await deps.db.withTenant(tenantId, (tx) => archiveLetters(deps, tx, tenantId))) > 0);
}
