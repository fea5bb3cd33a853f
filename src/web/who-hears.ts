import type { Me } from "../contract/access.ts";
import { sessionOver } from "./access/session-over.ts";
import { api } from "./api.ts";
import type { Handlers } from "./feed.ts";
import { insights } from "./insight/insights.svelte.ts";
import { projects } from "./projects/projects.svelte.ts";
import { rosterFeed } from "./roster/roster-feed.svelte.ts";
import { navigate } from "./router.ts";
import { ampel } from "./state/ampel.svelte.ts";
import { backup } from "./state/backup.svelte.ts";
import { contacts } from "./state/contacts.svelte.ts";
import { inbox } from "./state/inbox.svelte.ts";
import { incidents } from "./state/incidents.svelte.ts";
import { presence } from "./state/presence.svelte.ts";
import { rooms } from "./state/rooms.svelte.ts";
import { session } from "./state/session.svelte.ts";
import { setup } from "./state/setup.svelte.ts";
import { threads } from "./state/threads.svelte.ts";

/** Who hears of an event, of a gap in the feed, and of its end. */
export const whoHears: Handlers = {
  event: (event) => {
    inbox.apply(event);
    threads.apply(event);
    if (session.can("use-team")) rooms.apply(event);
    setup.apply(event);
    ampel.apply(event);
    backup.apply(event);
    contacts.apply(event);
    incidents.apply(event);
    insights.apply(event);
    rosterFeed.apply(event);
    projects.apply(event);
    if (event.kind === "member-changed") session.loadPeople();
    // The yearly check of this very device became due, or somebody looked at it.
    if (event.kind === "device-changed" && event.memberId === session.id) void session.load();
  },
  presence: (view) => presence.apply(view),
  opened: () => presence.startOver(),
  gone: async () => {
    // Asked before all else: what happens while the rest is fetched is told from there on.
    const { seq } = await api.get<Me>("/api/me");
    for (const one of [insights, incidents, ampel, backup]) one.changed();
    for (const one of [contacts, setup, projects, rosterFeed]) one.startOver();
    session.loadPeople();
    threads.startOver();
    if (session.can("use-team")) await rooms.startOver();
    if (session.can("read-conversations")) await inbox.reload();
    return seq;
  },
  revoked: () => {
    if (session.leaving) return;
    navigate("/anmelden?grund=abgemeldet", { replace: true });
    void sessionOver();
  },
};
