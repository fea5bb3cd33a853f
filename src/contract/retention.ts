import { z } from "zod";
import { ContactId, ConversationId, Instant, MemberId, MessageId } from "./ids.ts";
import { press } from "./press.ts";
import { ProjectId } from "./projects.ts";
import { typedText } from "./typed.ts";
import { ShownName, Words } from "./words.ts";

/** How long a message stays, in the classes of the deletion concept (LK-n). */
export const RetentionClass = z.enum([
  "LK-1",
  "LK-1b",
  "LK-2",
  "LK-3",
  "LK-4",
  "LK-5",
  "LK-5v",
  "LK-5b",
  "LK-11",
  "LK-12",
  "LK-14",
]);
export type RetentionClass = z.infer<typeof RetentionClass>;

/** A calendar day of the business: "2026-12-31". */
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What a member may choose for a message by one tap. */
const ChosenClass = z.enum(["LK-1", "LK-1b", "LK-2", "LK-3", "LK-5", "LK-5v", "LK-5b", "LK-11", "LK-14"]);
/** POST /api/messages/:id/retention. `was`: the class one saw; if it has another one by now, it is a conflict. */
export const ChangeClass = z.strictObject({ retentionClass: ChosenClass, was: RetentionClass.optional() });
/** GET /api/messages/:id/retention */
export const MessageRetention = z.object({
  messageId: MessageId,
  retentionClass: RetentionClass,
  label: Words,
  /** Last day; null while it does not run yet (an order is open, a hold stands). */
  keptUntil: Day.nullable(),
  why: Words,
  byMember: z.boolean(),
  held: z.boolean(),
  /** Of special data (Art. 9): has the customer expressly agreed that it stays with the order? Null: it is none. */
  specialConsent: z.enum(["none", "asked", "given"]).nullable(),
});
export type MessageRetention = z.infer<typeof MessageRetention>;

const ClassRow = z.object({ retentionClass: RetentionClass, label: Words, period: Words, basis: z.string() });
const Counts = z.record(z.string(), z.number().int());
export const HoldView = z.object({
  id: z.uuid(),
  /** Null: for the whole business, such as a tax audit. */
  contactId: ContactId.nullable(),
  contactName: ShownName.nullable(),
  conversationId: ConversationId.nullable(),
  kind: z.enum(["tax", "legal"]),
  /** Null, like the name: for those who read no conversations, because people are named in it. */
  reason: z.string().nullable(),
  reviewOn: Day,
  due: z.boolean(),
  setAt: Instant,
  setBy: z.string(),
});
export type HoldView = z.infer<typeof HoldView>;

/** GET /api/retention: the page "Aufbewahrung". */
export const RetentionView = z.object({
  today: Day,
  classes: z.array(ClassRow.extend({ messages: z.number().int() })),
  /** What the sweeps of the next twelve months would delete if nothing else happened, by first of the month. */
  preview: z.array(
    z.object({ on: Day, total: z.number().int(), byClass: z.partialRecord(RetentionClass, z.number().int()) }),
  ),
  /** What is no message: cases, proofs, accesses, marks against adverts; how many are due, and on which day. */
  records: z.array(
    z.object({
      what: z.enum([
        "requests",
        "erasures",
        "holds",
        "incidents",
        "news",
        "decisions",
        "veiled",
        "auditEntries",
        "proofs",
        "sessions",
        "tokens",
        "members",
        "devices",
        "suppressions",
      ]),
      retentionClass: z.enum(["LK-6", "LK-7", "LK-9", "LK-10", "LK-15", "LK-16"]),
      on: Day.nullable(),
      count: z.number().int(),
    }),
  ),
  sweeps: z.array(
    z.object({
      id: z.uuid(),
      day: Day,
      startedAt: Instant,
      endedAt: Instant.nullable(),
      batches: z.number().int(),
      deleted: Counts,
      held: z.number().int(),
      /** Deleted nothing, because no night had been for days: the clock may be wrong. */
      waited: z.boolean(),
    }),
  ),
  holds: z.array(HoldView),
  letters: z.object({
    count: z.number().int(),
    emptied: z.number().int(),
    restricted: z.number().int(),
    /** Undefined numbers would be a hole in the chain. */
    intact: z.boolean(),
    from: Day.nullable(),
    until: Day.nullable(),
  }),
  locked: z.array(z.object({ contactId: ContactId, letters: z.number().int(), until: Day.nullable(), since: Instant })),
  /** Of these projects a legal hold keeps what an erasure or a change took out of them. */
  keptProjects: z.array(
    z.object({ projectId: ProjectId, number: z.number().int(), since: Instant, restricted: z.boolean() }),
  ),
});
export type RetentionView = z.infer<typeof RetentionView>;

