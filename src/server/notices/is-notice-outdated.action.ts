import type { SetupChannel } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { gatherNotice } from "./gather-notice.action.ts";
import { loadCurrentNotice } from "./notice.store.ts";
import { noticeDrift } from "./notice-drift.ts";

/** True when the published notice says something that is no longer so, beyond mere wording (PN-4). */
export async function isNoticeOutdated(deps: Pick<Deps, "clock">, tx: Tx, channel: SetupChannel): Promise<boolean> {
  const current = await loadCurrentNotice(tx, channel);
  if (current === undefined) return false;
  const { fields } = await gatherNotice(deps, tx, channel);
  const drift = noticeDrift(current.fields, fields);
  return drift === "material" || drift === "purpose";
}
