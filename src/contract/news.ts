import { z } from "zod";
import { ContactId, Instant } from "./ids.ts";
import { TemplateChoice, TemplateView } from "./messages.ts";
import { ShownName } from "./words.ts";

/** What is written once. WhatsApp takes an approved marketing template only, the own page takes text. */
export const NewsDraft = z.strictObject({
  channel: z.enum(["whatsapp", "webchat"]),
  text: z.string().max(2_000).default(""),
  template: TemplateChoice.nullable().default(null),
});
export type NewsDraft = z.infer<typeof NewsDraft>;
/** POST /api/news. `id` makes repeating the request harmless: no answer came, and nobody gets it twice. */
export const NewNews = NewsDraft.extend({ id: z.uuid() });
export type NewNews = z.infer<typeof NewNews>;

const Recipient = z.object({ identityId: z.uuid(), contactId: ContactId, name: ShownName, why: z.string() });

/** POST /api/news/preview: who would get it, who not and why. Nothing is kept. */
export const NewsPreview = z.object({
  text: z.string(),
  gets: z.array(Recipient),
  keepsBack: z.array(Recipient),
  /** Days it takes at the pace the rules allow (MS-1). */
  days: z.number().int(),
});
export type NewsPreview = z.infer<typeof NewsPreview>;

export const NewsView = z.object({
  id: z.uuid(),
  channel: z.enum(["whatsapp", "webchat"]),
  text: z.string(),
  state: z.enum(["running", "paused", "done", "stopped"]),
  createdAt: Instant,
  by: z.string().nullable(),
  waiting: z.number().int(),
  sent: z.number().int(),
  /** Did not arrive, or nobody knows whether they did: the conversations say more. */
  failed: z.number().int(),
  keptBack: z.number().int(),
});
export type NewsView = z.infer<typeof NewsView>;
/** GET /api/news, newest first, with the templates that may be chosen. */
export const NewsList = z.object({ items: z.array(NewsView), templates: z.array(TemplateView) });
export type NewsList = z.infer<typeof NewsList>;

/** GET /api/news/:id: the proof, person by person. */
export const NewsProof = z.object({
  recipients: z.array(
    Recipient.extend({ state: z.enum(["waiting", "sent", "failed", "uncertain", "kept_back"]), at: Instant }),
  ),
});
export type NewsProof = z.infer<typeof NewsProof>;
/** POST /api/news/:id */
export const SteerNews = z.strictObject({ state: z.enum(["running", "paused", "stopped"]) });
