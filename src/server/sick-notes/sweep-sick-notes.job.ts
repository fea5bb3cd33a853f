import { heedHoldOfAll } from "../platform/db/holds-turn.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour } from "../platform/instant.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { deleteNotesOver, dropTakenPhotos } from "./sick-note.store.ts";

/**
 * A sick note is needed for continued pay and the plan (§ 5(1) EFZG): LK-12, 90 days after its last day. The photo of
 * the certificate is needed until it is taken over; after that it is unneeded health data: LK-11, 72 hours. A legal hold
 * for the whole business keeps the days, which a claim may hang on (Art. 9(2)(f) DSGVO), but not the photo: nothing it
 * shows beyond the days is necessary for a claim.
 */
export async function sweepSickNotes(deps: Deps, tenantId: string): Promise<void> {
  const now = deps.clock.now();
  await deps.db.withTenant(tenantId, async (tx) => {
    const held = await heedHoldOfAll(tx, tenantId);
    await dropTakenPhotos(tx, after(now, -72 * hour));
    if (!held) await deleteNotesOver(tx, localDay(now, await loadTimeZone(tx, tenantId)));
  });
}
