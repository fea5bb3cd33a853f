import type { z } from "zod";
import type { AuditVerb } from "../../contract/audit-verbs.ts";
import { ContactId, ConversationId } from "../../contract/ids.ts";
import type { HoldView, SetHold } from "../../contract/retention.ts";
import type { ShownName } from "../../contract/words.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { accessContact } from "../contacts/access-contact.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { openLettersKey } from "../contacts/open-letters-key.action.ts";
import { partyName, readParty } from "../contacts/read-party.action.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { lockHolds } from "../platform/db/holds-turn.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import { Problem } from "../platform/problem.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { appendToLedger } from "./erasure-ledger.adapter.ts";
import { findHold, type HoldRow, insertHold, releaseRow, standingHolds } from "./hold.store.ts";
import { holdLine } from "./ledger-entry.action.ts";

const reasonPlace = (holdId: string) => ({ table: "retention_hold", row: holdId, column: "reason" });

/**
 * Sets a hold: from now on nothing it covers is deleted, by nobody, until it is released. An erasure meanwhile restricts:
 * messages become locked letters, and what it takes out of projects is kept out of sight (decision 35).
 */
export async function setHold(deps: Deps, tx: Tx, caller: Caller, wish: z.output<typeof SetHold>): Promise<string> {
  const { tenantId } = caller;
  const { contactId, conversationId } = wish;
  await lockHolds(tx, tenantId);
  if (contactId !== null) await accessContact(deps, tx, caller, contactId);
  if (conversationId !== null && (await accessConversation(tx, caller, conversationId)).contactId !== contactId)
    throw new Problem("not-found");
  const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
  if (wish.reviewOn <= today)
    throw new Problem("bad-input", {
      fields: {
        reviewOn: {
          de: "Der Tag der Prüfung muss in der Zukunft liegen.",
          en: "The day of the review must lie in the future.",
        },
      },
    });
  const holdId = deps.ids.uuid();
  const key = contactId === null ? undefined : await openLettersKey(deps, tx, tenantId, contactId, true);
  const place = reasonPlace(holdId);
  const at = deps.clock.now();
  await insertHold(tx, tenantId, {
    holdId,
    contactId,
    conversationId,
    kind: wish.kind,
    sealedReason: key
      ? deps.seal.forContact(tenantId, key, place, wish.reason)
      : deps.seal.forTenant(tenantId, place, wish.reason),
    reviewOn: wish.reviewOn,
    setBy: caller.memberId,
    at,
  });
  await note(deps, tx, caller, "set-hold", holdId, contactId, { kind: wish.kind, reviewOn: wish.reviewOn });
  const { kind, reviewOn } = wish;
  const told = { contactId, conversationId, kind, reviewOn, setBy: caller.memberId, setAt: at.toISOString() };
  appendToLedger(deps.config.dataDir, holdLine(deps, tenantId, holdId, told));
  await addJobs(tx, [{ task: "save-keys", payload: {}, key: "save-keys" }]);
  return holdId;
}

/** Releases a hold; what is over by then goes with the next sweep. */
export async function releaseHold(deps: Deps, tx: Tx, caller: Caller, holdId: string): Promise<void> {
  const hold = await findHold(tx, holdId);
  if (!hold) throw new Problem("not-found");
  await releaseRow(tx, holdId, caller.memberId, deps.clock.now());
  await note(deps, tx, caller, "release-hold", holdId, hold.contactId, {});
  // After the commit: a line too few keeps something too long, one too many would not keep it.
  const { tenantId } = caller;
  await addJobs(tx, [{ task: "note-holds", payload: { tenantId }, key: `note-holds:${tenantId}` }]);
}

async function note(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  verb: AuditVerb,
  holdId: string,
  contactId: string | null,
  details: Record<string, string>,
): Promise<void> {
  const { tenantId } = caller;
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb,
    subjectKind: "hold",
    subjectId: holdId,
    details,
  });
  if (contactId !== null) await appendEvents(deps, tx, tenantId, [{ kind: "contact-changed", contactId }]);
}

/**
 * Holds that stand, with their reasons; of one contact, or all.
 * @param named false: without who it is about and why; that there is one, of which kind and until when is for everybody
 */
export async function showHolds(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  today: string,
  { contactId, named }: { readonly contactId?: string; readonly named: boolean },
): Promise<z.output<typeof HoldView>[]> {
  const views: z.output<typeof HoldView>[] = [];
  for (const row of await standingHolds(tx, contactId))
    views.push({
      id: row.hold_id,
      contactId: row.contact_id === null ? null : ContactId.parse(row.contact_id),
      contactName: row.contact_id === null || !named ? null : await nameOf(deps, tx, tenantId, row.contact_id),
      conversationId: row.conversation_id === null ? null : ConversationId.parse(row.conversation_id),
      kind: row.kind === "tax" ? "tax" : "legal",
      reason: named ? await openReason(deps, tx, tenantId, row) : null,
      reviewOn: row.review_on,
      due: row.review_on <= today,
      setAt: row.set_at.toISOString(),
      setBy: row.member_name ?? "",
    });
  return views;
}

async function nameOf(deps: Deps, tx: Tx, tenantId: string, contactId: string): Promise<ShownName | null> {
  const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  return key ? partyName(await readParty(deps, tx, tenantId, contactId, key)) : null;
}

async function openReason(deps: Deps, tx: Tx, tenantId: string, row: HoldRow): Promise<string> {
  // Set again after a restore: the reason was lost with the data.
  if (row.sealed_reason.length === 0) return "";
  const place = reasonPlace(row.hold_id);
  if (row.contact_id === null) return deps.seal.openForTenant(tenantId, place, row.sealed_reason).toString("utf8");
  const key = await openLettersKey(deps, tx, tenantId, row.contact_id, false);
  return key ? deps.seal.openForContact(tenantId, key, place, row.sealed_reason).toString("utf8") : "";
}
