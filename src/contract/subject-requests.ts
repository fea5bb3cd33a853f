import { z } from "zod";
import { ChannelKind, ContactId, ConversationId, Instant, MessageId } from "./ids.ts";
import { PictureMark } from "./picture-mark.ts";
import { press } from "./press.ts";
import { typedText } from "./typed.ts";
import { CalendarDay } from "./values.ts";
import { ShownName } from "./words.ts";

// Rights of the people we hold data about (Art. 12 to 21 GDPR): requests, their deadlines, the answer.

export const RequestKind = z.enum([
  "access",
  "portability",
  "rectification",
  "erasure",
  "restriction",
  "objection",
  "question",
]);
export type RequestKind = z.infer<typeof RequestKind>;

const RequestState = z.enum(["open", "answered", "refused", "withdrawn"]);
/** channel: the request came from the account its data belong to (DS-2); open: nobody has looked yet. */
export const IdentityProof = z.enum(["channel", "open", "doubted", "confirmed"]);
export type IdentityProof = z.infer<typeof IdentityProof>;
const RequestStage = z.enum(["fresh", "target", "soon", "urgent", "late", "overdue"]);
export const PacketState = z.enum(["ready", "released", "fetched", "gone"]);
export type PacketState = z.infer<typeof PacketState>;
/** What the member does next. */
export const NextStep = z.enum(["identity", "review", "build", "release", "fetch", "act", "none"]);
export type NextStep = z.infer<typeof NextStep>;

const day = z.iso.date();
const Words = typedText(2_000).min(1);

export const RequestRow = z.object({
  id: z.uuid(),
  kind: RequestKind,
  /** member: told by the person to somebody here; office: the team itself wants it gone. */
  source: z.enum(["message", "page", "member", "office"]),
  state: RequestState,
  identityProof: IdentityProof,
  /** Null for who may not read conversations, and when the contact was erased. */
  contactName: z.string().nullable(),
  /** The contact was erased: nothing can be looked up, asked or answered any more, only closed. */
  erased: z.boolean(),
  receivedOn: day,
  dueOn: day,
  extended: z.boolean(),
  stage: RequestStage,
  daysLeft: z.number().int(),
  nextStep: NextStep,
});
export type RequestRow = z.infer<typeof RequestRow>;
/** GET /api/subject-requests: open ones first, the most urgent on top. */
export const RequestList = z.object({ items: z.array(RequestRow), open: z.number().int(), overdue: z.number().int() });
export type RequestList = z.infer<typeof RequestList>;

export const PacketView = z.object({
  id: z.uuid(),
  state: PacketState,
  items: z.number().int().nullable(),
  /** Files of which the disk had nothing left when it was put together; the answer names them. */
  missing: z.number().int(),
  bytes: z.number().int().nullable(),
  contentHash: z.string().nullable(),
  builtAt: Instant,
  releasedAt: Instant.nullable(),
  fetchedAt: Instant.nullable(),
  expiresAt: Instant,
  triesLeft: z.number().int(),
});
export type PacketView = z.infer<typeof PacketView>;

export const RequestDetail = RequestRow.extend({
  contactId: ContactId,
  conversationId: ConversationId,
  messageId: MessageId.nullable(),
  /** Others who may be the same person, by name, number or address, for whoever may see them. */
  alike: z.array(z.object({ contactId: ContactId, name: ShownName, channels: z.array(ChannelKind) })),
  /** What was asked, in the person's own words. */
  words: z.string().nullable(),
  notes: z.array(z.object({ what: z.enum(["extension", "doubt", "identity", "answer"]), text: z.string() })),
  /** Art. 12(3): an extension is told within the first month. */
  mayExtend: z.boolean(),
  extendedDueOn: day,
  closedAt: Instant.nullable(),
  recipients: z.array(z.object({ id: z.uuid(), name: z.string(), told: z.boolean() })),
  packet: PacketView.nullable(),
  undecided: z.number().int(),
  /** The person left a code of their own when asking on the page. */
  hasPickupCode: z.boolean(),
  log: z.array(z.object({ at: Instant, verb: z.string(), actor: z.enum(["member", "contact", "server", "api"]) })),
});
export type RequestDetail = z.infer<typeof RequestDetail>;

