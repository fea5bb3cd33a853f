import { z } from "zod";
import { AccountId, ChannelKind, ContactId, ConversationId, Instant, MemberId, MessageId } from "./ids.ts";
import { typedLine } from "./typed.ts";
import { PointInTime, Position } from "./values.ts";
import { Excerpt, ShownName } from "./words.ts";

const ConversationState = z.enum(["open", "snoozed", "closed"]);

/** One message as a line of a row. */
const Preview = z.object({
  direction: z.enum(["in", "out", "note"]),
  text: z.string(),
  attachmentId: z.uuid().nullable(),
  media: z.string().nullable(),
  /** Taken back: nothing of it is shown. */
  revoked: z.boolean(),
});

/** One row of the inbox. */
export const ConversationRow = z.object({
  id: ConversationId,
  /** Running number people use: Vorgang 1187. */
  number: z.number().int(),
  contactId: ContactId,
  /** Name, else profile name, else a readable stand-in ("WhatsApp-Kontakt", "Besuch auf der Seite"). */
  name: ShownName,
  channel: ChannelKind,
  channelLabel: z.string(),
  state: ConversationState,
  assignee: z.object({ id: MemberId, name: z.string() }).nullable(),
  snoozedUntil: Instant.nullable(),
  lastActivityAt: Instant,
  /** Since when the contact waits for an answer; null when nobody waits. */
  waitingSince: Instant.nullable(),
  preview: Preview,
  /** Of a search: the newest message that has its words, unless the name was meant. */
  hit: Preview.extend({ position: z.number().int(), ...Excerpt.shape }).optional(),
  lastPosition: z.number().int(),
  unread: z.number().int(),
  /** The member has a draft here. */
  draft: z.boolean(),
  failed: z.boolean(),
  /** "Chefsache": for owner and office only. */
  reserved: z.boolean(),
  version: z.number().int(),
});
export type ConversationRow = z.infer<typeof ConversationRow>;

