import type { Blows } from "./blows.ts";
import { checkMessages, type ExpectedMessage } from "./check.ts";
import { checkFeed, checkOutbound, checkReplies } from "./check-outbound.ts";
import type { CountingGraph } from "./counting-graph.ts";
import type { Book } from "./ledger.ts";
import type { Plan } from "./plan.ts";
import type { ProductState } from "./read-product.ts";
import type { Replier } from "./replier.ts";
import type { Sender } from "./sender.ts";
import type { SupervisedServer } from "./supervised-server.ts";

/** Every promise with what broke it; an empty list keeps it. */
type Violations = Readonly<Record<string, readonly string[]>>;

export interface Result {
  readonly seed: number;
  readonly kept: boolean;
  readonly violations: Violations;
  readonly figures: Readonly<Record<string, number>>;
}

export interface Played {
  readonly plan: Plan;
  /** When everything had come to rest by itself, and after a member settled what was unknown. */
  readonly before: ProductState;
  readonly state: ProductState;
  readonly book: Book;
  readonly sender: Sender;
  readonly graph: CountingGraph;
  readonly server: SupervisedServer;
  readonly blows: Blows;
  readonly replier: Replier;
  readonly acceptedMs: number;
  readonly drainedMs: number;
}

export function expectedMessages(plan: Plan, book: Book): ExpectedMessage[] {
  return plan.deliveries.flatMap((delivery) =>
    delivery.messages.map((message) => ({ ...message, acknowledged: book.acknowledged.has(String(delivery.id)) })),
  );
}

export function judge(played: Played): Result {
  const { plan, before, state, book, graph, server, replier } = played;
  const expected = expectedMessages(plan, book);
  const byItself = checkOutbound(before.outbox, graph.taken);
  const inTheEnd = checkOutbound(state.outbox, graph.taken);
  const replies = checkReplies(replier.replies, book.acknowledged, state.messages);
  const received = state.messages.filter((m) => m.externalId !== null).map((m) => m.messageId);
  const violations: Violations = {
    ...checkMessages(expected, state.messages),
    ...checkFeed(state.head, state.events, received),
    "outbox not ended": byItself.unended,
    "end not visible": [...byItself.hidden, ...inTheEnd.hidden],
    "sent twice": inTheEnd.sentTwice,
    "notice twice": inTheEnd.noticeTwice,
    "state untrue": [...byItself.untrue, ...inTheEnd.untrue],
    "sent by nobody": inTheEnd.strange,
    "reply lost": replies.lost,
    "reply doubled": replies.doubled,
    "reply refused": replier.refused === 0 ? [] : [`${replier.refused}`],
    "still unknown after a member settled it": state.outbox
      .filter((r) => r.outbox === "unknown")
      .map((r) => r.messageId),
    "still waiting for a notice": state.held.slice(),
    "people without a notice": withoutNotice(state),
    "stray receipts": strays(plan, state),
    "parked deliveries": state.parkedDeliveries === 0 ? [] : [`${state.parkedDeliveries}`],
    "not acknowledged": plan.deliveries.filter((d) => !book.acknowledged.has(String(d.id))).map((d) => String(d.id)),
    "server ended by itself": server.selfExits === 0 ? [] : [`${server.selfExits} times`],
  };
  const kept = Object.values(violations).every((list) => list.length === 0);
  return { seed: plan.options.seed, kept, violations, figures: figuresOf(played, expected.length) };
}

function withoutNotice(state: ProductState): string[] {
  const noticed = new Set(state.outbox.filter((row) => row.automatic).map((row) => row.conversation));
  return [...new Set(state.messages.map((m) => m.conversation))].filter((id) => !noticed.has(id));
}

function strays(plan: Plan, state: ProductState): string[] {
  const expected = plan.deliveries.flatMap((d) => d.strayReceipts).sort();
  const there = state.parkedReceipts.toSorted();
  return expected.join() === there.join() ? [] : [`${there.length} kept, ${expected.length} sent`];
}

function figuresOf(played: Played, messages: number): Record<string, number> {
  const { plan, before, sender, graph, server, blows, replier, acceptedMs, drainedMs } = played;
  const count = (state: string) => before.outbox.filter((row) => row.outbox === state).length;
  const sorted = sender.latencies.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10;
  const seconds = (ms: number) => Math.round(ms / 100) / 10;
  return {
    deliveries: plan.deliveries.length,
    repetitions: plan.steps - plan.deliveries.length,
    messages,
    conversations: plan.senders,
    "server kills": server.kills,
    "starts that gave up while the database was away": server.failedStarts,
    "database crashes": blows.databaseCrashes,
    "attempts without a 200": sender.failedAttempts,
    "seconds until all had their 200": seconds(acceptedMs),
    "seconds until all was done": seconds(drainedMs),
    "deliveries a second": Math.round(plan.steps / (acceptedMs / 1_000)),
    "messages a second, to the end": Math.round(messages / (drainedMs / 1_000)),
    "ms to a 200, half": at(0.5),
    "ms to a 200, 99 of 100": at(0.99),
    "replies written": replier.replies.length,
    "calls to the Graph API": graph.calls,
    "taken there": graph.taken.length,
    "taken without an answer": graph.hung + graph.cut,
    "refused there at first": graph.refused,
    "outbox sent": count("sent"),
    "outbox failed": count("failed"),
    "outbox unknown, settled by a member": count("unknown"),
  };
}
