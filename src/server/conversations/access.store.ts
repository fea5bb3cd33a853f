import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import type { Role } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";

export interface AccessRow {
  readonly conversationId: string;
  readonly contactId: string;
  readonly identityId: string;
  readonly accountId: string;
  readonly channelKind: ChannelKind;
  readonly state: "open" | "snoozed" | "closed";
  readonly snoozedUntil: Date | null;
  readonly assigneeId: string | null;
  readonly lastPosition: number;
  readonly version: number;
  /** "Chefsache": for owner and office only. */
  readonly reserved: boolean;
}

/** What a caller may find: everything, or everything but what is reserved. */
export type Reach = "all" | "unreserved";

const columns = [
  "c.conversation_id",
  "c.contact_id",
  "c.identity_id",
  "c.account_id",
  "c.channel_kind",
  "c.state as conversation_state",
  "c.snoozed_until",
  "c.assignee_id",
  "c.last_position",
  "c.version",
  "c.reserved_at",
] as const;

export async function loadForAccess(tx: Tx, conversationId: string, reach: Reach): Promise<AccessRow | undefined> {
  const row = await tx
    .selectFrom("conversation as c")
    .select(columns)
    .where("c.conversation_id", "=", conversationId)
    .executeTakeFirst();
  return row && within(reach, toAccess(row));
}

/** By the number people say, or by its id. */
export async function findConversation(tx: Tx, which: string | number) {
  const row = await tx
    .selectFrom("conversation")
    .select(["conversation_id", "number", "contact_id"])
    .where(typeof which === "number" ? "number" : "conversation_id", "=", which)
    .executeTakeFirst();
  return row && { conversationId: row.conversation_id, conversationNumber: row.number, contactId: row.contact_id };
}

/** By a message in it. */
export async function loadMessageForAccess(tx: Tx, messageId: string, reach: Reach): Promise<AccessRow | undefined> {
  const row = await tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
    .select(columns)
    .where("m.message_id", "=", messageId)
    .executeTakeFirst();
  return row && within(reach, toAccess(row));
}

/** The role of somebody who works here today; undefined for everybody else. */
export async function loadRole(tx: Tx, memberId: string, now: Date): Promise<Role | undefined> {
  const row = await tx
    .selectFrom("member as m")
    .innerJoin("tenant as t", "t.tenant_id", "m.tenant_id")
    .select("m.role")
    .where("m.member_id", "=", memberId)
    .where("m.disabled_at", "is", null)
    .where(sql<boolean>`(m.ends_on is null or m.ends_on >= (${now}::timestamptz at time zone t.time_zone)::date)`)
    .executeTakeFirst();
  return row?.role;
}

/** Undefined where it is not theirs: as if it were not there. */
const within = (reach: Reach, row: AccessRow): AccessRow | undefined =>
  reach === "all" || !row.reserved ? row : undefined;

function toAccess(row: {
  conversation_id: string;
  contact_id: string;
  identity_id: string;
  account_id: string;
  channel_kind: ChannelKind;
  conversation_state: string;
  snoozed_until: Date | null;
  assignee_id: string | null;
  last_position: number;
  version: number;
  reserved_at: Date | null;
}): AccessRow {
  return {
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    identityId: row.identity_id,
    accountId: row.account_id,
    channelKind: row.channel_kind,
    state: row.conversation_state as AccessRow["state"],
    snoozedUntil: row.snoozed_until,
    assigneeId: row.assignee_id,
    lastPosition: row.last_position,
    version: row.version,
    reserved: row.reserved_at !== null,
  };
}

/** Of some conversations the one in which something happened last. */
export async function loadNewest(
  tx: Tx,
  conversationIds: readonly string[],
  reach: Reach,
): Promise<AccessRow | undefined> {
  if (conversationIds.length === 0) return undefined;
  let query = tx
    .selectFrom("conversation as c")
    .select(columns)
    .where("c.conversation_id", "in", [...conversationIds]);
  if (reach === "unreserved") query = query.where("c.reserved_at", "is", null);
  const row = await query
    .orderBy("c.last_activity_at", "desc")
    .orderBy("c.conversation_id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toAccess(row);
}

/** Every conversation that is reserved. */
export async function loadReserved(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom("conversation")
    .select("conversation_id")
    .where("reserved_at", "is not", null)
    .execute();
  return rows.map((row) => row.conversation_id);
}

/** What colleagues call a member. */
export async function loadFirstName(tx: Tx, memberId: string): Promise<string> {
  const { name } = await tx
    .selectFrom("member")
    .select("name")
    .where("member_id", "=", memberId)
    .executeTakeFirstOrThrow();
  return name.split(" ")[0] ?? name;
}
