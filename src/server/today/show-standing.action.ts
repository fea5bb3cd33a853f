import type { Standing } from "../../contract/today.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { loadFirstAnswer, loadOpen, loadOverrides, loadUnanswered } from "./standing.store.ts";

/** "Wie stehen wir?": of the business as a whole. There is no number of a person, and no way to ask for one (IN-3). */
export async function showStanding(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string): Promise<Standing> {
  const now = deps.clock.now();
  const zone = await loadTimeZone(tx, tenantId);
  const { open, waiting } = await loadOpen(tx, true);
  return {
    open,
    waiting,
    firstAnswerMinutes: await loadFirstAnswer(tx, after(now, -30 * day)),
    unanswered: await loadUnanswered(tx, after(now, -56 * day), zone),
    overrides: await loadOverrides(tx, after(now, -365 * day), zone),
  };
}
