import { sql } from "kysely";
import { z } from "zod";
import type { Teller } from "../../contract/kept-draft.ts";
import type { Tx } from "../platform/db.ts";
import { answers, answersUpTo } from "./wait.store.ts";

/**
 * How far a member has read; a lower position than before means "als ungelesen markieren". The conversation is taken
 * before the row, as by whoever answers in it: the foreign key alone would take it after, and the first look at a
 * conversation and the first answer in it would wait for each other.
 * @param by a look knows how often it was marked as unread, and is nothing when that has happened again since; one that is
 * told late takes nothing back of what was seen elsewhere meanwhile
 */
export async function putReadPosition(
  tx: Tx,
  tenantId: string,
  memberId: string,
  conversationId: string,
  position: number,
  by: { readonly look: number } | "mark",
) {
  const known = typeof by === "object" ? by.look : null;
  const more = by === "mark" ? 1 : 0;
  await sql`
    insert into conversation_read (tenant_id, member_id, conversation_id, read_position, marks)
    select tenant_id, ${memberId}, conversation_id, ${position}, ${more} from conversation
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} for key share
    on conflict (tenant_id, member_id, conversation_id)
    do update set read_position = case when ${known}::integer is null then excluded.read_position
      else greatest(conversation_read.read_position, excluded.read_position) end, marks = conversation_read.marks + ${more}
    where ${known}::integer is null or conversation_read.marks <= ${known}::integer`.execute(tx);
}

/**
 * Whoever answers has read what stood above the answer when it was written. One that was long on its way, from a cellar
 * or with a film, says nothing of what the customer wrote meanwhile.
 * @param seen the last position on the screen it was written on; undefined: not known, all of it
 */
export async function putReadByReply(
  tx: Tx,
  tenantId: string,
  memberId: string,
  conversationId: string,
  position: number,
  seen: number | undefined,
) {
  const unseen =
    seen === undefined
      ? sql`false`
      : sql`exists (
          select 1 from message i
          where i.conversation_id = c.conversation_id and i.direction = 'in' and i.position > ${seen} and i.position < ${position})`;
  await sql`
    insert into conversation_read (tenant_id, member_id, conversation_id, read_position, marks)
    select c.tenant_id, ${memberId}, c.conversation_id, case when ${unseen} then ${seen ?? position}::integer else ${position}::integer end, 0
    from conversation c
    where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId} for key share of c
    on conflict (tenant_id, member_id, conversation_id)
    do update set read_position = greatest(conversation_read.read_position, excluded.read_position)`.execute(tx);
}

export interface ReadState {
  readonly readPosition: number;
  readonly readMarks: number;
}

export async function loadReadState(tx: Tx, memberId: string, conversationId: string): Promise<ReadState> {
  const row = await tx
    .selectFrom("conversation_read")
    .select(["read_position", "marks"])
    .where("member_id", "=", memberId)
    .where("conversation_id", "=", conversationId)
    .executeTakeFirst();
  return { readPosition: row?.read_position ?? 0, readMarks: row?.marks ?? 0 };
}

/** @param sealedText null: nothing is kept, and who told of it is known for a while */
export async function putDraft(
  tx: Tx,
  tenantId: string,
  memberId: string,
  conversationId: string,
  sealedText: Buffer | null,
  tellers: readonly Teller[],
  at: Date,
) {
  const now = { sealed_text: sealedText, tellers: JSON.stringify(tellers), updated_at: at };
  await tx
    .insertInto("draft")
    .values({ tenant_id: tenantId, member_id: memberId, conversation_id: conversationId, ...now })
    .onConflict((oc) => oc.columns(["tenant_id", "member_id", "conversation_id"]).doUpdateSet(now))
    .execute();
}

export async function dropDraft(tx: Tx, memberId: string, conversationId: string): Promise<void> {
  await tx
    .deleteFrom("draft")
    .where("member_id", "=", memberId)
    .where("conversation_id", "=", conversationId)
    .execute();
}

interface DraftRow {
  readonly sealedText: Uint8Array | null;
  readonly tellers: readonly Teller[];
}

const Tellers = z.array(z.object({ by: z.string(), taken: z.number(), closed: z.number() }));

