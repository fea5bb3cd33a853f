import { z } from "zod";
import { Instant } from "./ids.ts";
import { LongNumberInAddress } from "./values.ts";

/** What can happen. Events carry ids, never content: a screen fetches what it may see. */
export const EventKind = z.enum([
  "conversation-opened",
  "conversation-changed",
  "conversation-reserved",
  "message-received",
  "message-sent",
  "message-blocked",
  "message-changed",
  "note-written",
  "read-changed",
  "draft-changed",
  "contact-changed",
  "attachment-changed",
  "notice-changed",
  "consent-changed",
  "channel-changed",
  "setup-changed",
  "member-changed",
  "device-changed",
  "subject-request-changed",
  "backup-changed",
  "incident-changed",
  "insight-changed",
  "room-changed",
  "room-message-posted",
  "room-message-changed",
  "room-read-changed",
  "project-changed",
  "roster-changed",
  "swap-changed",
  "duty-alarm-changed",
  "team-changed",
  "push-changed",
  "own-tasks-changed",
]);
export type EventKind = z.infer<typeof EventKind>;

export const FeedEvent = z.object({
  seq: z.number().int(),
  kind: EventKind,
  at: Instant,
  conversationId: z.uuid().nullable(),
  messageId: z.uuid().nullable(),
  contactId: z.uuid().nullable(),
  memberId: z.uuid().nullable(),
  roomId: z.uuid().nullable(),
  projectId: z.uuid().nullable(),
});
export type FeedEvent = z.infer<typeof FeedEvent>;

/**
 * GET /api/events?after=SEQ answers with server-sent events:
 * `event: feed` with a FeedEvent and its seq as id; `event: presence` with a PresenceView (never stored; those that
 * are true when the stream opens come first);
 * `event: gone` when the cursor is older than the feed: fetch state anew; `event: revoked` before a closed session.
 */
export const EventsQuery = z.strictObject({ after: LongNumberInAddress });
