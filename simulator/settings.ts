import { isObject } from "./json.ts";

/** A span of milliseconds from which each single delay is drawn. */
export type Span = readonly [min: number, max: number];

/** How the simulated platform behaves. All of it can be changed while running: PATCH /_sim/settings. */
export interface Settings {
  /** Time until the Graph API answers. Wall-clock time, because a caller really waits for it. */
  latencyMs: Span;
  sentMs: Span;
  deliveredMs: Span;
  readMs: Span;
  playedMs: Span;
  /** Customers read by themselves; without it only when somebody opens the chat. */
  autoRead: boolean;
  /** `sent` goes out before the HTTP answer, which happens in real life. */
  sentBeforeResponse: boolean;
  /** How free text outside the 24 h window is refused: by an HTTP 400 or by a later `failed`. */
  windowMode: "sync" | "async";
  /**
   * What happens when the business writes to somebody nobody here has. "create": the phone number becomes a person who
   * has not written yet. "wrote": the number or BSUID becomes one who writes elsewhere, by webhooks that somebody signs
   * and posts to the business without this simulator; their window counts as open.
   */
  unknownRecipients: "create" | "wrote" | "fail";
  /** `url` beside the id of inbound media (Meta rolled it out slowly, so it may be missing). */
  mediaUrlInWebhook: boolean;
  mediaUrlLifetimeMs: number;
  /** Webhook payload version: up to v23.0 statuses carry `conversation`. */
  webhookVersion: string;
  /** `pricing.type` of service messages; since October 2026 they are billed (`regular`). */
  servicePricing: "regular" | "free_customer_service";
  /** Time until a new template is approved; `null` = only by hand. */
  templateReviewMs: number | null;
  /** Template sends answer `held_for_quality_assessment`. */
  holdForQuality: boolean;
  webhookTimeoutMs: number;
  retry: RetrySettings;
}

/** Simulated waits grow by `factor` up to `maxMs` for `horizonMs`; in clock time each is divided by `compression`. */
interface RetrySettings {
  firstMs: number;
  factor: number;
  maxMs: number;
  horizonMs: number;
  compression: number;
}

/** What may go wrong on the way to the receiver. Everything is off by default. */
export interface Chaos {
  /** % of deliveries that come a second time, same bytes, a little later. */
  duplicatePercent: number;
  /** Every delivery is held back for a random time up to this many ms, so that later ones overtake. */
  reorderWindowMs: number;
  /** % of messages whose `delivered` never comes (only `read`, or nothing). */
  dropDeliveredPercent: number;
  /** So many changes travel in one POST; 0 and 1 switch batching off. */
  batchSize: number;
  /** A batch that does not fill up leaves after this time. */
  batchWaitMs: number;
  /** % of first attempts signed with a wrong secret; the retry is signed correctly. */
  badSignaturePercent: number;
  /** % of attempts that never reach the receiver, as when its line is down; like every failure they are tried again. */
  unreachablePercent: number;
  /** % of changes followed by one with a field nobody has heard of. */
  unknownFieldPercent: number;
  /** First attempts do not wait for each other. */
  concurrent: boolean;
  format: "compact" | "pretty";
}

const HOUR = 3_600_000;

export const DEFAULT_SETTINGS: Settings = {
  latencyMs: [50, 150],
  sentMs: [150, 600],
  deliveredMs: [500, 2000],
  readMs: [2000, 10_000],
  playedMs: [1000, 4000],
  autoRead: false,
  sentBeforeResponse: false,
  windowMode: "async",
  unknownRecipients: "create",
  mediaUrlInWebhook: true,
  mediaUrlLifetimeMs: 5 * 60_000,
  webhookVersion: "v25.0",
  servicePricing: "regular",
  templateReviewMs: 5000,
  holdForQuality: false,
  webhookTimeoutMs: 10_000,
  retry: { firstMs: 60_000, factor: 4, maxMs: 12 * HOUR, horizonMs: 7 * 24 * HOUR, compression: 60 },
};

export const DEFAULT_CHAOS: Chaos = {
  duplicatePercent: 0,
  reorderWindowMs: 0,
  dropDeliveredPercent: 0,
  batchSize: 0,
  batchWaitMs: 500,
  badSignaturePercent: 0,
  unreachablePercent: 0,
  unknownFieldPercent: 0,
  concurrent: false,
  format: "compact",
};

/**
 * Takes over the members of `patch` that exist in `target` and have its kind of value.
 * Answers the names it did not take, so that a typing mistake is noticed.
 */
export function applyPatch(target: object, patch: object): string[] {
  const refused: string[] = [];
  for (const [key, value] of Object.entries(patch)) {
    const current: unknown = Reflect.get(target, key);
    const nullable = key === "templateReviewMs";
    const fits = sameKind(current, value) || (nullable && (value === null || typeof value === "number"));
    if (!Reflect.has(target, key) || !fits) refused.push(key);
    else if (isObject(current) && isObject(value)) refused.push(...applyPatch(current, value));
    else Reflect.set(target, key, value);
  }
  return refused;
}

function sameKind(current: unknown, value: unknown): boolean {
  if (Array.isArray(current)) {
    return Array.isArray(value) && value.length === current.length && value.every((v) => typeof v === "number");
  }
  return typeof current === typeof value && value !== null;
}