export const RequestParams = z.strictObject({ id: z.uuid() });
/** POST /api/subject-requests: a request that reached the business by phone, letter, mail or in person. */
export const OpenRequest = z.strictObject({
  conversationId: ConversationId,
  kind: RequestKind,
  words: Words,
  receivedOn: CalendarDay.optional(),
  /** Written in this very conversation: the channel itself is the proof of identity. */
  sameChannel: z.boolean(),
  /** Nobody outside asked: the office asks the owner to erase. For erasures only. */
  ofOffice: z.boolean().default(false),
});
export const RequestOpened = z.object({ id: z.uuid() });
export type RequestOpened = z.infer<typeof RequestOpened>;
/** POST …/extend, …/doubt, …/identity: with the reason, or how the identity was made sure. */
export const RequestReason = z.strictObject({ reason: Words });
/** The same where the person is written to. */
export const TellPerson = RequestReason.extend(press);
export type TellPerson = z.infer<typeof TellPerson>;
/** Did the message to the person leave? Otherwise the member tells them by another way. */
export const RequestTold = z.object({ told: z.boolean(), why: z.string().nullable() });
export type RequestTold = z.infer<typeof RequestTold>;
/** POST …/close */
export const CloseRequest = z.strictObject({
  outcome: z.enum(["answered", "refused", "withdrawn"]),
  reason: Words,
  /** Recipients that were told (Art. 19). */
  told: z.array(z.uuid()).max(200).default([]),
});

// ---- The answer: what goes in, what is blacked out for the sake of others (Art. 15(4))

/** Letters from..to of a text. */
export const TextMark = z.strictObject({ from: z.int().min(0), to: z.int().min(1) });
export type TextMark = z.infer<typeof TextMark>;

export const ReviewChoice = z.enum(["show", "black", "leave_out"]);
export type ReviewChoice = z.infer<typeof ReviewChoice>;

/** project: a job of the person; what was noted and photographed there goes into no answer, but is looked through. */
export const ReviewKind = z.enum(["message", "attachment", "project"]);

export const ReviewItem = z.object({
  kind: ReviewKind,
  id: z.uuid(),
  from: z.enum(["contact", "business", "note"]),
  at: Instant,
  text: z.string().nullable(),
  media: z.string().nullable(),
  /** May be looked at and blacked out as a picture. */
  picture: z.boolean(),
  name: z.string().nullable(),
  suggestions: z.array(TextMark.extend({ why: z.string() })),
  choice: ReviewChoice.nullable(),
  textMarks: z.array(TextMark),
  pictureMarks: z.array(PictureMark),
  /** Changes with the text: marks are places in it. */
  version: z.string(),
  /** When somebody chose; null: nobody has. */
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  /** Somebody must look at it before the answer may go. */
  needsLook: z.boolean(),
});
export type ReviewItem = z.infer<typeof ReviewItem>;
export const Review = z.object({ items: z.array(ReviewItem), undecided: z.number().int() });
export type Review = z.infer<typeof Review>;

/** PUT …/review */
export const SaveReview = z.strictObject({
  items: z
    .array(
      z.strictObject({
        kind: ReviewKind,
        id: z.uuid(),
        choice: ReviewChoice,
        /** Of the text that was looked at. */
        version: z.string().max(64).optional(),
        /** Of the choice that stood there: what a colleague chose since is not overwritten. */
        decidedAt: Instant.nullable().optional(),
        textMarks: z.array(TextMark).max(500).default([]),
        pictureMarks: z.array(PictureMark).max(100).default([]),
      }),
    )
    .min(1)
    .max(2_000),
});
export type SaveReview = z.infer<typeof SaveReview>;

/** POST …/release. link: the link goes by the channel, the code is told by another way; code: the other way round. */
export const ReleasePacket = z.strictObject({ way: z.enum(["link", "code", "page"]), ...press });
export type ReleasePacket = z.infer<typeof ReleasePacket>;
/** What the member passes on by another way; shown once. */
export const PacketReleased = z.object({
  link: z.string().nullable(),
  code: z.string().nullable(),
  expiresAt: Instant,
});
export type PacketReleased = z.infer<typeof PacketReleased>;
