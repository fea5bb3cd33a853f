import type { Taken } from "./counting-graph.ts";

/** What left the house, against what the product says of it. Pure. */

export interface OutboxState {
  readonly messageId: string;
  readonly conversation: string;
  readonly outbox: string;
  /** What a member sees. */
  readonly message: string;
  readonly automatic: boolean;
}

export interface OutboundFindings {
  /** Rows that did not end in sent, failed, unknown or withdrawn. */
  readonly unended: string[];
  /** Rows whose end a member does not see. */
  readonly hidden: string[];
  /** Taken by the channel more than once. */
  readonly sentTwice: string[];
  /** A person got the privacy notice more than once. */
  readonly noticeTwice: string[];
  /** Said to be sent, but never taken; or said to have failed or to be withdrawn, but taken. */
  readonly untrue: string[];
  /** Taken, but no message of ours. */
  readonly strange: string[];
}

const visibleAs: Readonly<Record<string, readonly string[]>> = {
  sent: ["sent", "delivered", "read"],
  failed: ["failed", "blocked"],
  unknown: ["unknown"],
  withdrawn: ["withdrawn"],
};

export function checkOutbound(rows: readonly OutboxState[], taken: readonly Taken[]): OutboundFindings {
  const times = new Map<string, number>();
  for (const { correlation } of taken) times.set(correlation, (times.get(correlation) ?? 0) + 1);
  const known = new Map(rows.map((row) => [row.messageId, row]));
  const notices = taken.filter((t) => known.get(t.correlation)?.automatic === true);
  return {
    unended: rows.filter((row) => visibleAs[row.outbox] === undefined).map((row) => `${row.messageId} ${row.outbox}`),
    hidden: rows
      .filter((row) => visibleAs[row.outbox]?.includes(row.message) === false)
      .map((row) => `${row.messageId} ${row.outbox} shown as ${row.message}`),
    sentTwice: [...times].filter(([, count]) => count > 1).map(([id, count]) => `${id} ${count} times`),
    noticeTwice: [...Map.groupBy(notices, (t) => t.to)].filter(([, all]) => all.length > 1).map(([to]) => to),
    untrue: rows
      .filter(
        ({ outbox, messageId }) =>
          (outbox === "sent" && !times.has(messageId)) ||
          ((outbox === "failed" || outbox === "withdrawn") && times.has(messageId)),
      )
      .map((row) => `${row.messageId} ${row.outbox}`),
    strange: [...times.keys()].filter((id) => !known.has(id)),
  };
}

/** Replies over the API: each one that was answered is stored once, with its words. */
export function checkReplies(
  replies: readonly { readonly clientId: string; readonly text: string }[],
  acknowledged: ReadonlySet<string>,
  stored: readonly { readonly clientId: string | null; readonly text: string }[],
): { lost: string[]; doubled: string[] } {
  const byClient = Map.groupBy(stored, (message) => message.clientId);
  const found = replies.map(({ clientId, text }) => ({
    clientId,
    // The first reply may carry the privacy notice in front of its own words.
    times: (byClient.get(clientId) ?? []).filter((message) => message.text.endsWith(text)).length,
  }));
  return {
    lost: found.filter((f) => f.times === 0 && acknowledged.has(f.clientId)).map((f) => f.clientId),
    doubled: found.filter((f) => f.times > 1).map((f) => f.clientId),
  };
}

/** The feed: numbers 1, 2 … head, and one event for every message that came in. */
export function checkFeed(
  head: number,
  events: readonly { readonly seq: number; readonly kind: string; readonly messageId: string | null }[],
  received: readonly string[],
): { feedGaps: string[]; unannounced: string[] } {
  const feedGaps = events.filter((event, i) => event.seq !== i + 1).map((event) => `at ${event.seq}`);
  if (events.length !== head) feedGaps.push(`${events.length} events, head ${head}`);
  const told = new Map<string, number>();
  for (const { kind, messageId } of events)
    if (kind === "message-received" && messageId !== null) told.set(messageId, (told.get(messageId) ?? 0) + 1);
  return { feedGaps, unannounced: received.filter((id) => told.get(id) !== 1) };
}
