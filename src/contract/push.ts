import { z } from "zod";
import { Instant } from "./ids.ts";

// Push and the store for times without a net: what the app in the hand and the server say to each other.

/** Whose push service it is. */
export const PushPlatform = z.enum(["apple", "google", "mozilla", "microsoft"]);
export type PushPlatform = z.infer<typeof PushPlatform>;

/**
 * waiting: the server is about to hand it over · handed: the push service has it · arrived: this device said so ·
 * refused: the push service said no.
 */
export const PushTestState = z.enum(["none", "waiting", "handed", "arrived", "refused"]);

/** What the server knows about pushes to this device. */
export const PushAddressView = z.object({
  platform: PushPlatform,
  madeAt: Instant,
  /** Since when the push service has not taken anything. */
  failingSince: Instant.nullable(),
  test: z.object({ state: PushTestState, at: Instant.nullable() }),
});
export type PushAddressView = z.infer<typeof PushAddressView>;

/** GET /api/push. `address` is this device's; null: none, or the request comes from no device. */
export const PushStanding = z.object({
  /** VAPID public key (RFC 8292), base64url. */
  publicKey: z.string(),
  /** German sentence: why the push services would refuse us; null: nothing known against it. */
  problem: z.string().nullable(),
  address: PushAddressView.nullable(),
});
export type PushStanding = z.infer<typeof PushStanding>;

/** PUT /api/push/address: what PushSubscription.toJSON() gives. */
export const SubscribeToPush = z.strictObject({
  endpoint: z.url({ protocol: /^https$/ }).max(1_000),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/),
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}={0,2}$/),
  }),
});
export type SubscribeToPush = z.infer<typeof SubscribeToPush>;
/** `unopenedDays`: how long the app had not been opened when it compared its address; 0 for a new one. */
export const PushSubscribed = z.object({ address: PushAddressView, unopenedDays: z.number().int() });
export type PushSubscribed = z.infer<typeof PushSubscribed>;

/** POST /api/push/test/arrived: the word the test push carried. */
export const TestArrived = z.strictObject({ token: z.string().min(20).max(100) });

/** GET /api/push/delivery: the last seven days by service. Counts of pushes, never of people. */
export const PushDelivery = z.object({
  items: z.array(
    z.object({
      platform: PushPlatform,
      handed: z.number().int(),
      gone: z.number().int(),
      refused: z.number().int(),
      failed: z.number().int(),
    }),
  ),
});
export type PushDelivery = z.infer<typeof PushDelivery>;

/** POST /api/offline/key: the key for this device's store. `holds`: the keys that sealed what it keeps. */
export const AskOfflineKey = z.strictObject({ holds: z.array(z.uuid()).max(5) });
/** Newest key last; the older ones only to seal anew what they sealed. `until`: no longer without asking again. */
export const OfflineKeys = z.object({
  keys: z.array(z.object({ id: z.uuid(), secret: z.string() })).min(1),
  until: Instant,
  now: Instant,
});
export type OfflineKeys = z.infer<typeof OfflineKeys>;
