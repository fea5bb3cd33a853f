import { createHash } from "node:crypto";
import { listPeople } from "../members/list-people.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { after, day } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { toldTo } from "../roster/told-to.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { calendarEntries } from "./calendar-entries.ts";
import { calendarFile } from "./calendar-file.adapter.ts";
import { findLinkHolder } from "./calendar-link.store.ts";

/**
 * The own shifts of whoever this secret belongs to, from a month ago on.
 * @throws Problem not-found: unknown, revoked, or the person has left; all the same to a stranger
 */
export async function buildCalendar(
  deps: Pick<Deps, "seal" | "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
  secret: string,
): Promise<{ readonly file: string; readonly etag: string }> {
  const memberId = await findLinkHolder(tx, hashSecret(secret));
  const holder = (await listPeople(deps, tx)).find(({ id }) => id === memberId);
  if (holder === undefined || !holder.active || !can(holder, "see-roster")) throw new Problem("not-found");
  const now = deps.clock.now();
  const zone = await loadTimeZone(tx, tenantId);
  const span = { start: after(now, -31 * day), end: after(now, 366 * day) };
  const shifts = await toldTo(deps, tx, tenantId, holder.id, span);
  const host = deps
    .publicUrl(tenantId)
    .replace(/^https?:\/\//, "")
    .replace(/:\d+$/, "");
  const file = await calendarFile(calendarEntries(shifts, host, now), zone);
  return { file, etag: `"${createHash("sha256").update(file).digest("base64url")}"` };
}
