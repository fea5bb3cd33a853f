import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { notify } from "../platform/wake.ts";
import { revokeSessions, type WhoseSessions } from "./session.store.ts";

/**
 * Ends sessions in the transaction of the change that ends them, and wakes every process: open streams close within
 * a second (V60, G15).
 * @returns how many ended
 */
export async function endSessions(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  whose: WhoseSessions,
): Promise<number> {
  const ended = await revokeSessions(tx, whose, deps.clock.now());
  for (const sessionId of ended) await notify(tx, "session", `${tenantId}/${sessionId}`);
  return ended.length;
}
