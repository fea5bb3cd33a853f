import type { OpenDays } from "../../contract/opening.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { dayOf, localTime } from "../time/zone.ts";
import { openDays } from "./calendar.ts";
import { readOpening } from "./read-opening.action.ts";

/** Far enough for the next working day behind the longest Betriebsferien one plans for. */
const ahead = 60;

/** When a conversation can come back so that somebody is there (U20). */
export async function showOpenDays(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string): Promise<OpenDays> {
  const { calendar, timeZone } = await readOpening(tx, tenantId);
  return { days: openDays(calendar, dayOf(localTime(deps.clock.now(), timeZone)), ahead) ?? null };
}
