import { advanceMessage } from "../../conversations/advance-message.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { doubtAll } from "../outbox.store.ts";

/**
 * After a restore: what waited when the backup was made may have left since, from the machine that is gone. Nobody here
 * knows, so each such message shows "Zustellung ungewiss" and a member decides; none is sent a second time by itself (F22).
 * @returns how many
 */
export async function doubtWaiting(deps: Pick<Deps, "clock">, tx: Tx): Promise<number> {
  const now = deps.clock.now();
  const doubted = await doubtAll(tx, now);
  for (const messageId of doubted)
    await advanceMessage(tx, messageId, { state: "unknown", at: now, errorCode: "restored" });
  return doubted.length;
}
