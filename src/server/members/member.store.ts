import { sql } from "kysely";
import { Role } from "../../contract/access.ts";
import type { Tx } from "../platform/db.ts";

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly endsOn: string | null;
  readonly disabled: boolean;
  /** May sign in today. */
  readonly active: boolean;
  readonly language: string;
}

const active = (now: Date) => sql<boolean>`(m.disabled_at is null and (m.ends_on is null
  or m.ends_on >= (${now}::timestamptz at time zone t.time_zone)::date))`;

function members(tx: Tx, now: Date) {
  return tx
    .selectFrom("member as m")
    .innerJoin("tenant as t", "t.tenant_id", "m.tenant_id")
    .select(["m.member_id as id", "m.name", "m.role", "m.ends_on as endsOn", "m.disabled_at", "m.language"])
    .select(active(now).as("active"));
}

const toMember = (row: Awaited<ReturnType<ReturnType<typeof members>["executeTakeFirstOrThrow"]>>): Member => ({
  id: row.id,
  name: row.name,
  role: Role.parse(row.role),
  endsOn: row.endsOn,
  disabled: row.disabled_at !== null,
  active: row.active,
  language: row.language,
});

export async function findMember(tx: Tx, id: string, now: Date): Promise<Member | undefined> {
  const row = await members(tx, now).where("m.member_id", "=", id).executeTakeFirst();
  return row && toMember(row);
}

/** The member of this role who may sign in and has been here longest. */
export async function findMemberOfRole(tx: Tx, role: Role, now: Date): Promise<Member | undefined> {
  const row = await members(tx, now)
    .where("m.role", "=", role)
    .where(active(now))
    .orderBy("m.created_at")
    .orderBy("m.member_id")
    .limit(1)
    .executeTakeFirst();
  return row && toMember(row);
}

export async function listMembers(tx: Tx, now: Date): Promise<(Member & { approvedDevices: number })[]> {
  const rows = await members(tx, now)
    .select((eb) =>
      eb
        .selectFrom("device as d")
        .whereRef("d.member_id", "=", "m.member_id")
        .where("d.state", "=", "approved")
        .select((inner) => inner.fn.countAll<number>().as("count"))
        .as("approvedDevices"),
    )
    .orderBy("m.name")
    .orderBy("m.member_id")
    .execute();
  return rows.map((row) => ({ ...toMember(row), approvedDevices: Number(row.approvedDevices) }));
}

/**
 * So that "is there an owner yet?" and "is there another one?" have one answer at a time. A lock of its own: whoever lets
 * somebody go changes conversations after it, and everybody else takes the feed after those.
 */
export async function lockMembers(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`members:${tenantId}`}, 0))`.execute(tx);
}

export async function countMembers(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom("member")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Owners who stay when this one goes: who can sign in is replaced only by somebody who can as well, on a device of their own. */
export async function countOtherOwners(tx: Tx, goingId: string): Promise<number> {
  const row = await tx
    .selectFrom("member as m")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("m.role", "=", "owner")
    .where("m.disabled_at", "is", null)
    .where("m.ends_on", "is", null)
    .where("m.member_id", "<>", goingId)
    .where(({ exists, not, or, ref, val, selectFrom }) => {
      const approvedOf = (memberId: typeof owner | typeof going) =>
        exists(
          selectFrom("device").select("device_id").where("state", "=", "approved").where("member_id", "=", memberId),
        );
      const [owner, going] = [ref("m.member_id"), val(goingId)];
      return or([approvedOf(owner), not(approvedOf(going))]);
    })
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function insertMember(
  tx: Tx,
  member: { tenantId: string; id: string; name: string; role: Role; endsOn: string | null; at: Date },
): Promise<void> {
  await tx
    .insertInto("member")
    .values({
      tenant_id: member.tenantId,
      member_id: member.id,
      name: member.name,
      role: member.role,
      ends_on: member.endsOn,
      created_at: member.at,
    })
    .execute();
}

export interface MemberChange {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly endsOn?: string | null | undefined;
  readonly disabledAt?: Date | null | undefined;
  readonly language?: "de" | "en" | undefined;
}

export async function updateMember(tx: Tx, id: string, change: MemberChange): Promise<void> {
  await tx
    .updateTable("member")
    .set((eb) => ({
      name: change.name ?? eb.ref("name"),
      role: change.role ?? eb.ref("role"),
      ends_on: change.endsOn === undefined ? eb.ref("ends_on") : change.endsOn,
      disabled_at: change.disabledAt === undefined ? eb.ref("disabled_at") : change.disabledAt,
      language: change.language ?? eb.ref("language"),
    }))
    .where("member_id", "=", id)
    .execute();
}

/** What the screens say about the business itself. */
export async function loadTenant(tx: Tx, tenantId: string) {
  return await tx
    .selectFrom("tenant")
    .select(["name", "demo", "time_zone as timeZone"])
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
}
