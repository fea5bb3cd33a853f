import { z } from "zod";
import { DraftMark } from "./conversations.ts";
import { FileLinkView } from "./file-links.ts";
import { AttachmentId, ConversationId, Instant, MemberId, MessageId } from "./ids.ts";
import { PictureMark } from "./picture-mark.ts";
import { MessageClass, Permit } from "./policy.ts";
import { typedText } from "./typed.ts";
import { NumberInAddress, PointInTime, Position, PositionInAddress } from "./values.ts";

/** What is said in a voice message, written down by somebody of the business. */
export const Transcript = z.object({ text: z.string(), authorId: MemberId, authorName: z.string(), at: Instant });
export type Transcript = z.infer<typeof Transcript>;

export const AttachmentView = z.object({
  id: AttachmentId,
  media: z.enum(["image", "video", "audio", "voice", "document", "sticker"]),
  state: z.enum(["pending", "stored", "gone"]),
  mimeType: z.string(),
  name: z.string().nullable(),
  bytes: z.number().int().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  hasThumbnail: z.boolean(),
  /** May the browser show it inside the page? False for SVG, HTML and whatever is unknown: download only. */
  inline: z.boolean(),
  whyGone: z.string().nullable(),
  /** Still at the provider, who may not be asked for it before the channel is open (AV-1). */
  waitsForChannel: z.boolean(),
  /** Reported as too personal: covered, or deleted at this moment (SC-2); null = not reported. */
  sensitiveUntil: Instant.nullable(),
  /** Of a voice message; null: nobody has written it down. */
  transcript: Transcript.nullable(),
});
export type AttachmentView = z.infer<typeof AttachmentView>;

/** PUT /api/attachments/:id/sensitive */
export const ReportSensitive = z.strictObject({ reported: z.boolean() });
/**
 * PUT /api/attachments/:id/transcript, and the same for a file of the team. Empty: it is taken away. `seen`: since when
 * what the writer has before them stands there, null where nothing did; somebody else's words are not overwritten unseen.
 */
export const WriteTranscript = z.strictObject({ text: z.string().max(10_000), seen: PointInTime.nullable() });
export type WriteTranscript = z.infer<typeof WriteTranscript>;
/** POST /api/attachments/:id/cover: rectangles in parts of the upright picture's width and height. */
export const CoverPicture = z.strictObject({ parts: z.array(PictureMark).min(1).max(100) });

/** What a message says, ready to show. */
export const ContentView = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("media"), caption: z.string().nullable() }),
  z.object({
    type: z.literal("location"),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().nullable(),
    address: z.string().nullable(),
    website: z.string().nullable(),
  }),
  z.object({
    type: z.literal("contacts"),
    contacts: z.array(
      z.object({
        name: z.string().nullable(),
        organisation: z.string().nullable(),
        phones: z.array(z.string()),
        emails: z.array(z.string()),
        /** What the person does there. */
        role: z.string().nullable(),
        /** Each on one line. */
        addresses: z.array(z.string()),
        websites: z.array(z.string()),
      }),
    ),
  }),
  z.object({ type: z.literal("choice"), title: z.string(), description: z.string().nullable() }),
  z.object({ type: z.literal("structured"), title: z.string(), lines: z.array(z.string()) }),
  z.object({ type: z.literal("question"), text: z.string(), buttons: z.array(z.string()) }),
  z.object({ type: z.literal("template"), name: z.string(), language: z.string(), text: z.string() }),
  z.object({ type: z.literal("unsupported"), why: z.string() }),
]);
export type ContentView = z.infer<typeof ContentView>;

export const MessageState = z.enum([
  "blocked",
  "queued",
  "sending",
  "sent",
  "delivered",
  "read",
  "failed",
  "unknown",
  /** Taken back by its author before the channel was called (U28); for good. */
  "withdrawn",
]);
export type MessageState = z.infer<typeof MessageState>;

