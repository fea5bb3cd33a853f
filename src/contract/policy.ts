import { z } from "zod";
import { Instant } from "./ids.ts";
import { ShownName, Words } from "./words.ts";

/** The class a member gives a message; the linter's own opinion is stored beside it. */
export const MessageClass = z.enum(["transactional", "service_info", "advertising", "safety"]);
export type MessageClass = z.infer<typeof MessageClass>;

/** A button that makes a refused message lawful. `token` is the require token it fulfils. */
export const Remedy = z.object({
  token: z.string(),
  label: z.string(),
  /** True: happens by itself when the message is sent (the notice goes out first). */
  automatic: z.boolean(),
  /** The page of the app on which somebody fulfils it; null: here, beside the text. */
  path: z.string().nullable(),
});
export type Remedy = z.infer<typeof Remedy>;

export const RuleView = z.object({ id: z.string(), title: z.string(), article: z.string() });
export type RuleView = z.infer<typeof RuleView>;

/** What the permit line above the composer shows. */
export const Permit = z.object({
  verdict: z.enum(["allow", "deny", "require"]),
  /** One German sentence. */
  why: z.string(),
  remedies: z.array(Remedy),
  /** Whether the notice arrived is uncertain: a member says so beside it, and until then what is sent waits (PN-1). */
  noticeUncertain: z.boolean(),
  rules: z.array(RuleView),
  /** An advert without a consent, and nobody asked for one or said no: asking for it is a way (AD-2, AD-3). */
  asksConsent: z.boolean(),
  /** Words of the draft that made it advertising, as they stand in it. */
  signals: z.array(z.string()),
  /** Lines that go below the text by themselves when it is sent (IM-3). */
  adds: z.string().nullable(),
  /** End of the 24-hour window, null where the channel has none or the contact never wrote. */
  windowEndsAt: Instant.nullable(),
  /** What was held back belongs elsewhere (IN-1): the one tap there. No path: by telephone or in person. */
  elsewhere: z
    .object({
      label: z.string(),
      path: z.string().nullable(),
      /** The guard read the words, so a person may know better: then "forCustomer" sends it. */
      mayInsist: z.boolean(),
    })
    .nullable(),
  /**
   * Only the contact can help: the first message came too late for the notice. What the member can do meanwhile is
   * call, or name the own page. Null: there is a way by writing.
   */
  wayOut: z.object({ phone: z.string().nullable(), page: z.string().nullable() }).nullable(),
});
export type Permit = z.infer<typeof Permit>;

/** A stored decision: the proof screen of one message. */
export const DecisionView = z.object({
  id: z.uuid(),
  at: Instant,
  action: z.string(),
  actor: ShownName,
  verdict: z.enum(["allow", "deny", "require"]),
  why: z.string(),
  rules: z.array(RuleView),
  requires: z.array(z.string()),
  rulesetVersion: z.string(),
  factsHash: z.string(),
  /** Name and value of each fact that was known; a reason somebody gave stays as they wrote it. */
  facts: z.array(z.object({ name: Words, value: ShownName })),
});
export type DecisionView = z.infer<typeof DecisionView>;
