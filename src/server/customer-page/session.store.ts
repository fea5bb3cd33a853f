import type { Tx } from "../platform/db.ts";

/** `session`: this visit, in a cookie. `resume`: a way back, in a link or remembered on the device. */
export type SessionKind = "session" | "resume";

/** A session that holds, and the one conversation it opens. */
export interface CustomerSession {
  readonly sessionId: string;
  readonly identityId: string;
  readonly visitor: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly conversationId: string;
  readonly contactId: string;
  readonly number: number;
}

export async function findSession(
  tx: Tx,
  tenantId: string,
  look: { kind: SessionKind; secretHash: Buffer; accountId: string; now: Date },
): Promise<CustomerSession | undefined> {
  return tx
    .selectFrom("customer_session")
    .innerJoin("conversation", (join) =>
      join
        .onRef("conversation.tenant_id", "=", "customer_session.tenant_id")
        .onRef("conversation.identity_id", "=", "customer_session.identity_id"),
    )
    .select([
      "customer_session.session_id as sessionId",
      "customer_session.identity_id as identityId",
      "customer_session.visitor as visitor",
      "customer_session.created_at as createdAt",
      "customer_session.expires_at as expiresAt",
      "conversation.conversation_id as conversationId",
      "conversation.contact_id as contactId",
      "conversation.number as number",
    ])
    .where("customer_session.tenant_id", "=", tenantId)
    .where("customer_session.secret_hash", "=", look.secretHash)
    .where("customer_session.kind", "=", look.kind)
    .where("customer_session.revoked_at", "is", null)
    .where("customer_session.expires_at", ">", look.now)
    .where("conversation.account_id", "=", look.accountId)
    .executeTakeFirst();
}

/** Whether a session that was found before still holds. */
export async function isSessionAlive(tx: Tx, tenantId: string, sessionId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("customer_session")
    .select("session_id")
    .where("tenant_id", "=", tenantId)
    .where("session_id", "=", sessionId)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

export interface NewSession {
  readonly session_id: string;
  readonly secret_hash: Buffer;
  readonly identity_id: string;
  readonly visitor: string;
  readonly kind: SessionKind;
  readonly created_at: Date;
  readonly expires_at: Date;
}

export async function insertSession(tx: Tx, tenantId: string, row: NewSession): Promise<void> {
  await tx
    .insertInto("customer_session")
    .values({ tenant_id: tenantId, ...row })
    .execute();
}

export async function prolongSession(tx: Tx, tenantId: string, id: string, expires: Date): Promise<void> {
  await tx
    .updateTable("customer_session")
    .set({ expires_at: expires })
    .where("tenant_id", "=", tenantId)
    .where("session_id", "=", id)
    .execute();
}

/** @returns ids of the sessions that ended just now */
export async function revokeSessions(
  tx: Tx,
  tenantId: string,
  whose: { secretHashes: readonly Buffer[] } | { identityId: string },
  at: Date,
): Promise<string[]> {
  const rows = await tx
    .updateTable("customer_session")
    .set({ revoked_at: at })
    .where("tenant_id", "=", tenantId)
    .where((eb) =>
      "identityId" in whose
        ? eb("identity_id", "=", whose.identityId)
        : eb("secret_hash", "in", [...whose.secretHashes]),
    )
    .where("revoked_at", "is", null)
    .returning("session_id")
    .execute();
  return rows.map((row) => row.session_id);
}

/** @returns the sessions that are gone */
export async function deleteSessionsOf(
  tx: Tx,
  identityIds: readonly string[],
): Promise<{ readonly sessionId: string; readonly secretHash: Uint8Array; readonly revokedAt: Date | null }[]> {
  if (identityIds.length === 0) return [];
  return await tx
    .deleteFrom("customer_session")
    .where("identity_id", "in", [...identityIds])
    .returning(["session_id as sessionId", "secret_hash as secretHash", "revoked_at as revokedAt"])
    .execute();
}

/** What these secrets lead to from now on, until then: no conversation, but what became of it. */
export async function insertErasedVisits(
  tx: Tx,
  tenantId: string,
  secretHashes: readonly Uint8Array[],
  { told, until }: { readonly told: string; readonly until: Date },
): Promise<void> {
  if (secretHashes.length === 0) return;
  await tx
    .insertInto("erased_visit")
    .values(
      secretHashes.map((hash) => ({ tenant_id: tenantId, secret_hash: Buffer.from(hash), told, expires_at: until })),
    )
    .execute();
}

export async function erasedVisit(tx: Tx, tenantId: string, secretHash: Buffer): Promise<string | undefined> {
  const row = await tx
    .selectFrom("erased_visit")
    .select("told")
    .where("tenant_id", "=", tenantId)
    .where("secret_hash", "=", secretHash)
    .executeTakeFirst();
  return row?.told;
}

export async function deleteErasedVisits(tx: Tx, now: Date): Promise<void> {
  await tx.deleteFrom("erased_visit").where("expires_at", "<=", now).execute();
}