/** One try to hand a message to its channel, no outcome while it is under way; or what the channel reported since. */
export const DeliveryTry = z.object({
  at: Instant,
  outcome: z
    .enum(["sent", "rejected", "unreachable", "uncertain", "refused", "delivered", "read", "failed"])
    .nullable(),
  errorCode: z.string().nullable(),
});
export type DeliveryTry = z.infer<typeof DeliveryTry>;

export const MessageView = z.object({
  id: MessageId,
  conversationId: ConversationId,
  /** Place in the conversation: 1, 2, 3 … without gaps. */
  position: z.number().int(),
  direction: z.enum(["in", "out", "note"]),
  /** Null: the contact (in) or the system (out). */
  author: z.object({ id: MemberId, name: z.string() }).nullable(),
  automatic: z.boolean(),
  at: Instant,
  content: ContentView,
  attachments: z.array(AttachmentView),
  reactions: z.array(z.object({ emoji: z.string(), by: z.enum(["contact", "business"]) })),
  replyTo: z
    .object({ id: MessageId, position: z.number().int(), excerpt: z.string(), revoked: z.boolean() })
    .nullable(),
  forwarded: z.boolean(),
  /** The article of the business's catalogue the contact wrote about, in the catalogue's own word. */
  product: z.string().nullable(),
  /** How many files the sender began to send, when fewer have arrived. */
  announced: z.number().int().nullable(),
  edited: z.boolean(),
  revoked: z.boolean(),
  /** Outbound only. */
  state: MessageState.nullable(),
  stateAt: Instant.nullable(),
  /** German sentence for blocked, failed and unknown, and for what was put away after it had failed. */
  stateWhy: z.string().nullable(),
  /** The same in English; null where it is a rule's sentence, whose English the screen keeps. */
  stateWhyEn: z.string().nullable(),
  retryable: z.boolean(),
  /** It failed because the 24 hours are over: until the contact writes again, only a template arrives. */
  needsTemplate: z.boolean(),
  /** For so many milliseconds the message waits, and its author can take it back (U28); null: nothing to take back. */
  undoMs: z.number().int().nullable(),
  /** The message brought a link to a file instead of the file (EM-3). */
  fileLink: FileLinkView.nullable(),
  clientId: z.uuid().nullable(),
});
export type MessageView = z.infer<typeof MessageView>;

/** GET /api/conversations/:id/messages: newest last. `before`/`after`/`around` are positions. */
export const MessagesQuery = z.strictObject({
  before: NumberInAddress.optional(),
  after: PositionInAddress.optional(),
  around: NumberInAddress.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
});
export const MessagePage = z.object({
  items: z.array(MessageView),
  /** Position of the newest message of the conversation. */
  last: z.number().int(),
});
export type MessagePage = z.infer<typeof MessagePage>;

export const TemplateChoice = z.strictObject({
  name: z.string().min(1).max(512),
  language: z.string().min(2).max(15),
  parameters: z.array(z.string().max(1024)).max(20),
});
export type TemplateChoice = z.infer<typeof TemplateChoice>;

/** What a member wants to send; the same shape asks for a permit while typing. */
export const Draft = z.strictObject({
  text: z.string().max(20_000).default(""),
  attachmentIds: z.array(AttachmentId).max(10).default([]),
  template: TemplateChoice.nullable().default(null),
  messageClass: MessageClass.default("transactional"),
  replyTo: MessageId.nullable().default(null),
  /** Reason of a danger override (PN-8); only with messageClass safety. */
  dangerReason: typedText(500).nullable().default(null),
  /** A business letter, so that what the legal form owes goes below it (IM-3); or an invoice (EM-3). */
  kind: z.enum(["offer", "order_confirmation", "invoice"]).nullable().default(null),
  /** Of an invoice: what it comes to. Null: not said, so it counts as a large one (EM-3). */
  amountEUR: z.number().nonnegative().max(100_000_000).nullable().default(null),
  /** Of a confirmation: a repair that cannot wait and that the customer expressly asked for (§ 312g(2) Nr. 11 BGB). */
  urgentRepair: z.boolean().default(false),
  /** People can be recognised in a picture (PH-3): what it is needed for. Empty: not said yet. Null: nobody. */
  personsReason: typedText(300).nullable().default(null),
  /** The guard saw a roster, sick note, bank data or a code in it; the member looked: it is for this customer (IN-1). */
  forCustomer: z.boolean().default(false),
});
export type Draft = z.infer<typeof Draft>;
export type DraftInput = z.input<typeof Draft>;

