import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type Notice, notify } from "../push/notify.action.ts";
import { whoWaits } from "../rooms/judge-room-message.action.ts";

/** Tells the phones of colleagues. Whoever has free time hears of it when their work begins (IN-4 to IN-6). */
export async function tellPhones(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  memberIds: readonly string[],
  told: Pick<Notice, "tenantId" | "kind" | "subject">,
): Promise<void> {
  const waiting = await whoWaits(deps, tx, told.tenantId, memberIds);
  const later = new Set(waiting.map(({ memberId }) => memberId));
  await notify(deps, tx, { ...told, memberIds: memberIds.filter((id) => !later.has(id)) });
  for (const { memberId, dueAt } of waiting) await notify(deps, tx, { ...told, memberIds: [memberId], from: dueAt });
}
