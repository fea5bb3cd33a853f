import type { Tx } from "../platform/db.ts";
import { after, day } from "../platform/instant.ts";
import { publishedShifts } from "../roster/published-shifts.action.ts";
import type { OnCall } from "./escalation.ts";

/** Published shifts on call around now, with what the clock on the wall says. */
export async function loadOnCall(
  tx: Tx,
  now: Date,
): Promise<(OnCall & { readonly localStart: string; readonly localEnd: string })[]> {
  const shifts = await publishedShifts(tx, { start: after(now, -1), end: after(now, 62 * day) });
  return shifts.filter(({ kind }) => kind === "on_call");
}
