import { EventsQuery } from "../../contract/events.ts";
import { can } from "../members/can.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import type { Feed } from "./follow-feed.action.ts";
import type { Presence } from "./presence.ts";
import { type Listener, reaches, type StoredEvent } from "./reaches.ts";

const heartbeatMs = 20_000;
/** A reader that lets this much pile up is not reading: it is dropped and comes back with its cursor (F16). */
const maxBacklog = 1_000_000;

/**
 * GET /api/events: server-sent events (WHATWG HTML 9.2). Closed within a second when the session ends: the wake-up
 * names the session, and every heartbeat checks it again in case the note was lost (V60).
 * Everybody hears only what `reaches` them.
 * @param ask `alive`: whether the caller may still listen; `memberships`: the rooms and projects they belong to, and what is kept from them
 */
export function streamRoutes(
  app: App,
  deps: Deps,
  feed: Feed,
  presence: Presence,
  ask: {
    alive(caller: Caller): Promise<boolean>;
    memberships(caller: Caller): Promise<Pick<Listener, "rooms" | "projects" | "reserved">>;
  },
): void {
  app.get("/api/events", { schema: { querystring: EventsQuery } }, async (request, reply) => {
    const caller = callerOf(request);
    if (!(["read-conversations", "use-team", "ask-insights"] as const).some((ability) => can(caller, ability)))
      throw new Problem("not-allowed");
    let listener = listenerOf(caller, await ask.memberships(caller));
    // EventSource sends the last id it saw when it reconnects; it is newer than the address.
    const resumed = Number(request.headers["last-event-id"]);
    const after = Number.isSafeInteger(resumed) && resumed > 0 ? resumed : request.query.after;
    reply.hijack();
    const socket = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) socket.setHeader(name, value);
    socket.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    const write = (text: string) => {
      if (socket.writableEnded) return;
      socket.write(text);
      if (socket.writableLength > maxBacklog) socket.destroy();
    };
    const send = (name: string, data: unknown, id?: number) =>
      write(`${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    write("retry: 1000\n\n");
    const end = (name: string) => {
      send(name, {});
      socket.end();
    };
    const check = () =>
      ask.alive(caller).then(
        (yes) => {
          if (!yes) end("revoked");
        },
        () => {},
      );
    const stops = [
      deps.wake.on("session", (subject) => {
        if (subject === undefined || subject.startsWith(caller.tenantId)) void check();
      }),
    ];
    // Who looks at which conversation is for those who work in the inbox; in rooms nobody's presence exists (IN-3).
    if (listener.readsConversations)
      stops.push(
        presence.on(caller.tenantId, (view) => {
          if (!listener.reserved.has(view.conversationId)) send("presence", view);
        }),
      );
    const joinOrLeave = () =>
      ask.memberships(caller).then(
        (belongs) => {
          listener = listenerOf(caller, belongs);
        },
        // What was true is not known: the screen comes back and asks anew.
        () => end("gone"),
      );
    const heartbeat = setInterval(() => {
      write(": still here\n\n");
      void check();
    }, heartbeatMs);
    socket.on("close", () => {
      clearInterval(heartbeat);
      for (const stop of stops) stop();
    });
    // While somebody joins, what comes next waits in order: it may be the first word in the room they were let into.
    let joining: Promise<void> | undefined;
    const pass = (event: StoredEvent) => {
      const { withheldFrom: _, ...told } = event;
      if (reaches(event, listener)) send("feed", told, event.seq);
    };
    const stop = await feed.follow(caller.tenantId, after, {
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
      gone: () => end("gone"),
    });
    if (socket.destroyed) stop();
    else stops.push(stop);
  });
}

const listenerOf = (caller: Caller, belongs: Pick<Listener, "rooms" | "projects" | "reserved">): Listener => ({
  ...belongs,
  memberId: caller.memberId,
  readsConversations: can(caller, "read-conversations"),
  seesRoster: can(caller, "see-roster"),
  plansRoster: can(caller, "plan-roster"),
  managesProjects: can(caller, "manage-projects"),
  grantsInsights: can(caller, "grant-insights"),
});
