import { z } from "zod";

/** RFC 9457 problem details as every refusal carries them; `detail` is a German sentence for people. */
export const ProblemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  more: z.record(z.string(), z.unknown()).optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
