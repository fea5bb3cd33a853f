import { sql } from "kysely";
import { Role } from "../../../contract/access.ts";
import type { Role as CallerRole } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";

export interface TokenState {
  readonly tokenId: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly role: CallerRole;
  readonly memberActive: boolean;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** Tokens with their member, whatever their state. */
const tokens = (tx: Tx, now: Date) =>
  tx
    .selectFrom("api_token as a")
    .innerJoin("member as m", (join) =>
      join.onRef("m.tenant_id", "=", "a.tenant_id").onRef("m.member_id", "=", "a.member_id"),
    )
    .innerJoin("tenant as t", "t.tenant_id", "a.tenant_id")
    .select(["a.token_id", "a.member_id", "a.revoked_at", "a.last_used_at", "m.name", "m.role"])
    .select(
      sql<boolean>`m.disabled_at is null and (m.ends_on is null
        or m.ends_on >= (${now}::timestamptz at time zone t.time_zone)::date)`.as("member_active"),
    );

type TokenStateRow = Awaited<ReturnType<ReturnType<typeof tokens>["executeTakeFirstOrThrow"]>>;

const stateOf = (row: TokenStateRow): TokenState => ({
  tokenId: row.token_id,
  memberId: row.member_id,
  memberName: row.name,
  role: Role.parse(row.role),
  memberActive: row.member_active,
  revokedAt: row.revoked_at,
  lastUsedAt: row.last_used_at,
});

/** A token by the hash of its secret. */
export async function findToken(tx: Tx, secretHash: Buffer, now: Date): Promise<TokenState | undefined> {
  const row = await tokens(tx, now).where("a.secret_hash", "=", secretHash).executeTakeFirst();
  return row && stateOf(row);
}

/** Those of these tokens that are there. */
export async function loadTokens(tx: Tx, tokenIds: readonly string[], now: Date): Promise<TokenState[]> {
  const these = sql<string>`any(${[...tokenIds]}::uuid[])`;
  return (await tokens(tx, now).where("a.token_id", "=", these).execute()).map(stateOf);
}

export async function touchToken(tx: Tx, tokenId: string, now: Date): Promise<void> {
  await tx.updateTable("api_token").set({ last_used_at: now }).where("token_id", "=", tokenId).execute();
}

export async function insertToken(
  tx: Tx,
  token: { tenantId: string; tokenId: string; secretHash: Buffer; memberId: string; label: string; at: Date },
): Promise<void> {
  await tx
    .insertInto("api_token")
    .values({
      tenant_id: token.tenantId,
      token_id: token.tokenId,
      secret_hash: token.secretHash,
      member_id: token.memberId,
      label: token.label,
      created_at: token.at,
    })
    .execute();
}

/** @returns false when the token was used or ended: its secret stays */
export async function replaceSecret(tx: Tx, tokenId: string, secretHash: Buffer): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("api_token")
    .set({ secret_hash: secretHash })
    .where("token_id", "=", tokenId)
    .where("last_used_at", "is", null)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** @returns false when there is no such open token */
export async function revokeToken(tx: Tx, tokenId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("api_token")
    .set({ revoked_at: now })
    .where("token_id", "=", tokenId)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface TokenRow {
  readonly id: string;
  readonly label: string;
  readonly memberName: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export async function listTokens(tx: Tx): Promise<TokenRow[]> {
  return await tx
    .selectFrom("api_token as a")
    .innerJoin("member as m", (join) =>
      join.onRef("m.tenant_id", "=", "a.tenant_id").onRef("m.member_id", "=", "a.member_id"),
    )
    .select(["a.token_id as id", "a.label", "m.name as memberName", "a.created_at as createdAt"])
    .select(["a.last_used_at as lastUsedAt", "a.revoked_at as revokedAt"])
    .orderBy("a.created_at", "desc")
    .orderBy("a.token_id", "desc")
    .execute();
}

/** @returns ids of the tokens that ended just now */
export async function revokeTokensOf(tx: Tx, memberId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .updateTable("api_token")
    .set({ revoked_at: now })
    .where("member_id", "=", memberId)
    .where("revoked_at", "is", null)
    .returning("token_id as id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Ids of the tokens that work, or would if the member's access were open. */
export async function tokensOf(tx: Tx, memberId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("api_token")
    .select("token_id as id")
    .where("member_id", "=", memberId)
    .where("revoked_at", "is", null)
    .execute();
  return rows.map(({ id }) => id);
}
