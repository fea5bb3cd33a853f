import { sql } from "kysely";
import type { IdentityProof, RequestKind } from "../../contract/subject-requests.ts";
import type { Tx } from "../platform/db.ts";
import { livingFirst } from "./packet.store.ts";

export interface NewRequest {
  readonly requestId: string;
  readonly contactId: string;
  readonly identityId: string;
  readonly conversationId: string;
  readonly messageId: string | null;
  readonly kind: RequestKind;
  readonly source: "message" | "page" | "member" | "office";
  readonly identityProof: IdentityProof;
  readonly receivedAt: Date;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly sealedNotes: Buffer;
  readonly pickupMac: Buffer | null;
}

/** @returns false when the same wish of this contact is open already */
export async function insertRequest(tx: Tx, tenantId: string, row: NewRequest): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("subject_request")
    .values({
      tenant_id: tenantId,
      request_id: row.requestId,
      contact_id: row.contactId,
      identity_id: row.identityId,
      conversation_id: row.conversationId,
      message_id: row.messageId,
      kind: row.kind,
      source: row.source,
      identity_proof: row.identityProof,
      received_at: row.receivedAt,
      received_on: row.receivedOn,
      due_on: row.dueOn,
      sealed_notes: row.sealedNotes,
      pickup_mac: row.pickupMac,
    })
    // Written out: a prepared statement would not see that the partial index fits.
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "contact_id", "kind"]).where(sql<boolean>`state = 'open'`).doNothing(),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

const columns = (tx: Tx) =>
  tx
    .selectFrom("subject_request as r")
    .leftJoin("contact as p", "p.contact_id", "r.contact_id")
    .leftJoin("identity as i", "i.identity_id", "r.identity_id")
    .selectAll("r")
    .select(["p.sealed_name", "i.sealed_profile_name", "i.sealed_given_reach"])
    .select((eb) =>
      eb
        .selectFrom("subject_packet as k")
        .select("k.state")
        .whereRef("k.request_id", "=", "r.request_id")
        .orderBy(livingFirst)
        .orderBy("k.built_at", "desc")
        .orderBy("k.packet_id", "desc")
        .limit(1)
        .as("packet_state"),
    )
    .select((eb) =>
      eb
        .not(
          eb.exists(
            eb
              .selectFrom("contact_key as c")
              .select("c.contact_id")
              .whereRef("c.contact_id", "=", "r.contact_id")
              .where("c.wrapped_key", "is not", null),
          ),
        )
        .$castTo<boolean>()
        .as("erased"),
    );

export type RequestRecord = Awaited<ReturnType<typeof loadRequests>>[number];

/** Open ones first, the nearest last day on top; then the others, newest first. */
export async function loadRequests(tx: Tx) {
  return await columns(tx)
    .orderBy(sql`r.state <> 'open'`)
    .orderBy(sql`case when r.state = 'open' then r.due_on end`)
    .orderBy("r.received_at", "desc")
    .orderBy("r.request_id", "desc")
    .limit(500)
    .execute();
}

export async function loadRequest(tx: Tx, requestId: string): Promise<RequestRecord | undefined> {
  return await columns(tx).where("r.request_id", "=", requestId).executeTakeFirst();
}

/** The wishes to erase one contact, newest first. */
export async function loadErasureRequests(tx: Tx, contactId: string): Promise<RequestRecord[]> {
  return await columns(tx)
    .where("r.contact_id", "=", contactId)
    .where("r.kind", "=", "erasure")
    .orderBy("r.received_at", "desc")
    .orderBy("r.request_id", "desc")
    .execute();
}

/** What one contact has asked and nobody has answered yet, oldest first. */
export async function loadOpenRequests(tx: Tx, contactId: string): Promise<{ request_id: string; kind: string }[]> {
  return await tx
    .selectFrom("subject_request")
    .select(["request_id", "kind"])
    .where("contact_id", "=", contactId)
    .where("state", "=", "open")
    .orderBy("received_at")
    .orderBy("request_id")
    .execute();
}

/** What one identity has asked, newest first: for its own page. What the office wants is none of it. */
export async function loadRequestsOfIdentity(tx: Tx, identityId: string): Promise<RequestRecord[]> {
  return await columns(tx)
    .where("r.identity_id", "=", identityId)
    .where("r.source", "<>", "office")
    .orderBy("r.received_at", "desc")
    .orderBy("r.request_id", "desc")
    .limit(50)
    .execute();
}

/** Locks an open request until commit. */
export async function lockOpenRequest(tx: Tx, requestId: string) {
  return await tx
    .selectFrom("subject_request")
    .selectAll()
    .where("request_id", "=", requestId)
    .where("state", "=", "open")
    .forUpdate()
    .executeTakeFirst();
}

export async function updateRequest(
  tx: Tx,
  requestId: string,
  change: {
    identity_proof?: IdentityProof;
    due_on?: string;
    extended_at?: Date;
    sealed_notes?: Buffer;
    state?: "answered" | "refused" | "withdrawn";
    closed_at?: Date;
    recipients_told?: string[];
    reminded?: string;
  },
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tx.updateTable("subject_request").set(change).where("request_id", "=", requestId).execute();
}

/** The case log: what was done, in order, without content. */
export async function loadLog(tx: Tx, requestId: string) {
  return await tx
    .selectFrom("audit_entry")
    .select(["at", "verb", "actor_kind"])
    .where("subject_kind", "=", "subject-request")
    .where("subject_id", "=", requestId)
    .orderBy("at")
    .orderBy("audit_id")
    .limit(500)
    .execute();
}

/** Who a conversation is with. */
export async function loadParties(tx: Tx, conversationId: string) {
  return await tx
    .selectFrom("conversation")
    .select(["contact_id", "identity_id"])
    .where("conversation_id", "=", conversationId)
    .executeTakeFirst();
}