/** GET /api/conversations. `q` searches names and texts; `cursor` goes on after the last page. */
export const InboxQuery = z.strictObject({
  state: ConversationState.optional(),
  assignee: z.union([z.enum(["me", "none", "any"]), z.uuid()]).default("any"),
  channel: ChannelKind.optional(),
  unread: z.enum(["1"]).optional(),
  /** Only who waits for an answer. */
  waiting: z.enum(["1"]).optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
/** The numbers beside the views of the inbox. */
const Counts = z.object({
  open: z.number().int(),
  mine: z.number().int(),
  unassigned: z.number().int(),
  snoozed: z.number().int(),
  unread: z.number().int(),
});
export const InboxPage = z.object({
  items: z.array(ConversationRow),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  counts: Counts,
  /** Feed number this page is true for: follow the feed from here, or from the smallest of all that was fetched. */
  seq: z.number().int(),
});
export type InboxPage = z.infer<typeof InboxPage>;

/** `counts=no`: one of many that are fetched together, of which another brings the numbers. */
export const DetailQuery = z.strictObject({ counts: z.literal("no").optional() });

/** GET /api/conversations/:id */
export const ConversationDetail = z.object({
  row: ConversationRow,
  accountId: AccountId,
  readPosition: z.number().int(),
  /** How often this member marked it as unread; a screen that says what it saw hands it back. */
  readMarks: z.number().int(),
  notice: z.object({ state: z.enum(["none", "queued", "sent", "delivered", "failed"]), at: Instant.nullable() }),
  windowEndsAt: Instant.nullable(),
  windowHours: z.number().nullable(),
  capabilities: z.object({
    templates: z.boolean(),
    maxTextLength: z.number().int(),
    /** Kinds of files the channel takes; null: any. */
    mimeTypes: z.array(z.string()).nullable(),
  }),
  draft: z.string(),
  /** What happened in one conversation changes them too: who fetches it does not ask twice. */
  counts: Counts.optional(),
  seq: z.number().int(),
});
export type ConversationDetail = z.infer<typeof ConversationDetail>;

/** `version` is the one the member saw; a newer one refuses with `conflict` or `taken-already` (F31). */
export const Assign = z.strictObject({ memberId: MemberId.nullable(), version: Position });
export const Snooze = z.strictObject({ until: PointInTime, version: Position });
export const ChangeState = z.strictObject({ version: Position });
/** POST /api/conversations/:id/reserve: null for whoever handed it over and no longer sees it. */
export const Reserved = z.object({ row: ConversationRow.nullable() });
/** Lower than before = "als ungelesen markieren". */
export const MarkRead = z.strictObject({
  position: Position,
  /** A screen that saw it: the `readMarks` it knows. Older than the last mark it changes nothing. Absent: the member's wish. */
  look: z.number().int().min(0).max(2_147_483_647).optional(),
});
/** Which window told words, and as its how many-th: told twice they are taken once, whatever became of them meanwhile. */
export const DraftMark = z.strictObject({ by: z.uuid(), count: z.number().int().min(0).max(2_147_483_647) });
export type DraftMark = z.infer<typeof DraftMark>;
/**
 * `base` is what the words were begun on, where the device knows; longer than can be typed where two drafts became one.
 * Without `text` it asks what became of the words told under this mark; they are not taken any more.
 */
export const SaveDraft = z.strictObject({
  text: z.string().max(20_000).optional(),
  base: z.string().max(60_000).optional(),
  mark: DraftMark.optional(),
});
export type SaveDraft = z.infer<typeof SaveDraft>;
/** The draft as it is now, with what another device of the member saved meanwhile; `taken`: also what was told. */
export const SavedDraft = z.object({ text: z.string(), taken: z.boolean() });
export type SavedDraft = z.infer<typeof SavedDraft>;
export const Presence = z.strictObject({ activity: z.enum(["viewing", "typing", "left"]) });

export const PresenceView = z.object({
  conversationId: ConversationId,
  members: z.array(z.object({ id: MemberId, name: z.string(), activity: z.enum(["viewing", "typing"]) })),
});
export type PresenceView = z.infer<typeof PresenceView>;

/** GET /api/contacts. `q` searches names and whole numbers; `cursor` goes on after the last page. */
export const ContactsQuery = z.strictObject({
  q: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const ContactsPage = z.object({
  items: z.array(
    z.object({
      id: ContactId,
      name: ShownName,
      /** In the customer file for good, or only as long as the inquiry lasts (AB-3). */
      saved: z.boolean(),
      openOrder: z.boolean(),
      channels: z.array(z.object({ channel: ChannelKind, phone: z.string().nullable() })),
      lastInboundAt: Instant.nullable(),
      createdAt: Instant,
    }),
  ),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type ContactsPage = z.infer<typeof ContactsPage>;

/** GET /api/contacts/:id: the person, the addresses, and the proofs. */
export const ContactView = z.object({
  id: ContactId,
  name: z.string().nullable(),
  saved: z.boolean(),
  savedReason: z.string().nullable(),
  recipientType: z.enum(["consumer", "business"]),
  employeeRelation: z.enum(["none", "staff", "customer"]),
  minor: z.boolean(),
  openOrder: z.boolean(),
  createdAt: Instant,
  identities: z.array(
    z.object({
      id: z.uuid(),
      channel: ChannelKind,
      profileName: z.string().nullable(),
      /** Phone or mail the person typed on the page. Nobody has checked it. */
      givenReach: z.string().nullable(),
      addresses: z.array(z.object({ kind: z.string(), value: z.string() })),
      inboundCount: z.number().int(),
      lastInboundAt: Instant.nullable(),
      firstInbound: z.object({ id: MessageId, at: Instant }).nullable(),
      entryPoint: z.string().nullable(),
      advertising: z.enum(["none", "pending", "asked", "ambiguous", "refused", "granted", "withdrawn", "expired"]),
    }),
  ),
  notices: z.array(
    z.object({
      channel: ChannelKind,
      version: z.number().int(),
      state: z.enum(["queued", "sent", "delivered", "failed"]),
      handedOver: z.enum(["chat", "page", "paper"]),
      /** The message of the person that this answers; null: handed over by hand or asked for. */
      triggeredBy: MessageId.nullable(),
      queuedAt: Instant,
      sentAt: Instant.nullable(),
      language: z.string(),
      text: z.string(),
      link: z.string(),
      contentHash: z.string(),
      /** Of the page behind the link, as it was then. */
      linkContentHash: z.string(),
      providerMessageId: z.string().nullable(),
      timeline: z.array(z.object({ state: z.string(), at: Instant })),
    }),
  ),
  conversations: z.array(
    z.object({
      id: ConversationId,
      number: z.number().int(),
      channel: ChannelKind,
      state: ConversationState,
      lastActivityAt: Instant,
    }),
  ),
});
export type ContactView = z.infer<typeof ContactView>;

/** PATCH /api/contacts/:id. `was`: the name one began from; if somebody has changed it since, it is a conflict. */
export const RenameContact = z.strictObject({
  name: typedLine(120).min(1),
  was: z.string().max(4_000).nullable().optional(),
});
export type RenameContact = z.infer<typeof RenameContact>;
/** POST /api/contacts/:id/kind: facts about the person that the policy asks (IN-1, IN-2, SC-3). */
export const MarkKind = z.strictObject({
  recipientType: z.enum(["consumer", "business"]).optional(),
  employeeRelation: z.enum(["none", "staff", "customer"]).optional(),
  minor: z.boolean().optional(),
});
export const MarkOrder = z.strictObject({ openOrder: z.boolean() });
