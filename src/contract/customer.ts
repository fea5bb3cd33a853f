import { z } from "zod";
import { customerLimits } from "./customer-limits.ts";
import { Instant } from "./ids.ts";
import { typedLine } from "./typed.ts";

/** The page a customer opens by link or QR: /k/<slug>, with ?q=<tag> saying where the code hung. */
export const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
export const EntryTag = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One span of opening hours; `day` counts from Monday = 1. */
export const OpeningSpan = z.strictObject({ day: z.int().min(1).max(7), from: clockTime, to: clockTime });
export type OpeningSpan = z.infer<typeof OpeningSpan>;

/** What the business puts on its page. Phone, emergency number and reply time fall back to step 1 of the set-up. */
export const CustomerPageFields = z.object({
  intro: z.string().max(300).default(""),
  topics: z.array(z.string().min(1).max(60)).max(12).default([]),
  hours: z.array(OpeningSpan).max(21).default([]),
  /** Completes "Wir antworten …". */
  replyTime: z.string().max(120).default(""),
  phone: z.string().max(40).default(""),
  emergencyPhone: z.string().max(40).default(""),
  gasWarning: z.boolean().default(true),
  /** The firm's own colour; used only where white text on it reaches 4.5:1. */
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .nullable()
    .default(null),
});
export type CustomerPageFields = z.infer<typeof CustomerPageFields>;

/** Makes repeating a send harmless: 16 or more random bytes in base64url, new for every message. */
const FormKey = z.string().regex(/^[\w-]{22,64}$/);

/** The text fields of the form, as a form sends them. */
export const CustomerForm = z.object({
  formKey: FormKey,
  /**
   * Longer than a message may be: it comes back with what is too much of it, and nothing of it is lost. Forms send each
   * line end as two letters.
   */
  text: z
    .string()
    .max(100_000)
    .overwrite((text) => text.replace(/\r\n?/g, "\n"))
    .default(""),
  topic: z.string().max(60).default(""),
  name: typedLine(80).default(""),
  /** One way back: a phone number or a mail address. */
  reach: typedLine(120).default(""),
  tag: EntryTag.optional(),
  /** From the page of a conversation: without its visit there is nothing it would answer. */
  reply: z.literal("1").optional(),
  /** Number of the conversation the page shows: an answer to it belongs into no other. */
  talk: z.coerce.number().int().optional(),
  /** Files a script will send after the words, in blocks. */
  announced: z.coerce.number().int().min(0).max(customerLimits.files).default(0),
});
export type CustomerForm = z.infer<typeof CustomerForm>;

/** POST /api/customer/:slug/messages (multipart: fields of CustomerForm, then up to ten `photo` files). */
export const CustomerSent = z.object({
  messageId: z.uuid(),
  /** Running number of the conversation: Vorgang 1187. */
  number: z.int(),
  arrivedAt: Instant,
  /** German sentences about files that did not make it. */
  problems: z.array(z.string()),
});
export type CustomerSent = z.infer<typeof CustomerSent>;

const maxBlocks = Math.ceil(customerLimits.fileBytes / customerLimits.blockBytes);

/**
 * PUT /api/customer/:slug/uploads/:upload/:block with the bytes of one block. A line that breaks costs one block,
 * never the whole file. `upload` is random, made by the page, and means nothing outside its session.
 */
export const UploadBlock = z.object({
  slug: Slug,
  upload: FormKey,
  block: z.coerce
    .number()
    .int()
    .min(0)
    .max(maxBlocks - 1),
});

/** POST /api/customer/:slug/files: all blocks are there. `ordinal` is the file's place in its message. */
export const FinishUpload = z.strictObject({
  upload: FormKey,
  blocks: z.int().min(1).max(maxBlocks),
  name: z.string().max(400),
  type: z.string().max(100),
  messageId: z.uuid(),
  ordinal: z
    .int()
    .min(0)
    .max(customerLimits.files - 1),
});
export type FinishUpload = z.infer<typeof FinishUpload>;
/** POST /api/customer/:slug/cancelled-files with the same: it is not to come. `arrived`: too late, it is there. */
export const UploadCancelled = z.object({ arrived: z.boolean() });
export const UploadFinished = z.object({ problems: z.array(z.string()) });

/** Number of the conversation the page shows; pages from before they said so send none. */
const talk = z.string().max(20).optional();
/** Body of both ways back. */
export const OfTalk = z.strictObject({ talk }).nullish();

/**
 * DELETE /api/customer/:slug/session. `code`: what this device remembered ends with the visit; `everywhere`: so do all
 * others, and the private links.
 */
export const EndVisit = z.strictObject({
  code: z.string().max(400).optional(),
  everywhere: z.boolean().default(false),
  talk,
});

/** POST /api/customer/:slug/link: a private way back. The secret stands behind #, so no server log ever sees it. */
export const CustomerLink = z.object({
  link: z.url(),
  code: z.string(),
  qrSvg: z.string(),
  validUntil: Instant,
  /** The last day on which it opens, in words. */
  lastDay: z.string(),
});
export type CustomerLink = z.infer<typeof CustomerLink>;

/** POST /api/customer/:slug/remember: for localStorage "chat_resume", only after the customer's own click (WC-2). */
export const CustomerRemember = z.object({ code: z.string(), validUntil: Instant });
export type CustomerRemember = z.infer<typeof CustomerRemember>;

/** POST /api/customer/:slug/resume */
export const ResumeCode = z.strictObject({ code: z.string().max(400) });
