import { z } from "zod";
import { Instant } from "./ids.ts";

/** GET /api/parked-deliveries: what arrived and belongs to no conversation. */
export const ParkedDelivery = z.object({
  id: z.number().int(),
  at: Instant,
  channelLabel: z.string(),
  problem: z.string(),
  /** False of what would be parked again. */
  retryHelps: z.boolean(),
  /** Somebody said that it is dealt with; null: it waits for somebody. */
  settled: z.object({ by: z.string(), at: Instant }).nullable(),
  /** How many of its channel have the same problem and stand alike, this one with them; the newest hundred of all are listed. */
  alike: z.number().int(),
});
export type ParkedDelivery = z.infer<typeof ParkedDelivery>;

/** GET /api/parked-deliveries/:id/words: what it says, one by one. */
export const ParkedWords = z.object({
  /** By the channel's clock; null: it gave no time. */
  at: Instant.nullable(),
  from: z.string().nullable(),
  /** Empty: it says nothing in words. */
  text: z.string(),
});
export type ParkedWords = z.infer<typeof ParkedWords>;
