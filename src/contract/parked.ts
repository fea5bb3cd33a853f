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
  /** How many of its channel have the same problem, this one with them; the newest hundred of all are listed. */
  alike: z.number().int(),
});
export type ParkedDelivery = z.infer<typeof ParkedDelivery>;
