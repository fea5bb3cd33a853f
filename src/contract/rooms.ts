import { z } from "zod";
import { Role } from "./access.ts";
import { Instant, MemberId } from "./ids.ts";
import { FinishUpload, Transcript, WriteTranscript } from "./messages.ts";
import { press } from "./press.ts";
import { typedLine, typedText } from "./typed.ts";
import { NumberInAddress, Position, PositionInAddress } from "./values.ts";
import { Excerpt, Words } from "./words.ts";

// Team chat, inside only. Nobody's presence, typing, last visit or reading is told to anybody (IN-3);
// "Gesehen" exists only on a message that asked for it.

export const RoomId = z.uuid().brand("RoomId");
export type RoomId = z.infer<typeof RoomId>;
export const RoomMessageId = z.uuid().brand("RoomMessageId");
export type RoomMessageId = z.infer<typeof RoomMessageId>;
export const TeamFileId = z.uuid().brand("TeamFileId");
export type TeamFileId = z.infer<typeof TeamFileId>;
const ProjectId = z.uuid();

/** GET /api/team/people: whom the caller may write to; a guest sees those who share a room with them. No numbers. */
export const TeamPeople = z.object({
  items: z.array(z.object({ id: MemberId, name: z.string(), role: Role, guest: z.boolean() })),
});
export type TeamPeople = z.infer<typeof TeamPeople>;

export const RoomRow = z.object({
  id: RoomId,
  kind: z.enum(["firm", "crew", "project", "direct"]),
  /** Of a direct room: the other person's name. */
  name: z.string(),
  projectId: ProjectId.nullable(),
  memberIds: z.array(MemberId),
  unread: z.number().int(),
  /** Somebody named the caller in what is unread. */
  mentioned: z.boolean(),
  muted: z.boolean(),
  closed: z.boolean(),
  lastPosition: z.number().int(),
  readPosition: z.number().int(),
  last: z.object({ at: Instant, authorId: MemberId.nullable(), text: z.string() }).nullable(),
  /** The caller may change name and members. */
  manages: z.boolean(),
});
export type RoomRow = z.infer<typeof RoomRow>;

/** GET /api/rooms. Newest first. */
export const RoomList = z.object({
  items: z.array(RoomRow),
  unread: z.number().int(),
  /** What the business has to say before the team may talk here (IN-2), and where; null: it is open. */
  closed: z.object({ why: Words, place: z.string(), reason: z.string() }).nullable(),
});
export type RoomList = z.infer<typeof RoomList>;

const RoomName = typedLine(60).min(1);
/** POST /api/rooms: a crew room with people, or the direct room with one colleague (the same one for both). */
export const NewRoom = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("crew"), name: RoomName, memberIds: z.array(MemberId).max(200), ...press }),
  z.strictObject({ kind: z.literal("direct"), memberId: MemberId, ...press }),
]);
/** PATCH /api/rooms/:id: name, archive and members are for who manages the room; muting is everybody's own. */
export const ChangeRoom = z.strictObject({
  name: RoomName.optional(),
  /** The name one began from; if somebody has changed it since, it is a conflict. */
  was: RoomName.optional(),
  closed: z.boolean().optional(),
  muted: z.boolean().optional(),
  add: z.array(MemberId).max(200).optional(),
  remove: z.array(MemberId).max(200).optional(),
});

export const TeamFileView = z.object({
  id: TeamFileId,
  media: z.enum(["image", "video", "audio", "voice", "document", "sticker"]),
  mimeType: z.string(),
  name: z.string().nullable(),
  bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  hasThumbnail: z.boolean(),
  /** May the browser show it inside the page? */
  inline: z.boolean(),
  /** What a photo of a project shows. */
  shows: z.enum(["before", "after", "type_plate"]).nullable(),
  /** The photo this one is a marked copy of. */
  copyOf: TeamFileId.nullable(),
  authorId: MemberId,
  at: Instant,
  /** Of a voice message; null: nobody has written it down. */
  transcript: Transcript.nullable(),
});
export type TeamFileView = z.infer<typeof TeamFileView>;