/** POST /api/conversations/:id/messages. `clientId` makes repeating the request harmless (F13). */
export const SendMessage = Draft.extend({
  clientId: z.uuid(),
  /** Tokens the member fulfils with this press, e.g. deliver_notice. */
  fulfil: z.array(z.string().max(60)).max(10).default([]),
  /** Last position the member has seen; an unseen colleague's reply since then asks first (U19). */
  seenPosition: Position.optional(),
  /** The last position there was on the screen at the press: what the customer wrote after it still waits for an answer. */
  pressedPosition: Position.optional(),
  /** What was last told of the draft before the press: if it comes later than the message, it is not taken any more. */
  draftMark: DraftMark.optional(),
});
export type SendMessageInput = z.input<typeof SendMessage>;

/** POST /api/conversations/:id/withdrawal-instruction: words of the house's own, sent by one press. */
export const OnePress = z.strictObject({ clientId: z.uuid() });
/** Whether they leave, and if not, why not. */
export const Told = z.object({ leaves: z.boolean(), why: z.string().nullable() });
export type Told = z.infer<typeof Told>;

/** The message is stored in every case; `permit` says whether it is on its way. */
export const SendAnswer = z.object({ message: MessageView, permit: Permit });
export type SendAnswer = z.infer<typeof SendAnswer>;

/**
 * POST /api/messages/:id/withdraw: everything of that press is taken back. `draft` is what the member's draft says now,
 * `text` what of it was withdrawn; the files wait for another message.
 */
export const WithdrawAnswer = z.object({
  messages: z.array(MessageView),
  draft: z.string(),
  text: z.string(),
  attachments: z.array(AttachmentView),
});
export type WithdrawAnswer = z.infer<typeof WithdrawAnswer>;

/** POST /api/conversations/:id/notes: words, files or both. Whoever is named is told, if they may read it. */
export const WriteNote = z.strictObject({
  clientId: z.uuid(),
  text: z.string().max(20_000).default(""),
  attachmentIds: z.array(AttachmentId).max(10).default([]),
  mentions: z.array(MemberId).max(50).default([]),
});
export type WriteNote = z.infer<typeof WriteNote>;
/** A send whose fate is unknown is settled by a member who looked at the phone. */
export const SettleMessage = z.strictObject({ outcome: z.enum(["sent", "failed"]) });

export const TemplateView = z.object({
  name: z.string(),
  language: z.string(),
  category: z.enum(["utility", "marketing", "authentication"]),
  body: z.string(),
  parameters: z.number().int(),
});
export type TemplateView = z.infer<typeof TemplateView>;

/** PUT /api/uploads/:upload/:block */
export const UploadBlock = z.object({ upload: z.uuid(), block: z.coerce.number().int().min(0).max(199) });
export const UploadParams = z.object({ upload: z.uuid() });
/** GET /api/uploads/:upload: how many blocks lie here without a gap, so that nothing is sent twice. */
export const UploadStanding = z.object({ blocks: z.number().int() });
export type UploadStanding = z.infer<typeof UploadStanding>;
/** POST /api/conversations/:id/uploads: the blocks are all here. Asked twice it is the same file. */
export const FinishUpload = z.strictObject({
  upload: z.uuid(),
  blocks: z.number().int().min(1).max(200),
  name: z.string().max(255),
  /** Spoken into the app just now. */
  voice: z.boolean().default(false),
});
export type FinishUpload = z.infer<typeof FinishUpload>;
