import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadTransferSwitch, saveTransferSwitch } from "./processor.store.ts";

/**
 * AV-6: the kill switch. Off = the adequacy decision for the USA has fallen; every channel that rests on it stops at
 * once, because each send asks again. The notices then say something that is no longer true and show as outdated.
 * @returns false when it stands so already
 */
export async function switchTransfer(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  { tenantId }: { readonly tenantId: string },
  input: { readonly dpfValid: boolean; readonly source: string },
): Promise<boolean> {
  const now = await loadTransferSwitch(tx);
  if (now?.dpfValid === input.dpfValid && now.source === input.source) return false;
  await saveTransferSwitch(tx, tenantId, { ...input, at: deps.clock.now() });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
  return true;
}
