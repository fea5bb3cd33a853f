import { z } from "zod";
import { Instant } from "./ids.ts";

/** GET /api/law/host-agreement: the contract with the operator of this installation. */
export const HostAgreement = z.object({
  /** Null: the business runs Werkbote itself, or its operator named nobody. */
  offered: z
    .object({
      operator: z.string(),
      version: z.string(),
      /** SHA-256 of the terms; sent back to say what was agreed to. */
      terms: z.string(),
      sections: z.array(z.object({ heading: z.string(), paragraphs: z.array(z.string()), list: z.array(z.string()) })),
    })
    .nullable(),
  /** The terms as offered today are agreed. */
  agreed: z.boolean(),
  /** Every contract that was concluded, newest first. */
  concluded: z.array(
    z.object({ id: z.uuid(), version: z.string(), agreedAt: Instant, agreedName: z.string(), current: z.boolean() }),
  ),
});
export type HostAgreement = z.infer<typeof HostAgreement>;

/** POST /api/law/host-agreement */
export const ConcludeHostAgreement = z.strictObject({ terms: z.string().regex(/^[0-9a-f]{64}$/) });
