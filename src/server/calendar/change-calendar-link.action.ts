import type { AuditVerb } from "../../contract/audit-verbs.ts";
import type { CalendarLinkMade } from "../../contract/duty.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { qrOf } from "../members/codes/qr-of.adapter.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { findOpenLink, insertLink, revokeLinks } from "./calendar-link.store.ts";

/** A new secret address for one's own shifts; the old one ends. It is shown once, kept is its hash. */
export async function makeCalendarLink(
  deps: Pick<Deps, "clock" | "ids" | "publicUrl">,
  tx: Tx,
  caller: Caller,
): Promise<CalendarLinkMade> {
  const { tenantId, memberId } = caller;
  const now = deps.clock.now();
  const secret = deps.ids.secret();
  await revokeLinks(tx, memberId, now);
  await insertLink(tx, tenantId, { secretHash: hashSecret(secret), memberId, at: now });
  await note(deps, tx, caller, "make-calendar-link");
  const url = `${deps.publicUrl(tenantId)}/ical/${secret}.ics`;
  return { url, qr: await qrOf(url), since: now.toISOString() };
}

export async function revokeCalendarLink(deps: Pick<Deps, "clock" | "ids">, tx: Tx, caller: Caller): Promise<void> {
  await revokeLinks(tx, caller.memberId, deps.clock.now());
  await note(deps, tx, caller, "revoke-calendar-link");
}

/** Whoever leaves: their address shows nothing any more. */
export async function endCalendarLinkOf({ clock }: Pick<Deps, "clock">, tx: Tx, memberId: string): Promise<void> {
  await revokeLinks(tx, memberId, clock.now());
}

/** Since when an address is good; null: there is none. */
export async function showCalendarLink(tx: Tx, { memberId }: Caller): Promise<{ since: string | null }> {
  return { since: (await findOpenLink(tx, memberId))?.toISOString() ?? null };
}

async function note(deps: Pick<Deps, "clock" | "ids">, tx: Tx, caller: Caller, verb: AuditVerb): Promise<void> {
  const subject = { subjectKind: "member", subjectId: caller.memberId };
  await appendAudit(deps, tx, { tenantId: caller.tenantId, actor: actorOf(caller), verb, ...subject });
}
