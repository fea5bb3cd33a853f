import type { Caller } from "../../platform/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { countRecoveryCodes } from "./code.store.ts";

/** How many printed codes the caller has left, and since when. */
export async function showRecoveryState(
  deps: Deps,
  caller: Caller,
): Promise<{ left: number; printedAt: string | null }> {
  const state = await deps.db.withTenant(caller.tenantId, (tx) => countRecoveryCodes(tx, caller.memberId));
  return { left: state.left, printedAt: state.printedAt?.toISOString() ?? null };
}
