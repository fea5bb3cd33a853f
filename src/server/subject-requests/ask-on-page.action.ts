import { RequestKind } from "../../contract/subject-requests.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { withdrawConsent } from "../outbound/consent/withdraw-consent.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { eightDigits } from "../platform/ids.ts";
import { Problem } from "../platform/problem.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { answeredByPacket, kindNames } from "./kinds.ts";
import { openRequest } from "./open-request.action.ts";
import type { PageAnswer } from "./page-answer.ts";

interface Visit {
  readonly identityId: string;
  readonly contactId: string;
  readonly conversationId: string;
}

/**
 * A wish from "Meine Daten": the private visit is the proof of identity. Stopping advertising takes effect at once; the
 * others become a case. Who asks for a copy gets a code to note: the answer later needs both, the visit and the code.
 */
export async function askOnPage(
  deps: Deps,
  tenantId: string,
  visit: Visit,
  { wish, words }: { readonly wish: string; readonly words: string },
): Promise<PageAnswer> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    if (wish === "stop") return await stopAdvertising(deps, tx, tenantId, visit);
    const kind = RequestKind.exclude(["question"]).safeParse(wish).data;
    const key = (await openContactKeys(deps.seal, tx, tenantId, [visit.contactId])).get(visit.contactId);
    if (kind === undefined || !key) throw new Problem("bad-input");
    const pickupCode = answeredByPacket(kind) ? eightDigits(deps.ids.secret()) : undefined;
    const { identityId, contactId, conversationId } = visit;
    const { opened, events } = await openRequest(deps, tx, {
      ...{ tenantId, identityId, contactId, conversationId, key, kind, pickupCode },
      channelKind: "webchat",
      source: "page",
      identityProof: "channel",
      actor: { kind: "contact", id: contactId },
      ...(words.trim() === "" ? {} : { words: words.trim() }),
    });
    await appendEvents(deps, tx, tenantId, events);
    if (!opened) return { kind: "known", name: kindNames[kind] };
    return {
      kind: "opened",
      name: kindNames[kind],
      receivedOn: localDay(deps.clock.now(), await loadTimeZone(tx, tenantId)),
      dueOn: opened.due,
      receipt: opened.requestId.slice(-8).toUpperCase(),
      pickupCode,
    };
  });
}

async function stopAdvertising(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { identityId, contactId, conversationId }: Visit,
): Promise<PageAnswer> {
  const wish = { tenantId, identityId, channelKind: "webchat", method: "page", proof: { conversationId } } as const;
  const blocked = await withdrawConsent(deps, tx, wish);
  await appendAudit(deps, tx, {
    tenantId,
    actor: { kind: "contact", id: contactId },
    verb: "stop-advertising",
    subjectKind: "contact",
    subjectId: contactId,
  });
  await appendEvents(deps, tx, tenantId, [...blocked, { kind: "consent-changed", contactId, conversationId }]);
  return { kind: "stopped" };
}
