import type { MonthCount } from "../../../contract/sent-counts.ts";
import { noteUse } from "../../consent/note-use.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { loadTimeZone } from "../../tenants/load-time-zone.action.ts";
import { addMonths, localDay } from "../../time/calendar-day.ts";
import { countOne, loadCounts } from "./sent-count.store.ts";

/**
 * A message has surely left; said once, by whoever settles it. The consent an advert stands on is in use from then on
 * (AD-9), and the message is counted in the month it left in, by the calendar of the business (WA-4): last, because every
 * message of the month counts in the same row.
 */
export async function noteSent(
  deps: Pick<Deps, "ids" | "clock">,
  tx: Tx,
  tenantId: string,
  messageId: string,
): Promise<void> {
  await noteUse(deps, tx, tenantId, messageId);
  const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
  await countOne(tx, messageId, today.slice(0, 7));
}

/** What each of these numbers sent, this month first; the running month always, the eleven before where there was any. */
export async function sentCounts(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  accountIds: readonly string[],
): Promise<Map<string, MonthCount[]>> {
  const today = localDay(clock.now(), await loadTimeZone(tx, tenantId));
  const rows = await loadCounts(tx, accountIds, addMonths(today, -11).slice(0, 7));
  const none = { service: 0, utility: 0, marketing: 0 };
  return new Map(
    accountIds.map((id) => {
      const months = new Map<string, MonthCount>([[today.slice(0, 7), { month: today.slice(0, 7), ...none }]]);
      for (const row of rows.filter((one) => one.account_id === id))
        months.set(row.month, { ...none, ...months.get(row.month), month: row.month, [row.kind]: row.messages });
      return [id, [...months.values()]];
    }),
  );
}