export const RoomMessageView = z.object({
  id: RoomMessageId,
  roomId: RoomId,
  position: z.number().int(),
  /** `event`: written by the house, e.g. who came and went. */
  kind: z.enum(["text", "poll", "event"]),
  authorId: MemberId.nullable(),
  /** Also of those who left; after LK-12 the role stands here (DV-4). */
  authorName: z.string(),
  at: Instant,
  /** Null when it was taken back. */
  text: z.string().nullable(),
  files: z.array(TeamFileView),
  mentions: z.array(MemberId),
  replyTo: z
    .object({ id: RoomMessageId, position: z.number().int(), authorName: z.string(), excerpt: z.string() })
    .nullable(),
  reactions: z.array(z.object({ emoji: z.string(), memberIds: z.array(MemberId) })),
  poll: z
    .object({
      options: z.array(z.object({ text: z.string(), memberIds: z.array(MemberId) })),
      multiple: z.boolean(),
      closed: z.boolean(),
    })
    .nullable(),
  /** Only where it was asked for: who confirmed, and who has not (those who have it already). */
  seen: z.object({ memberIds: z.array(MemberId), missingIds: z.array(MemberId) }).nullable(),
  /** For the author only: for whom it waits, and until when; null: later than their usual hours begin. */
  waits: z.array(z.object({ memberId: MemberId, until: Instant.nullable() })),
  emergency: z.boolean(),
  /** When its words were last changed; null: never. */
  editedAt: Instant.nullable(),
  revoked: z.boolean(),
  pinned: z.boolean(),
  clientId: z.uuid(),
});
export type RoomMessageView = z.infer<typeof RoomMessageView>;

/** GET /api/rooms/:id/messages: newest last. `before`/`after`/`around` are positions. */
export const RoomMessagesQuery = z.strictObject({
  before: NumberInAddress.optional(),
  after: PositionInAddress.optional(),
  around: NumberInAddress.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
});
export const RoomMessagePage = z.object({
  items: z.array(RoomMessageView),
  lastPosition: z.number().int(),
  hasOlder: z.boolean(),
  pinned: z.array(RoomMessageView),
});
export type RoomMessagePage = z.infer<typeof RoomMessagePage>;

const MessageText = z.string().max(8000);
/** POST /api/rooms/:id/messages. The same `clientId` again answers with the message that is there. */
export const NewRoomMessage = z.strictObject({
  clientId: z.uuid(),
  text: MessageText.default(""),
  fileIds: z.array(TeamFileId).max(20).default([]),
  replyTo: RoomMessageId.optional(),
  mentions: z.array(MemberId).max(200).default([]),
  asksSeen: z.boolean().default(false),
  poll: z.strictObject({ options: z.array(typedLine(100).min(1)).min(2).max(10), multiple: z.boolean() }).optional(),
  /** Danger for people or the house: reaches people off duty, with this reason, kept (IN-4). */
  emergency: z
    .strictObject({
      danger: z.enum(["gas", "fire", "water", "power", "person"]),
      reason: typedText(300).min(10),
    })
    .optional(),
  /** The guard took it for a sick note and the author says that it is none (IN-3). */
  notSickNote: z.boolean().default(false),
});
export type NewRoomMessage = z.infer<typeof NewRoomMessage>;

export const EditRoomMessage = z.strictObject({
  text: MessageText.min(1),
  notSickNote: z.boolean().default(false),
});
/** PUT /api/team-files/:id/transcript: what the guard takes for a sick note does not belong here in writing either. */
export const WriteTeamTranscript = WriteTranscript.extend({ notSickNote: z.boolean().default(false) });
/** PUT /api/room-messages/:id/seen: `editedAt` of the words that were seen; of others nobody has seen anything. */
export const ConfirmSeen = z.strictObject({ editedAt: Instant.nullable().optional() }).nullish();
export const React = z.strictObject({ emoji: z.string().min(1).max(16), on: z.boolean() });
export const Vote = z.strictObject({ choices: z.array(Position).max(10) });
export const Switch = z.strictObject({ on: z.boolean() });
export const ReadUpTo = z.strictObject({ position: Position });

/**
 * GET /api/rooms/:id/reach: who would get a message later, if it were written now. Until when somebody is away, and that
 * somebody is young, hears only who plans the roster: for the others `until` is then null.
 */
export const RoomReach = z.object({
  waits: z.array(z.object({ memberId: MemberId, until: Instant.nullable(), minor: z.boolean() })),
});
export type RoomReach = z.infer<typeof RoomReach>;

/** GET /api/rooms/search?q= */
export const RoomSearchQuery = z.strictObject({ q: z.string().trim().max(200).default(""), roomId: RoomId.optional() });
export const RoomSearch = z.object({
  items: z.array(RoomMessageView.extend({ hit: Excerpt })),
});
export type RoomSearch = z.infer<typeof RoomSearch>;

/** POST /api/rooms/:id/uploads: the blocks are all here (U37). `voice`: spoken into the app just now. */
export const FinishRoomUpload = FinishUpload.extend({ voice: z.boolean().default(false) });
