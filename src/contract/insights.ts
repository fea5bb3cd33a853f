import { z } from "zod";
import { ConversationId, Instant } from "./ids.ts";
import { typedText } from "./typed.ts";
import { Position } from "./values.ts";

// Break-glass: the data-protection officer asks to look into one conversation, the owner lets in or not.

/** For how long an officer may ask to look; the longest is a day. */
const insightHours = [1, 4, 24] as const;

/** POST /api/insights: the conversation by its number, or the one a subject request came from. */
export const AskInsight = z
  .strictObject({
    conversationNumber: Position.min(1).optional(),
    requestId: z.uuid().optional(),
    reason: typedText(1_000).min(10, "Bitte in einem Satz sagen, warum es ohne nicht geht."),
    hours: z.literal(insightHours),
  })
  .refine(({ conversationNumber, requestId }) => (conversationNumber === undefined) !== (requestId === undefined), {
    error: "Bitte ein Gespräch nennen.",
    path: ["conversationNumber"],
  });
export type AskInsight = z.infer<typeof AskInsight>;

export const InsightStanding = z.enum(["asked", "open", "refused", "withdrawn", "ended", "over"]);
export type InsightStanding = z.infer<typeof InsightStanding>;

export const InsightView = z.object({
  id: z.uuid(),
  standing: InsightStanding,
  officer: z.string(),
  conversationId: ConversationId,
  conversationNumber: z.number().int(),
  hours: z.number().int(),
  /** Null when the contact was erased. */
  reason: z.string().nullable(),
  askedAt: Instant,
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  until: Instant.nullable(),
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
  /** How often the conversation was opened, and when last; from the audit. */
  looks: z.number().int(),
  lastLookAt: Instant.nullable(),
});
export type InsightView = z.infer<typeof InsightView>;

/**
 * GET /api/insights: all for the owner, one's own for an officer, newest first. `now`: what the server's clock says, by
 * which the time left is counted.
 */
export const InsightList = z.object({ items: z.array(InsightView), now: Instant });
export type InsightList = z.infer<typeof InsightList>;
