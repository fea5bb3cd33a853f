import type { EventKind, FeedEvent } from "../../contract/events.ts";

/** An event as it lies in the feed: `withheldFrom` and `contactReserved` are for us and told to nobody. */
export interface StoredEvent extends FeedEvent {
  readonly withheldFrom: readonly string[] | null;
  /** It is about a contact who has nothing but reserved conversations. */
  readonly contactReserved: boolean;
}

/** One open stream: what its member may do, and which rooms and projects they belong to right now. */
export interface Listener {
  readonly memberId: string;
  readonly readsConversations: boolean;
  readonly readsReserved: boolean;
  readonly seesRoster: boolean;
  readonly plansRoster: boolean;
  readonly managesProjects: boolean;
  readonly grantsInsights: boolean;
  /** A guest does not: to them there are no people but those of their project. */
  readonly meetsColleagues: boolean;
  readonly rooms: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
  /** Conversations kept from them: of these they hear that the mark came or went, and nothing else. */
  readonly reserved: ReadonlySet<string>;
}

type Audience = "office" | "room" | "project" | "roster" | "own" | "insight" | "colleagues" | "everybody";

const audiences: Readonly<Record<EventKind, Audience>> = {
  "conversation-opened": "office",
  "conversation-changed": "office",
  "conversation-reserved": "office",
  "message-received": "office",
  "message-sent": "office",
  "message-blocked": "office",
  "message-changed": "office",
  "note-written": "office",
  "read-changed": "own",
  "draft-changed": "own",
  "contact-changed": "office",
  "attachment-changed": "office",
  "notice-changed": "office",
  "consent-changed": "office",
  "channel-changed": "office",
  "setup-changed": "office",
  "subject-request-changed": "office",
  "backup-changed": "office",
  "incident-changed": "office",
  "member-changed": "colleagues",
  "device-changed": "colleagues",
  "team-changed": "everybody",
  "room-changed": "room",
  "room-message-posted": "room",
  "room-message-changed": "room",
  "room-read-changed": "room",
  "project-changed": "project",
  "roster-changed": "roster",
  "swap-changed": "roster",
  "duty-alarm-changed": "roster",
  "push-changed": "own",
  "own-tasks-changed": "own",
  "insight-changed": "insight",
};

/**
 * Whether an event is told to a listener. Events carry ids only, yet even "something happened in that room" is told
 * to its members only. An event about a room that names a member is for that member alone: what waits for the end of
 * their free time, what they have read. Until then they hear nothing of it, however open their screen is.
 */
export function reaches(event: StoredEvent, listener: Listener): boolean {
  if (event.withheldFrom?.includes(listener.memberId)) return false;
  const kept = event.conversationId !== null && listener.reserved.has(event.conversationId);
  if (kept && event.kind !== "conversation-reserved") return false;
  if (event.contactReserved && !listener.readsReserved) return false;
  const own = event.memberId === null || event.memberId === listener.memberId;
  switch (audiences[event.kind]) {
    case "office":
      return listener.readsConversations;
    case "everybody":
      return true;
    case "colleagues":
      return listener.meetsColleagues || event.memberId === listener.memberId;
    case "own":
      return event.memberId === listener.memberId;
    case "room":
      return own && event.roomId !== null && (listener.rooms.has(event.roomId) || event.memberId !== null);
    case "project":
      // Whoever was let in or out hears it too, whatever they belong to now.
      if (listener.managesProjects || event.memberId === listener.memberId) return true;
      return event.projectId !== null && listener.projects.has(event.projectId);
    // An officer hears of the own question and of no conversation, whatever they may read just now.
    case "insight":
      return listener.grantsInsights || event.memberId === listener.memberId;
    case "roster":
      return listener.seesRoster && (listener.plansRoster || own);
  }
}
