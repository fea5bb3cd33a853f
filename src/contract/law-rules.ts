import { z } from "zod";
import { Instant } from "./ids.ts";

/** The last time a rule spoke: nothing of what was written, only when, where and what came of it. */
const RuleExample = z.object({
  at: Instant,
  channel: z.string().nullable(),
  action: z.string(),
  verdict: z.enum(["allow", "deny", "require"]),
  /** The message whose proof shows the whole decision; null where it was about something else. */
  messageId: z.uuid().nullable(),
});

export const RuleEntry = z.object({
  id: z.string(),
  title: z.string(),
  article: z.string(),
  /** What the software does, in a sentence or two. */
  note: z.string(),
  /** True: every message is held against it; false: a screen, the course of things or the build keeps it. */
  decides: z.boolean(),
  /** How often it spoke in the last 30 days. */
  count: z.number().int(),
  last: RuleExample.nullable(),
});
export type RuleEntry = z.infer<typeof RuleEntry>;

export const LimitEntry = z.object({
  name: z.enum([
    "consentIdleMonths",
    "identicalAdTexts24h",
    "serviceInfoRunMax",
    "impressumGraceDays",
    "invoiceSecureFromEUR",
    "contactSaveConversations",
  ]),
  rule: z.string(),
  value: z.number(),
  shipped: z.number(),
  strictest: z.number(),
});
export type LimitEntry = z.infer<typeof LimitEntry>;

/** GET /api/law/rules */
export const RulesAnswer = z.object({
  rulesetVersion: z.string(),
  rules: z.array(RuleEntry),
  limits: z.array(LimitEntry),
});
export type RulesAnswer = z.infer<typeof RulesAnswer>;

const Numbers = z.record(z.string().max(40), z.number());
/**
 * PUT /api/law/limits: numbers made stricter; one that is not named stays as it is. `was`: those that are changed, as one
 * saw them; if somebody has changed one of them since, it is a conflict.
 */
export const LimitsChange = z.strictObject({ limits: Numbers, was: Numbers.optional() });
export type LimitsChange = z.infer<typeof LimitsChange>;
