import type { FeedEvent } from "../../contract/events.ts";
import { feedPosition } from "../events/feed-position.action.ts";
import type { Feed } from "../events/follow-feed.action.ts";
import type { Deps } from "../platform/deps.ts";
import { heartbeatMs, openEventStream } from "../platform/http/event-stream.ts";
import { countStream } from "../platform/http/open-streams.ts";
import { withinBusiness } from "../platform/http/shares.ts";
import { isVisitOn } from "./find-session.action.ts";
import type { Visit } from "./visit.adapter.ts";

/**
 * Of one visitor, and of all behind one address: whole houses and mobile networks share one, with the customers of other
 * businesses as well. All of theirs are a tenth of the connections this server takes.
 */
const most = { session: 4, address: { business: 60, all: 1_200 } } as const;

/** What may change the customer's own page. Notes, drafts and reading staff stay inside (V23). */
const kinds: ReadonlySet<FeedEvent["kind"]> = new Set([
  "message-received",
  "message-sent",
  "message-changed",
  "attachment-changed",
]);

/**
 * Server-sent events that only say "changed": the page fetches what it may see. Ends with "over" within a second of
 * the session: the note names it (V60). The heartbeat looks as well, in case a note was lost or the visit ran out.
 * @param who `over`: the page shows another conversation, whose visit ended while its device slept
 */
export async function watchTalk(
  deps: Deps,
  feed: Feed,
  { page, session }: Visit & { readonly session: NonNullable<Visit["session"]> },
  who: { readonly secret: string | undefined; readonly address: string; readonly over?: boolean },
  reply: Parameters<typeof openEventStream>[0],
): Promise<void> {
  const uncount = countStream([
    [`session ${session.sessionId}`, most.session],
    ...withinBusiness(page.tenantId, `address ${who.address}`, most.address),
  ]);
  const stream = openEventStream(reply, 2_000);
  stream.whenClosed(uncount);
  if (who.over) return stream.end("over");
  const look = () => {
    isVisitOn(deps, page, who.secret).then(
      (on) => {
        if (!on) stream.end("over");
      },
      () => {},
    );
  };
  const heartbeat = setInterval(look, heartbeatMs);
  stream.whenClosed(() => clearInterval(heartbeat));
  const note = `${page.tenantId}/${session.sessionId}`;
  stream.whenClosed(
    deps.wake.on("session", (subject) => {
      if (subject === note) look();
    }),
  );
  const follow = async () => {
    const after = await deps.db.withTenant(page.tenantId, (tx) => feedPosition(tx));
    // Catches what happened between loading the page and listening; told before, the page could fetch, and what came
    // between its look and this place would never be heard of.
    stream.send("changed", {});
    return await feed.follow(page.tenantId, after, {
      event: ({ conversationId, kind }) => {
        if (conversationId === session.conversationId && kinds.has(kind)) stream.send("changed", {});
      },
      gone: () => stream.end(),
    });
  };
  await follow().then(stream.whenClosed, (error: unknown) => {
    // Open and deaf is worse than closed: the page comes back and asks anew.
    deps.log.warn("customer stream not begun", { tenantId: page.tenantId, error });
    stream.end();
  });
}
