import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import type { Deps } from "../platform/deps.ts";
import type { SendMail } from "../platform/network/mail.adapter.ts";
import { loadState, saveMailed } from "./ampel.store.ts";
import { ampelMail, remember } from "./ampel-changes.ts";
import { gatherAmpel } from "./gather-ampel.action.ts";

/**
 * Tells the business by mail what changed on its Ampel. Remembered only once the relay took it: a failure is tried
 * again by the queue, and says the same.
 * @returns true when a mail left
 */
export async function mailAmpel(deps: Deps, send: SendMail, tenantId: string): Promise<boolean> {
  const found = await deps.db.withTenant(tenantId, async (tx) => {
    const ampel = await gatherAmpel(deps, tx, tenantId);
    const { mailed } = await loadState(tx);
    const { business } = await readPublicBusiness(tx);
    return { ampel, to: business.email, mail: ampelMail(mailed, ampel, deps.publicUrl(tenantId)) };
  });
  if (found.mail === undefined || found.to === "") return false;
  await send({ to: found.to, ...found.mail });
  await deps.db.withTenant(tenantId, (tx) => saveMailed(tx, tenantId, remember(found.ampel)));
  return true;
}
