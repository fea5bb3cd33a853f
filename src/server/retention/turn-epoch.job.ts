import { resealIncoming } from "../attachments/reseal-incoming.action.ts";
import { rewrapKeys } from "../contacts/rewrap-keys.action.ts";
import { resealDeliveries } from "../inbound/reseal-deliveries.action.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day, hour } from "../platform/instant.ts";
import { rewrapTeamKeys } from "../team-files/team-keys.action.ts";

/** A new epoch begins after six days; the old one ends the night after: seven days at the most. */
const epochAge = 6 * day;
/** Time for transactions that began under the old epoch to be over. */
const grace = hour;

/**
 * Turns the weekly epoch: every living key is wrapped anew, then the old epoch keys are destroyed. From that moment the
 * wrapped keys of erased contacts are noise in every old backup. Runs every night and goes on where it stopped.
 */
export async function turnEpoch(deps: Pick<Deps, "db" | "seal" | "clock" | "config">, tenantId: string): Promise<void> {
  const { seal, clock } = deps;
  const now = clock.now();
  const last = seal.currentEpoch(tenantId).began;
  // One of the future began by a clock that was wrong.
  if (after(last, epochAge) <= now || last > now) seal.beginEpoch(tenantId, now);
  const { began, older } = seal.currentEpoch(tenantId);
  if (older === 0) return;
  await rewrapKeys(deps, tenantId);
  await rewrapTeamKeys(deps, tenantId);
  await resealDeliveries(deps, tenantId);
  await resealIncoming(deps, tenantId);
  if (after(began, grace) <= now) seal.endOldEpochs(tenantId);
}