export const SetHold = z.strictObject({
  contactId: ContactId.nullable().default(null),
  conversationId: ConversationId.nullable().default(null),
  kind: z.enum(["tax", "legal"]),
  reason: typedText(300).min(5),
  reviewOn: Day,
  ...press,
});
export const ContactHolds = z.object({ items: z.array(HoldView) });

const Share = z.object({
  what: z.enum([
    "message",
    "file",
    "address",
    "consent",
    "notice",
    "card",
    "waiting",
    "draft",
    "letter",
    "suppression",
    "project",
  ]),
  count: z.number().int(),
  why: Words,
  until: Day.nullable(),
});
/** GET /api/contacts/:id/erasure: what goes and what stays, before anything happens. */
export const ErasurePreview = z.object({
  goes: z.array(Share),
  stays: z.array(Share),
  holds: z.number().int(),
  verdict: z.enum(["allow", "deny", "require"]),
  whyDe: z.string(),
  rules: z.array(z.string()),
  /** Channels that keep a list of their own, with what we can do there. */
  elsewhere: z.array(Words),
  /** The latest wish to erase this contact, and what became of it. */
  asked: z
    .object({
      requestId: z.uuid(),
      source: z.enum(["message", "page", "member", "office"]),
      state: z.enum(["open", "answered", "refused", "withdrawn"]),
      receivedOn: Day,
    })
    .nullable(),
  /** Wishes for a copy (Art. 15, 20) that are open: after the erasure there is nothing left to answer them with. */
  unanswered: z.array(z.uuid()),
});
export type ErasurePreview = z.infer<typeof ErasurePreview>;

export const Erase = z.strictObject({ cause: z.enum(["request", "owner"]) });
/** The receipt: readable for good, with nothing of the person in it. */
export const ErasureReceipt = z.object({
  id: z.uuid(),
  contactId: ContactId,
  cause: z.enum(["request", "owner", "period", "replay"]),
  begunAt: Instant,
  doneAt: Instant.nullable(),
  by: z.object({ id: MemberId, name: z.string() }).nullable(),
  gone: Counts,
  kept: z.array(
    z.object({
      what: z.enum(["letter", "suppression", "project"]),
      retentionClass: z.string(),
      label: Words,
      count: z.number().int(),
      until: Day.nullable(),
    }),
  ),
  elsewhere: z.array(Words),
  /** Whether a channel's own list still holds the person: tried again, no longer tried before the night, or waiting for somebody's hand. */
  elsewhereOpen: z.enum(["no", "waiting", "stopped", "parked"]),
  /** Another try at the channel can help: the address still lies sealed for it. */
  mayAskAgain: z.boolean(),
  /** Who said that the rest is deleted by hand at the channel, and when. */
  settled: z.object({ by: z.object({ id: MemberId, name: z.string() }), at: Instant }).nullable(),
  /** When no backup can bring anything back any more. */
  keysGoneOn: Day,
});
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;
export const ErasureList = z.object({ items: z.array(ErasureReceipt) });

export const OpeningReason = z.enum(["tax_audit", "bookkeeping", "dispute", "warranty"]);
export const OpenLetters = z.strictObject({ contactId: ContactId, reason: OpeningReason });
export const LetterView = z.object({
  number: z.number().int(),
  conversationNumber: z.number().int(),
  direction: z.enum(["in", "out", "note"]),
  writtenAt: Instant,
  retentionClass: z.string(),
  keptUntil: Day.nullable(),
  party: z.string(),
  text: z.string(),
  files: z.array(z.string()),
});
export const LetterList = z.object({ items: z.array(LetterView) });
/**
 * POST /api/letters/check opens every letter; `brokenAt` is the first that is not as it was, `lostFiles` how many files
 * of letters the disk has lost.
 */
export const LettersChecked = z.object({ brokenAt: z.number().int().nullable(), lostFiles: z.number().int() });
export type LettersChecked = z.infer<typeof LettersChecked>;
