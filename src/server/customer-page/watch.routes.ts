import { z } from "zod";
import { Slug } from "../../contract/customer.ts";
import type { FeedEvent } from "../../contract/events.ts";
import { feedPosition } from "../events/feed-position.action.ts";
import type { Feed } from "../events/follow-feed.action.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { findCustomerSession } from "./find-session.action.ts";
import { customerCookie } from "./page-context.ts";
import { visitOf } from "./visit.adapter.ts";

const heartbeatMs = 20_000;
const perSession = 4;

/** What may change the customer's own page. Notes, drafts and reading staff stay inside (V23). */
const kinds: ReadonlySet<FeedEvent["kind"]> = new Set([
  "message-received",
  "message-sent",
  "message-changed",
  "attachment-changed",
]);

/** GET /api/customer/:slug/watch: server-sent events that only say "changed"; the page fetches what it may see. */
export function watchRoutes(app: App, deps: Deps, feed: Feed): void {
  const open = new Map<string, number>();

  app.get("/api/customer/:slug/watch", { schema: { params: z.object({ slug: Slug }) } }, async (request, reply) => {
    const { page, session } = await visitOf(deps, request, reply, request.params.slug);
    if (!session) throw new Problem("not-found");
    const used = open.get(session.sessionId) ?? 0;
    if (used >= perSession) throw new Problem("too-many", { retryAfterSeconds: 30 });
    open.set(session.sessionId, used + 1);
    const after = await deps.db.withTenant(page.tenantId, (tx) => feedPosition(tx));
    reply.hijack();
    const socket = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) socket.setHeader(name, value);
    socket.writeHead(200, { "content-type": "text/event-stream", "x-accel-buffering": "no" });
    // The first "changed" catches what happened between loading the page and listening.
    socket.write("retry: 2000\n\nevent: changed\ndata: {}\n\n");
    const secret = request.cookies[customerCookie];
    const heartbeat = setInterval(() => {
      socket.write(": still here\n\n");
      findCustomerSession(deps, page, secret).then(
        (still) => still ?? socket.end("event: over\ndata: {}\n\n"),
        () => {},
      );
    }, heartbeatMs);
    const stops: (() => void)[] = [];
    socket.on("close", () => {
      clearInterval(heartbeat);
      const left = (open.get(session.sessionId) ?? 1) - 1;
      if (left > 0) open.set(session.sessionId, left);
      else open.delete(session.sessionId);
      for (const stop of stops) stop();
    });
    const stop = await feed.follow(page.tenantId, after, {
      event: (event) => {
        if (event.conversationId === session.conversationId && kinds.has(event.kind))
          socket.write("event: changed\ndata: {}\n\n");
      },
      gone: () => socket.end(),
    });
    if (socket.destroyed) stop();
    else stops.push(stop);
  });
}
