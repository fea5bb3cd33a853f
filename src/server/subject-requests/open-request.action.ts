import type { ChannelKind } from "../../contract/ids.ts";
import type { IdentityProof, RequestKind } from "../../contract/subject-requests.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import type { Actor } from "../audit/audit.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import { withdrawConsent } from "../outbound/consent/withdraw-consent.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { type Day, dueOn } from "./deadline.ts";
import { notesPlace } from "./notes.ts";
import { insertRequest } from "./subject-request.store.ts";

export interface Asked {
  readonly tenantId: string;
  readonly contactId: string;
  readonly identityId: string;
  readonly conversationId: string;
  readonly channelKind: ChannelKind;
  readonly key: ContactKey;
  readonly kind: RequestKind;
  readonly source: "message" | "page" | "member" | "office";
  readonly identityProof: IdentityProof;
  readonly actor: Actor;
  /** The message that asks; its words stand there. */
  readonly messageId?: string;
  readonly words?: string;
  /** Absent: now. */
  readonly receivedOn?: Day;
  readonly pickupCode?: string | undefined;
}

/** Keyed hash of the code a person notes for the collection of the answer. */
export const pickupMac = (deps: Pick<Deps, "seal">, tenantId: string, requestId: string, code: string): Buffer =>
  deps.seal.blindIndex(tenantId, "packet-code", `${requestId}|${code}`);

/**
 * DS-1: a case with its last day, counted from arrival. The same wish of the same person is one case while it is open.
 * An objection ends advertising at once, whatever becomes of the rest (Art. 21(3), AD-7), also one said again: since the
 * first one they may have agreed anew, or it came by another channel.
 * @returns `opened`: undefined when this case is open already; `events` for the caller to append in both cases
 */
export async function openRequest(
  deps: Deps,
  tx: Tx,
  asked: Asked,
): Promise<{ opened: { requestId: string; due: Day } | undefined; events: NewEvent[] }> {
  const { tenantId, contactId, conversationId, identityId, kind } = asked;
  const { business } = await readSetup(tx);
  const now = deps.clock.now();
  const receivedOn = asked.receivedOn ?? localDay(now, await loadTimeZone(tx, tenantId));
  const due = dueOn(receivedOn, business.state);
  const requestId = deps.ids.uuid();
  const notes = JSON.stringify(asked.words === undefined ? {} : { words: asked.words });
  const fresh = await insertRequest(tx, tenantId, {
    requestId,
    contactId,
    identityId,
    conversationId,
    messageId: asked.messageId ?? null,
    kind,
    source: asked.source,
    identityProof: asked.identityProof,
    receivedAt: now,
    receivedOn,
    dueOn: due,
    sealedNotes: deps.seal.forContact(tenantId, asked.key, notesPlace(requestId), notes),
    pickupMac: asked.pickupCode === undefined ? null : pickupMac(deps, tenantId, requestId, asked.pickupCode),
  });
  const events = kind === "objection" ? await endAdvertising(deps, tx, asked, fresh ? { requestId } : {}) : [];
  if (!fresh) return { opened: undefined, events };
  await appendAudit(deps, tx, {
    tenantId,
    actor: asked.actor,
    verb: "open-subject-request",
    subjectKind: "subject-request",
    subjectId: requestId,
    details: { kind, source: asked.source, receivedOn, dueOn: due },
  });
  return {
    opened: { requestId, due },
    events: [{ kind: "subject-request-changed", contactId, conversationId }, ...events],
  };
}

/** How it was said, as it stands among the proofs of the consent. */
const methods = { message: "keyword", page: "page", member: "member", office: "member" } as const;

async function endAdvertising(
  deps: Deps,
  tx: Tx,
  { tenantId, contactId, conversationId, identityId, channelKind, source, actor, messageId }: Asked,
  request: { readonly requestId?: string },
): Promise<NewEvent[]> {
  const blocked = await withdrawConsent(deps, tx, {
    tenantId,
    identityId,
    channelKind,
    method: methods[source],
    proof: { ...request, ...(messageId === undefined ? {} : { messageId }) },
    ...(source === "member" && actor.id !== null ? { recordedBy: actor.id } : {}),
  });
  return [...blocked, { kind: "consent-changed", contactId, conversationId }];
}
