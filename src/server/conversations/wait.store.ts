import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** A message `o` that answers: a member's, on its way or arrived. */
export const answers = sql`o.direction = 'out' and not ('automatic' = any(o.content_flags))
  and o.state not in ('blocked', 'withdrawn', 'failed')`;

/** How far such a message answers: up to what its writer saw, where that is known. */
export const answersUpTo = sql`coalesce(o.seen_position, o.position)`;

/**
 * Since when the contact waits, by what was said: the first message that no answer of a member came after. An answer
 * that never left, or ended without reaching anybody, is none; what was closed as dealt with needs none.
 */
const unanswered = (answered = answers) => sql<Date | null>`(
  select min(i.sent_at) from message i
  where i.conversation_id = c.conversation_id and i.direction = 'in' and i.position > greatest(c.settled_position, (
    select max(${answersUpTo}) from message o where o.conversation_id = c.conversation_id and ${answered})))`;
const unansweredSince = unanswered();

/** Since when the contact waits after an answer `p`: for what its writer had not seen, if anything. */
export const waitsAfterAnswer = sql<Date | null>`case when c.state <> 'closed' and exists (
  select from message i where i.conversation_id = c.conversation_id and i.direction = 'in' and i.position > p.seen_position)
  then ${unansweredSince} end`;

/**
 * The conversation as if the withdrawn had not been written: whoever waited for an answer waits again, since then, and
 * the list shows what was said last. One that is closed stays so, and keeps the wait for whoever opens it again.
 */
export async function undoProgress(tx: Tx, conversationId: string): Promise<void> {
  await sql`
    update conversation c set
      waiting_since = case when c.state = 'closed' then c.waiting_since else least(c.waiting_since, ${unansweredSince}) end,
      closed_wait = case when c.state = 'closed' then least(c.closed_wait, ${unansweredSince}) end,
      last_message_id = coalesce((
        select m.message_id from message m
        where m.conversation_id = c.conversation_id and m.direction <> 'note' and not ('automatic' = any(m.content_flags))
          and m.state is distinct from 'withdrawn'
        order by m.position desc limit 1), c.last_message_id)
    where c.conversation_id = ${conversationId}`.execute(tx);
}

/**
 * A reply ended without reaching the contact: they wait again, since their message. A conversation that was closed or
 * put off in the belief that it was answered is open again: somebody has to act.
 */
export async function waitAgain(tx: Tx, conversationId: string): Promise<void> {
  await sql`
    update conversation c set
      waiting_since = least(c.waiting_since, w.since),
      state = 'open',
      snoozed_until = null,
      closed_at = null,
      closed_wait = null,
      version = c.version + case when c.state <> 'open' then 1 else 0 end
    from (select ${unansweredSince} as since from conversation c where c.conversation_id = ${conversationId}) w
    where c.conversation_id = ${conversationId} and w.since is not null`.execute(tx);
}

/**
 * What counted as no answer is one after all: it is sent once more, or arrived. Nobody waits for what it answers. A wait
 * that has another reason, such as a reminder whose time came, stays.
 */
export async function waitNoLonger(tx: Tx, conversationId: string, messageId: string): Promise<void> {
  const asWithout = unanswered(sql`${answers} and o.message_id <> ${messageId}`);
  await sql`
    update conversation c set waiting_since = ${unansweredSince}
    where c.conversation_id = ${conversationId} and c.state <> 'closed' and c.waiting_since = ${asWithout}`.execute(tx);
}
