import { sql } from "kysely";
import { DeviceState, Role } from "../../contract/access.ts";
import type { Tx } from "../platform/db.ts";
import type { SessionState } from "./session-rules.ts";

export interface NewSession {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly secretHash: Buffer;
  readonly memberId: string;
  readonly deviceId: string;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly steppedUpAt: Date | null;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx
    .insertInto("session")
    .values({
      tenant_id: session.tenantId,
      session_id: session.sessionId,
      secret_hash: session.secretHash,
      member_id: session.memberId,
      device_id: session.deviceId,
      created_at: session.at,
      last_seen_at: session.at,
      stepped_up_at: session.steppedUpAt,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** Sessions with their member and device, whatever their state. */
const sessions = (tx: Tx, now: Date) =>
  tx
    .selectFrom("session as s")
    .innerJoin("member as m", (join) =>
      join.onRef("m.tenant_id", "=", "s.tenant_id").onRef("m.member_id", "=", "s.member_id"),
    )
    .innerJoin("device as d", (join) =>
      join.onRef("d.tenant_id", "=", "s.tenant_id").onRef("d.device_id", "=", "s.device_id"),
    )
    .innerJoin("tenant as t", "t.tenant_id", "s.tenant_id")
    .select(["s.session_id", "s.member_id", "s.device_id", "s.last_seen_at", "s.expires_at", "s.revoked_at"])
    .select(["s.stepped_up_at", "m.name", "m.role", "d.state", "d.owned_by_business", "d.public_key"])
    .select([
      sql<boolean>`m.disabled_at is null and d.member_id = s.member_id and (m.ends_on is null
        or m.ends_on >= (${now}::timestamptz at time zone t.time_zone)::date)`.as("member_active"),
    ]);

type SessionRow = Awaited<ReturnType<ReturnType<typeof sessions>["executeTakeFirstOrThrow"]>>;

const stateOf = (row: SessionRow): SessionState => ({
  sessionId: row.session_id,
  memberId: row.member_id,
  memberName: row.name,
  role: Role.parse(row.role),
  memberActive: row.member_active,
  deviceId: row.device_id,
  device: { state: DeviceState.parse(row.state), ownedByBusiness: row.owned_by_business },
  deviceKey: row.public_key,
  lastSeenAt: row.last_seen_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
  steppedUpAt: row.stepped_up_at,
});

/** A session by the hash of its secret. */
export async function findSession(tx: Tx, secretHash: Buffer, now: Date): Promise<SessionState | undefined> {
  const row = await sessions(tx, now).where("s.secret_hash", "=", secretHash).executeTakeFirst();
  return row && stateOf(row);
}

/** Those of these sessions that are there. */
export async function loadSessions(tx: Tx, sessionIds: readonly string[], now: Date): Promise<SessionState[]> {
  const these = sql<string>`any(${[...sessionIds]}::uuid[])`;
  return (await sessions(tx, now).where("s.session_id", "=", these).execute()).map(stateOf);
}

/** Notes that the session is in use. */
export async function touchSession(tx: Tx, sessionId: string, now: Date): Promise<void> {
  await tx.updateTable("session").set({ last_seen_at: now }).where("session_id", "=", sessionId).execute();
}

/** A fresh proof of presence: new secret, so that the one from before is worth nothing (ASVS 7.2.4). */
export async function renewSession(tx: Tx, sessionId: string, secretHash: Buffer, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("session")
    .set({ secret_hash: secretHash, stepped_up_at: now, last_seen_at: now })
    .where("session_id", "=", sessionId)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whose sessions end: exactly one of the three, or everybody's. */
export type WhoseSessions = { sessionId: string } | { deviceId: string } | { memberId: string } | "all";

/** @returns ids of the sessions that ended just now */
export async function revokeSessions(tx: Tx, whose: WhoseSessions, now: Date): Promise<string[]> {
  const rows = await tx
    .updateTable("session")
    .set({ revoked_at: now })
    .where("revoked_at", "is", null)
    .where((eb) => {
      if (whose === "all") return eb.lit(true);
      if ("sessionId" in whose) return eb("session_id", "=", whose.sessionId);
      if ("deviceId" in whose) return eb("device_id", "=", whose.deviceId);
      return eb("member_id", "=", whose.memberId);
    })
    .returning("session_id")
    .execute();
  return rows.map((row) => row.session_id);
}

export async function countSessions(tx: Tx, memberId: string, now: Date): Promise<number> {
  const row = await tx
    .selectFrom("session")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("member_id", "=", memberId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
