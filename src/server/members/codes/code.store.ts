import { z } from "zod";
import type { Tx } from "../../platform/db.ts";

/** What a code or challenge is for; a code of one purpose is nothing for another. */
export type CodePurpose =
  | "owner-setup"
  | "enrol"
  | "recovery"
  | "challenge-sign-in"
  | "challenge-step-up"
  | "challenge-enrol"
  | "demo-sign-in";

const CodeDetails = z.object({
  role: z.string().optional(),
  name: z.string().optional(),
  sessionId: z.string().optional(),
  /** For the challenge of an enrolment: which code it continues (hex of its hash). */
  codeHash: z.string().optional(),
  /** For an enrolment: the device whose place the new one takes. */
  replaces: z.string().optional(),
});
export type CodeDetails = z.infer<typeof CodeDetails>;

export interface StoredCode {
  readonly hash: Buffer;
  readonly purpose: string;
  readonly memberId: string | null;
  readonly details: CodeDetails;
  readonly createdAt: Date;
}

export interface NewCode {
  readonly tenantId: string;
  readonly hash: Buffer;
  readonly purpose: CodePurpose;
  readonly memberId?: string;
  readonly details?: CodeDetails;
  readonly selector?: string;
  readonly createdAt: Date;
  /** Absent: good until used. */
  readonly expiresAt?: Date;
}

/** Keeps codes; one that is there already stays as it is. */
export async function insertCodes(tx: Tx, codes: readonly NewCode[]): Promise<void> {
  if (codes.length === 0) return;
  await tx
    .insertInto("one_time_code")
    .values(
      codes.map((code) => ({
        tenant_id: code.tenantId,
        code_hash: code.hash,
        purpose: code.purpose,
        member_id: code.memberId ?? null,
        details: JSON.stringify(code.details ?? {}),
        selector: code.selector ?? null,
        created_at: code.createdAt,
        expires_at: code.expiresAt ?? null,
      })),
    )
    .onConflict((conflict) => conflict.columns(["tenant_id", "code_hash"]).doNothing())
    .execute();
}

const columns = ["code_hash", "purpose", "member_id", "details", "created_at"] as const;

function toCode(row: {
  code_hash: Uint8Array;
  purpose: string;
  member_id: string | null;
  details: unknown;
  created_at: Date;
}): StoredCode {
  return {
    hash: Buffer.from(row.code_hash),
    purpose: row.purpose,
    memberId: row.member_id,
    details: CodeDetails.parse(row.details),
    createdAt: row.created_at,
  };
}

/** A code that is still good, without using it up. */
export async function findCode(
  tx: Tx,
  hash: Buffer,
  purposes: readonly CodePurpose[],
  now: Date,
): Promise<StoredCode | undefined> {
  const row = await tx
    .selectFrom("one_time_code")
    .select(columns)
    .where("code_hash", "=", hash)
    .where("purpose", "in", [...purposes])
    .where("used_at", "is", null)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)]))
    .executeTakeFirst();
  return row && toCode(row);
}

/** Uses a code up: of any number of parallel calls exactly one gets it. */
export async function takeCode(
  tx: Tx,
  hash: Buffer,
  purposes: readonly CodePurpose[],
  now: Date,
): Promise<StoredCode | undefined> {
  const row = await tx
    .updateTable("one_time_code")
    .set({ used_at: now })
    .where("code_hash", "=", hash)
    .where("purpose", "in", [...purposes])
    .where("used_at", "is", null)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)]))
    .returning(columns)
    .executeTakeFirst();
  return row && toCode(row);
}

/** Ends every code that starts like this: someone is guessing at it. */
export async function killCodes(tx: Tx, selector: string, now: Date): Promise<void> {
  await tx
    .updateTable("one_time_code")
    .set({ used_at: now })
    .where("selector", "=", selector)
    .where("used_at", "is", null)
    .execute();
}

/** Ends a member's open codes of one purpose: a new one replaces them. */
export async function endCodesOf(tx: Tx, memberId: string, purpose: CodePurpose, now: Date): Promise<void> {
  await tx
    .updateTable("one_time_code")
    .set({ used_at: now })
    .where("member_id", "=", memberId)
    .where("purpose", "=", purpose)
    .where("used_at", "is", null)
    .execute();
}

/** Challenges nobody answered are worth nothing; each new one sweeps some of them away. */
export async function forgetChallenges(tx: Tx, before: Date): Promise<void> {
  await tx
    .deleteFrom("one_time_code")
    .where("purpose", "like", "challenge-%")
    .where("expires_at", "<", before)
    .execute();
}

/** Codes that are used, ended or out of date: nobody asks for them any more. */
export async function deleteSpentCodes(tx: Tx, now: Date): Promise<void> {
  await tx
    .deleteFrom("one_time_code")
    .where((eb) => eb.or([eb("used_at", "<", now), eb("expires_at", "<", now)]))
    .execute();
}

/** A member's open recovery codes. */
export async function countRecoveryCodes(tx: Tx, memberId: string): Promise<{ left: number; printedAt: Date | null }> {
  const row = await tx
    .selectFrom("one_time_code")
    .select((eb) => [eb.fn.countAll<number>().as("left"), eb.fn.max("created_at").as("printed_at")])
    .where("member_id", "=", memberId)
    .where("purpose", "=", "recovery")
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  return { left: Number(row.left), printedAt: row.printed_at };
}
