import type { PresenceView } from "../../contract/conversations.ts";
import { EventsQuery } from "../../contract/events.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { type EventStream, openEventStream } from "../platform/http/event-stream.ts";
import { countScreen } from "../platform/http/open-streams.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { can } from "../rights/can.ts";
import type { Feed, Follower } from "./follow-feed.action.ts";
import type { Presence } from "./presence.ts";
import { type Listener, reaches, type StoredEvent } from "./reaches.ts";
import { watchSessions } from "./watch-sessions.action.ts";

/** A typing that ended, or somebody who said no good-bye, is told so soon after. */
const sweepMs = 1_000;
/** What decides who hears what, beside the role. */
type Belongs = Pick<Listener, "rooms" | "projects" | "reserved">;

/**
 * GET /api/events: server-sent events. Closed within a second when the session ends (V60). Everybody hears only what
 * `reaches` them.
 * @param ask `alive`: which of these callers may still listen; `memberships`: the rooms and projects they belong to, and what is kept from them
 */
export function streamRoutes(
  app: App,
  deps: Pick<Deps, "wake" | "log" | "clock">,
  feed: Feed,
  presence: Presence,
  ask: {
    alive(tenantId: string, callers: readonly Caller[]): Promise<readonly boolean[]>;
    memberships(caller: Caller): Promise<Belongs>;
  },
): void {
  const sessions = watchSessions(deps, ask.alive);
  const sweep = setInterval(() => presence.sweep(deps.clock.now()), sweepMs);
  sweep.unref();
  app.addHook("onClose", async () => {
    clearInterval(sweep);
    sessions.stop();
  });
  const feedRoute = { schema: { querystring: EventsQuery }, exposeHeadRoute: false };
  app.get("/api/events", feedRoute, async (request, reply) => {
    const caller = allowed(callerOf(request), "read-conversations", "use-team", "ask-insights");
    const belongs = await ask.memberships(caller);
    const uncount = countScreen(caller);
    const stream = openEventStream(reply, 1_000);
    stream.whenClosed(uncount);
    stream.whenClosed(sessions.add(caller, () => stream.end("revoked")));
    const screen = screenOf(stream, caller, belongs, () => ask.memberships(caller));
    // Who looks at which conversation is for those who work in the inbox; in rooms nobody's presence exists (IN-3).
    if (can(caller, "read-conversations")) {
      const tell = (view: PresenceView) => {
        if (screen.mayKnow(view.conversationId)) stream.send("presence", view);
      };
      for (const view of presence.views(caller.tenantId, deps.clock.now())) tell(view);
      stream.whenClosed(presence.on(caller.tenantId, tell));
    }
    const after = lastSeen(request.headers["last-event-id"]) ?? request.query.after;
    await feed.follow(caller.tenantId, after, screen).then(stream.whenClosed, (error: unknown) => {
      // Open and deaf is worse than closed: the screen comes back and asks anew.
      deps.log.warn("event stream not begun", { tenantId: caller.tenantId, error });
      stream.end();
    });
  });
}

/** EventSource sends the last id it saw when it reconnects; it is newer than the address. */
function lastSeen(header: unknown): number | undefined {
  const id = Number(header);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** Hands a screen what reaches its member, in order, by what they belong to at that moment. */
function screenOf(
  stream: EventStream,
  caller: Caller,
  first: Belongs,
  memberships: () => Promise<Belongs>,
): Follower & { mayKnow(conversationId: string): boolean } {
  let listener = listenerOf(caller, first);
  const joinOrLeave = () =>
    memberships().then(
      (belongs) => {
        listener = listenerOf(caller, belongs);
      },
      // What was true is not known: the screen comes back and asks anew.
      () => stream.end("gone"),
    );
  // While somebody joins, what comes next waits in order: it may be the first word in the room they were let into.
  let joining: Promise<void> | undefined;
  const pass = (event: StoredEvent) => {
    const { withheldFrom: _, contactReserved: __, ...told } = event;
    if (reaches(event, listener)) stream.send("feed", told, event.seq);
  };
  return {
    mayKnow: (conversationId) => !listener.reserved.has(conversationId),
    event: (event) => {
      const mine = event.memberId === caller.memberId;
      const marked = event.kind === "conversation-reserved";
      const moves = marked || (mine && (event.kind === "room-changed" || event.kind === "project-changed"));
      if (joining === undefined && !moves) return pass(event);
      const turn = (joining ?? Promise.resolve())
        .then(() => (moves ? joinOrLeave() : undefined))
        .then(() => {
          pass(event);
          if (joining === turn) joining = undefined;
        });
      joining = turn;
    },
    gone: () => stream.end("gone"),
  };
}

const listenerOf = (caller: Caller, belongs: Belongs): Listener => ({
  ...belongs,
  memberId: caller.memberId,
  readsConversations: can(caller, "read-conversations"),
  readsReserved: can(caller, "read-reserved"),
  seesRoster: can(caller, "see-roster"),
  plansRoster: can(caller, "plan-roster"),
  managesProjects: can(caller, "manage-projects"),
  grantsInsights: can(caller, "grant-insights"),
  meetsColleagues: can(caller, "meet-colleagues"),
});