export async function loadDraft(tx: Tx, memberId: string, conversationId: string): Promise<DraftRow | undefined> {
  const row = await tx
    .selectFrom("draft")
    .select(["sealed_text", "tellers"])
    .where("member_id", "=", memberId)
    .where("conversation_id", "=", conversationId)
    .executeTakeFirst();
  return row && { sealedText: row.sealed_text, tellers: Tellers.parse(row.tellers) };
}

export interface ConversationChange {
  readonly state?: "open" | "snoozed" | "closed";
  readonly assigneeId?: string | null;
  readonly snoozedUntil?: Date | null;
  readonly closedAt?: Date | null;
  /** Dealt with: nobody waits any more, and what came in needs no answer. */
  readonly closing?: boolean;
  /** As it was before it was closed: whoever waited waits again, since then, unless a reply has answered them meanwhile. */
  readonly opening?: boolean;
  readonly reservedAt?: Date | null;
}

const closing = {
  closed_wait: sql<Date | null>`case when state = 'closed' then closed_wait else waiting_since end`,
  settled_position: sql<number>`case when waiting_since is null then settled_position else last_position end`,
  waiting_since: null,
};

/** Up to here nothing needs an answer, once the wait that ended with "Erledigt" is back. */
const settledBefore = sql<number>`coalesce((
  select min(m.position) - 1 from message m where m.conversation_id = conversation.conversation_id
    and m.direction = 'in' and m.sent_at >= conversation.closed_wait), conversation.settled_position)`;

const opening = {
  waiting_since: sql<Date | null>`case when state <> 'closed' then waiting_since
    when not exists (select from message o where o.conversation_id = conversation.conversation_id
      and ${answersUpTo} > ${settledBefore} and ${answers}) then closed_wait
    else (select min(i.sent_at) from message i where i.conversation_id = conversation.conversation_id
      and i.direction = 'in' and i.position > (
        select max(${answersUpTo}) from message o where o.conversation_id = conversation.conversation_id and ${answers})) end`,
  settled_position: sql<number>`case when state = 'closed' then ${settledBefore} else settled_position end`,
  closed_wait: null,
};

/** Changes a conversation if it still is at `version`; false = somebody was faster (F31). */
export async function changeConversation(
  tx: Tx,
  conversationId: string,
  version: number,
  change: ConversationChange,
): Promise<boolean> {
  const done = await tx
    .updateTable("conversation")
    .set((eb) => ({
      version: eb("version", "+", 1),
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.assigneeId === undefined ? {} : { assignee_id: change.assigneeId }),
      ...(change.snoozedUntil === undefined ? {} : { snoozed_until: change.snoozedUntil }),
      ...(change.closedAt === undefined ? {} : { closed_at: change.closedAt }),
      ...(change.closing ? closing : {}),
      ...(change.opening ? opening : {}),
      ...(change.reservedAt === undefined ? {} : { reserved_at: change.reservedAt }),
    }))
    .where("conversation_id", "=", conversationId)
    .where("version", "=", version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Conversations whose time has come: they are on top again, unread or not. @returns their ids */
export async function wakeSnoozed(tx: Tx, now: Date): Promise<{ conversationId: string; contactId: string }[]> {
  const rows = await tx
    .updateTable("conversation")
    .set((eb) => ({
      state: "open",
      waiting_since: eb.fn.coalesce("waiting_since", eb.ref("snoozed_until")),
      snoozed_until: null,
      version: eb("version", "+", 1),
    }))
    .where("state", "=", "snoozed")
    .where("snoozed_until", "<=", now)
    .returning(["conversation_id", "contact_id"])
    .execute();
  return rows.map((row) => ({ conversationId: row.conversation_id, contactId: row.contact_id }));
}

export async function countRepliesAfter(
  tx: Tx,
  conversationId: string,
  position: number,
  exceptMemberId: string,
): Promise<number> {
  const row = await tx
    .selectFrom("message")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("conversation_id", "=", conversationId)
    .where("direction", "=", "out")
    .where("position", ">", position)
    // Taken back: nothing was said.
    .where("state", "is distinct from", "withdrawn")
    .where("author_id", "is not", null)
    .where("author_id", "<>", exceptMemberId)
    .executeTakeFirstOrThrow();
  return row.n;
}
