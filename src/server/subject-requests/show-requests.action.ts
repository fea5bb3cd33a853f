import { z } from "zod";
import {
  IdentityProof,
  RequestDetail,
  RequestKind,
  type RequestList,
  RequestRow,
} from "../../contract/subject-requests.ts";
import { places } from "../contacts/identity.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { textOf } from "../conversations/message-content.ts";
import { openMessage } from "../conversations/open-message.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { listProcessors } from "../processors/list-processors.action.ts";
import { can } from "../rights/can.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { accessRequest } from "./access-request.action.ts";
import { type Day, daysBetween, extendedDueOn, stageOf } from "./deadline.ts";
import { answeredByPacket, recipientsAreTold } from "./kinds.ts";
import { nextStep } from "./next-step.ts";
import { othersAlike } from "./others-alike.action.ts";
import { countUndecided } from "./review-items.action.ts";
import { showPacket } from "./show-packet.action.ts";
import { loadLog, loadRequests, type RequestRecord } from "./subject-request.store.ts";

const Actor = z.enum(["member", "contact", "server", "api"]);

/** Every case with its last day; names only for those who may read conversations. */
export async function showRequests(deps: Deps, caller: Caller): Promise<RequestList> {
  return await deps.db.withTenant(caller.tenantId, async (tx) => {
    const today = localDay(deps.clock.now(), await loadTimeZone(tx, caller.tenantId));
    const rows = await loadRequests(tx);
    const named = can(caller, "read-conversations") ? rows : [];
    const ids = named.map((row) => row.contact_id);
    const keys = await openContactKeys(deps.seal, tx, caller.tenantId, ids);
    const items = rows.map((row) => showRow(deps, caller.tenantId, row, keys.get(row.contact_id), today, 1));
    const open = items.filter(({ state }) => state === "open");
    return { items, open: open.length, overdue: open.filter(({ stage }) => stage === "overdue").length };
  });
}

function showRow(
  deps: Pick<Deps, "seal">,
  tenantId: string,
  row: RequestRecord,
  key: ContactKey | undefined,
  today: Day,
  undecided: number,
): RequestRow {
  const open = row.state === "open";
  const extended = row.extended_at !== null;
  const kind = RequestKind.parse(row.kind);
  const identityProof = IdentityProof.parse(row.identity_proof);
  const { erased, packet_state: packet } = row;
  return RequestRow.parse({
    id: row.request_id,
    kind,
    source: row.source,
    state: row.state,
    identityProof,
    contactName: key ? nameOf(deps, tenantId, row, key) : null,
    erased,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    extended,
    stage: open ? stageOf(row.received_on, row.due_on, extended, today) : "fresh",
    daysLeft: daysBetween(today, row.due_on),
    nextStep: nextStep({ state: row.state, kind, erased, identityProof, packet, undecided }),
  });
}

function nameOf(deps: Pick<Deps, "seal">, tenantId: string, row: RequestRecord, key: ContactKey): string | null {
  const open = (place: Parameters<Deps["seal"]["openForContact"]>[2], sealed: Uint8Array | null) =>
    sealed === null ? null : deps.seal.openForContact(tenantId, key, place, sealed).toString("utf8");
  return (
    open(places.name(row.contact_id), row.sealed_name) ??
    open(places.profileName(row.identity_id), row.sealed_profile_name)
  );
}

/** One case with everything a member needs to answer it. */
export async function showRequest(deps: Deps, caller: Caller, requestId: string): Promise<RequestDetail> {
  return await deps.db.withTenant(caller.tenantId, async (tx) => {
    const { row, key, notes } = await accessRequest(deps, tx, caller, requestId);
    const { tenantId } = caller;
    const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
    const packeted = answeredByPacket(RequestKind.parse(row.kind)) && row.state === "open";
    const undecided = packeted && key ? await countUndecided(deps, tx, tenantId, row, key) : 0;
    const noted = (["extension", "doubt", "identity", "answer"] as const).flatMap((what) =>
      notes[what] === undefined ? [] : [{ what, text: notes[what] }],
    );
    return RequestDetail.parse({
      ...showRow(deps, tenantId, row, key, today, undecided),
      contactId: row.contact_id,
      conversationId: row.conversation_id,
      messageId: row.message_id,
      alike: row.state === "open" && key ? await othersAlike(deps, tx, caller, row, key) : [],
      words: notes.words ?? (await wordsOf(deps, tx, tenantId, row)),
      notes: noted,
      mayExtend: mayExtend(row, today),
      extendedDueOn: extendedDueOn(row.received_on, (await readSetup(tx)).business.state),
      closedAt: row.closed_at?.toISOString() ?? null,
      recipients: await recipientsOf(deps, tx, row),
      packet: await showPacket(tx, requestId),
      undecided,
      hasPickupCode: row.pickup_mac !== null,
      log: (await loadLog(tx, requestId)).map((line) => ({
        at: line.at.toISOString(),
        verb: line.verb,
        actor: Actor.parse(line.actor_kind),
      })),
    });
  });
}

const mayExtend = (row: RequestRecord, today: Day): boolean =>
  row.state === "open" && !row.erased && row.source !== "office" && row.extended_at === null && today <= row.due_on;

async function wordsOf(deps: Deps, tx: Tx, tenantId: string, row: RequestRecord): Promise<string | null> {
  if (row.message_id === null) return null;
  const message = await openMessage(deps, tx, tenantId, row.contact_id, row.message_id);
  return message ? textOf(message.stored.content) : null;
}

async function recipientsOf(deps: Deps, tx: Tx, row: RequestRecord): Promise<RequestDetail["recipients"]> {
  if (!recipientsAreTold(RequestKind.parse(row.kind))) return [];
  const { processors } = await listProcessors(deps, tx);
  return processors
    .filter(({ status }) => status !== "not_required")
    .map(({ id, name }) => ({ id, name, told: row.recipients_told.includes(id) }));
}
