import { z } from "zod";
import { Instant } from "./ids.ts";

/** What was taken along, in numbers. */
export const HouseExportCounts = z.object({
  conversations: z.number().int(),
  messages: z.number().int(),
  files: z.number().int(),
  contacts: z.number().int(),
  consents: z.number().int(),
  rooms: z.number().int(),
  roomMessages: z.number().int(),
  projects: z.number().int(),
  shifts: z.number().int(),
  appointments: z.number().int(),
  /** Reported as too personal (SC-2): in no copy. */
  sensitive: z.number().int(),
  /** Named in a message, but never fetched or deleted since. */
  missing: z.number().int(),
});
export type HouseExportCounts = z.infer<typeof HouseExportCounts>;

const HouseExport = z.object({
  id: z.uuid(),
  /** `gone`: its time is over, a newer one took its place, or somebody's data were erased in the meantime. */
  state: z.enum(["working", "ready", "failed", "gone"]),
  orderedAt: Instant,
  orderedBy: z.string(),
  /** How many of conversations, rooms and projects are written. */
  done: z.number().int(),
  total: z.number().int(),
  /** Under way, and the disk of the server takes nothing at the moment. */
  waitsForRoom: z.boolean(),
  counts: HouseExportCounts,
  parts: z.array(
    z.object({
      number: z.number().int(),
      bytes: z.number().int(),
      files: z.number().int(),
      /** SHA-256 of the ZIP, in hexadecimal. */
      hash: z.string(),
      fetchedAt: Instant.nullable(),
    }),
  ),
  finishedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
});
export type HouseExport = z.infer<typeof HouseExport>;

/** GET /api/house-exports: newest first, ten at most. */
export const HouseExports = z.object({ items: z.array(HouseExport) });
export type HouseExports = z.infer<typeof HouseExports>;

export const HouseExportPart = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(10_000) });
