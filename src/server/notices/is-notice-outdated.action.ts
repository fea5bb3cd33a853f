import { z } from "zod";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { gatherNotice } from "./gather-notice.action.ts";
import { loadCurrentNotice } from "./notice.store.ts";
import { noticeDrift } from "./notice-drift.ts";
import { validateSettings } from "./validate-settings.ts";

const kept = z.object({ dpo: z.string() });

/**
 * True when the published notice says something that is no longer so, beyond mere wording (PN-4). An officer who is half
 * typed is no change yet.
 */
export async function isNoticeOutdated(deps: Pick<Deps, "clock">, tx: Tx, channel: SetupChannel): Promise<boolean> {
  const current = await loadCurrentNotice(tx, channel);
  if (current === undefined) return false;
  const { fields, settings } = await gatherNotice(deps, tx, channel);
  const before = validateSettings(settings).length === 0 ? undefined : kept.safeParse(current.fields).data;
  const drift = noticeDrift(current.fields, { ...fields, ...before });
  return drift === "material" || drift === "purpose";
}
