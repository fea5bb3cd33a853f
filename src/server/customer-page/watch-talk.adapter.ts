import type { ServerResponse } from "node:http";
import type { FeedEvent } from "../../contract/events.ts";
import { feedPosition } from "../events/feed-position.action.ts";
import type { Feed } from "../events/follow-feed.action.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { findCustomerSession } from "./find-session.action.ts";
import type { Visit } from "./visit.adapter.ts";

const heartbeatMs = 20_000;
const perSession = 4;
const openBySession = new Map<string, number>();

/** What may change the customer's own page. Notes, drafts and reading staff stay inside (V23). */
const kinds: ReadonlySet<FeedEvent["kind"]> = new Set([
  "message-received",
  "message-sent",
  "message-changed",
  "attachment-changed",
]);

/** Counts one more open stream of a session; throws `too-many` beyond what tabs and reconnects explain. */
export function countWatch(sessionId: string): void {
  const used = openBySession.get(sessionId) ?? 0;
  if (used >= perSession) throw new Problem("too-many", { retryAfterSeconds: 30 });
  openBySession.set(sessionId, used + 1);
}

function uncountWatch(sessionId: string): void {
  const left = (openBySession.get(sessionId) ?? 1) - 1;
  if (left > 0) openBySession.set(sessionId, left);
  else openBySession.delete(sessionId);
}

/**
 * Server-sent events (WHATWG HTML 9.2) that only say "changed": the page fetches what it may see. Ends with "over"
 * within a heartbeat of the session. Call `countWatch` first.
 */
export async function watchTalk(
  deps: Deps,
  feed: Feed,
  { page, session }: Visit & { readonly session: NonNullable<Visit["session"]> },
  secret: string | undefined,
  socket: ServerResponse,
): Promise<void> {
  const say = (name: string) => socket.write(`event: ${name}\ndata: {}\n\n`);
  socket.writeHead(200, { "content-type": "text/event-stream", "x-accel-buffering": "no" });
  // The first "changed" catches what happened between loading the page and listening.
  socket.write("retry: 2000\n\n");
  say("changed");
  const heartbeat = setInterval(() => {
    socket.write(": still here\n\n");
    findCustomerSession(deps, page, secret).then(
      (still) => {
        if (still) return;
        say("over");
        socket.end();
      },
      () => {},
    );
  }, heartbeatMs);
  const stops: (() => void)[] = [];
  socket.on("close", () => {
    clearInterval(heartbeat);
    uncountWatch(session.sessionId);
    for (const stop of stops) stop();
  });
  const after = await deps.db.withTenant(page.tenantId, (tx) => feedPosition(tx));
  const stop = await feed.follow(page.tenantId, after, {
    event: ({ conversationId, kind }) => {
      if (conversationId === session.conversationId && kinds.has(kind)) say("changed");
    },
    gone: () => socket.end(),
  });
  if (socket.destroyed) stop();
  else stops.push(stop);
}
