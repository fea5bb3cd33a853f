import { z } from "zod";
import { auditGroups } from "./audit-verbs.ts";
import { Instant } from "./ids.ts";
import { LongNumberInAddress } from "./values.ts";

export const AuditQuery = z.object({ group: z.enum(auditGroups).optional(), before: LongNumberInAddress.optional() });

/** GET /api/audit: who did what when, newest first. Ids and words of the house only, nothing anybody wrote. */
export const AuditPage = z.object({
  entries: z.array(
    z.object({
      /** The number in the chain. */
      seq: z.number(),
      at: Instant,
      by: z.enum(["member", "contact", "server", "api"]),
      /** Null: not a member, or one whose name is gone. */
      who: z.string().nullable(),
      /** A verb of today, or one that an older version wrote. */
      verb: z.string(),
      /** The member it was done to, or whose device. */
      about: z.string().nullable(),
    }),
  ),
  more: z.boolean(),
});
export type AuditPage = z.infer<typeof AuditPage>;

/** POST /api/audit/verify: whether the whole chain holds, as `audit verify` says it. */
export const AuditCheck = z.object({
  ok: z.boolean(),
  entries: z.number(),
  checkpoints: z.number(),
  findings: z.number(),
});
export type AuditCheck = z.infer<typeof AuditCheck>;
