import { z } from "zod";
import { ChannelKind, ContactId, ConversationId, Instant } from "./ids.ts";
import { AttachmentView } from "./messages.ts";
import { press } from "./press.ts";
import { SetupChannel } from "./setup-papers.ts";
import { typedText } from "./typed.ts";
import { ShownName } from "./words.ts";

const ConsentState = z.enum(["none", "pending", "asked", "ambiguous", "refused", "granted", "withdrawn", "expired"]);

/** One recorded step, with the exact words. */
export const ConsentStepView = z.object({
  id: z.uuid(),
  at: Instant,
  purpose: z.enum(["advertising", "contact"]),
  state: z.enum([
    "pending",
    "asked",
    "ambiguous",
    "clarified",
    "lapsed",
    "refused",
    "granted",
    "withdrawn",
    "used",
    "check",
  ]),
  method: z.string(),
  /** The member who recorded it; null: the contact or the server. */
  by: z.string().nullable(),
  question: z.string().nullable(),
  answer: z.string().nullable(),
  note: z.string().nullable(),
  textVersion: z.string().nullable(),
  /** The signed paper. */
  files: z.array(AttachmentView),
});
export type ConsentStepView = z.infer<typeof ConsentStepView>;

const standing = {
  identityId: z.uuid(),
  channel: ChannelKind,
  conversationId: ConversationId.nullable(),
  state: ConsentState,
  since: Instant.nullable(),
  /** When it ends by itself if no advert uses it; null where there is none. */
  expiresAt: Instant.nullable(),
  expiresSoon: z.boolean(),
  /** ALLES STOPP: nothing leaves on this channel. */
  allStop: z.boolean(),
};

/** GET /api/contacts/:id/consents: one entry per identity, newest step first. */
export const ContactConsents = z.object({
  items: z.array(z.object({ ...standing, steps: z.array(ConsentStepView) })),
});
export type ContactConsents = z.infer<typeof ContactConsents>;

/** GET /api/consents: a page of every identity with a recorded step; what ends first stands first. */
export const ConsentsQuery = z.strictObject({
  show: z.enum(["all", "granted", "ending", "open", "ended"]).default("all"),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const ConsentList = z.object({
  items: z.array(
    z.object({
      ...standing,
      contactId: ContactId,
      name: ShownName,
      /** The contact is gone; what was said about advertising stays as proof, without a name (LK-6). */
      erased: z.boolean(),
      conversationNumber: z.number().int().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
  counts: z.object({
    all: z.number().int(),
    granted: z.number().int(),
    ending: z.number().int(),
    open: z.number().int(),
    ended: z.number().int(),
  }),
});
export type ConsentList = z.infer<typeof ConsentList>;

/** GET /api/consents/start-codes: where START is sent, for each open channel; no link while the number is not known. */
export const StartCodes = z.object({
  items: z.array(
    z.object({ accountId: z.uuid(), channel: SetupChannel, label: z.string(), link: z.string().nullable() }),
  ),
});
export type StartCodes = z.infer<typeof StartCodes>;

/** GET /api/conversations/:id/consent-question: the exact words, and whether they may be sent now (AD-3). */
export const ConsentQuestion = z.object({
  text: z.string(),
  buttons: z.array(z.string()),
  allowed: z.boolean(),
  why: z.string(),
});
export type ConsentQuestion = z.infer<typeof ConsentQuestion>;

/** POST /api/contacts/:id/consents: given elsewhere; it counts once the contact confirms it on the channel (AD-6). */
export const RecordConsent = z.strictObject({
  identityId: z.uuid(),
  source: z.enum(["paper", "phone", "form"]),
  /** What was said or signed, when, and where the paper is. */
  note: typedText(1_000).min(10),
  /** Photos or scans of the paper, uploaded for a conversation of this contact before. */
  scanIds: z.array(z.uuid()).max(4).default([]),
  ...press,
});
/** POST /api/contacts/:id/consents/withdraw: the contact said so to a member. */
export const WithdrawConsent = z.strictObject({
  identityId: z.uuid(),
  note: typedText(1_000).default(""),
  ...press,
});
