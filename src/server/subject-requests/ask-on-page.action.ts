import { RequestKind } from "../../contract/subject-requests.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { withdrawConsent } from "../outbound/consent/withdraw-consent.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { eightDigits, sameSecret } from "../platform/ids.ts";
import { Problem } from "../platform/problem.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import type { Day } from "./deadline.ts";
import { answeredByPacket, kindNames } from "./kinds.ts";
import { openRequest, pickupMac } from "./open-request.action.ts";
import type { PageAnswer } from "./page-answer.ts";
import { loadRequestsOfIdentity } from "./subject-request.store.ts";

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
  { wish, words, formKey }: { readonly wish: string; readonly words: string; readonly formKey: string },
): Promise<PageAnswer> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    if (wish === "stop") return await stopAdvertising(deps, tx, tenantId, visit);
    const kind = RequestKind.exclude(["question"]).safeParse(wish).data;
    const key = (await openContactKeys(deps.seal, tx, tenantId, [visit.contactId])).get(visit.contactId);
    if (kind === undefined || !key) throw new Problem("bad-input");
    const { identityId, contactId, conversationId } = visit;
    const pickupCode = answeredByPacket(kind) ? codeOf(deps, tenantId, `${identityId}|${kind}`, formKey) : undefined;
    const { opened, events } = await openRequest(deps, tx, {
      ...{ tenantId, identityId, contactId, conversationId, key, kind, pickupCode },
      channelKind: "webchat",
      source: "page",
      identityProof: "channel",
      actor: { kind: "contact", id: contactId },
      ...(words.trim() === "" ? {} : { words: words.trim() }),
    });
    await appendEvents(deps, tx, tenantId, events);
    const receivedOn = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
    const asked = opened ? { ...opened, receivedOn } : await samePress(deps, tx, tenantId, identityId, pickupCode);
    if (!asked) return { kind: "known", name: kindNames[kind] };
    return {
      kind: "opened",
      name: kindNames[kind],
      receivedOn: asked.receivedOn,
      dueOn: asked.due,
      receipt: asked.requestId.slice(-8).toUpperCase(),
      pickupCode,
      erases: kind === "erasure",
    };
  });
}

/** The same at every press of one page: who got no answer to the first has not seen it. Without the page's key nobody finds it. */
function codeOf({ ids, seal }: Pick<Deps, "ids" | "seal">, tenantId: string, asked: string, formKey: string): string {
  const isKey = /^[\w-]{43}$/.test(formKey);
  return eightDigits(
    isKey ? seal.blindIndex(tenantId, "pickup-code", `${asked}|${formKey}`).toString("hex") : ids.secret(),
  );
}

/** The open case that the same press has opened; only its code says so, because whoever has the link alone must not see it. */
async function samePress(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  identityId: string,
  code: string | undefined,
): Promise<{ requestId: string; receivedOn: Day; due: Day } | undefined> {
  if (code === undefined) return undefined;
  const found = (await loadRequestsOfIdentity(tx, identityId)).find(
    ({ state, request_id, pickup_mac }) =>
      state === "open" && pickup_mac !== null && sameSecret(pickup_mac, pickupMac(deps, tenantId, request_id, code)),
  );
  return found && { requestId: found.request_id, receivedOn: found.received_on, due: found.due_on };
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
