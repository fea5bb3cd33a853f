import type { MonthCount } from "../../../contract/sent-counts.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { loadTimeZone } from "../../tenants/load-time-zone.action.ts";
import { addMonths, localDay } from "../../time/calendar-day.ts";
import { countOne, loadCounts } from "./sent-count.store.ts";

/** WA-4: a message has surely left. Counted in the month it left in, by the calendar of the business; once, by whoever settles it. */
export async function countSent({ clock }: Pick<Deps, "clock">, tx: Tx, tenantId: string, messageId: string) {
  const today = localDay(clock.now(), await loadTimeZone(tx, tenantId));
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
