import { z } from "zod";
import { Instant } from "./ids.ts";
import { OpeningReason } from "./retention.ts";

// What a legal hold keeps of a project, out of sight: it opens like a locked letter, for a named reason.

/** POST /api/projects/:id/kept, and the query of GET /api/projects/:id/kept.zip */
export const OpenKept = z.strictObject({ reason: OpeningReason });

const KeptVersion = z.object({
  id: z.uuid(),
  /** Until when it stood so. */
  at: Instant,
  because: z.enum(["changed", "erased"]),
  name: z.string(),
  address: z.string().nullable(),
  access: z.string().nullable(),
  people: z.array(z.string()),
  appointments: z.array(
    z.object({ startsAt: Instant, endsAt: Instant, confirmed: z.boolean(), people: z.array(z.string()) }),
  ),
  notes: z.array(z.object({ author: z.string(), at: Instant, text: z.string() })),
});
export const KeptProject = z.object({
  number: z.number().int(),
  versions: z.array(KeptVersion),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), at: Instant, author: z.string(), bytes: z.number() })),
});
export type KeptProject = z.infer<typeof KeptProject>;
