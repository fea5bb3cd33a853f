import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { notify } from "../../push/notify.action.ts";
import type { ShiftNotice } from "./notice.store.ts";

/** Pushes to people who may be reached now: "Dein Plan", and nothing of what is in it. */
export async function pushNotices(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  about: ShiftNotice["about"],
  memberIds: readonly string[],
): Promise<void> {
  await notify(deps, tx, { tenantId, memberIds, kind: about === "swap" ? "swap" : "roster", subject: "/plan" });
}
