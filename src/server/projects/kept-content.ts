import { z } from "zod";

/** What stood in a project: sealed in one piece, so that nothing of it can be changed by itself. */
export const KeptContent = z.object({
  name: z.string(),
  address: z.string().nullable(),
  access: z.string().nullable(),
  callReleased: z.boolean(),
  memberIds: z.array(z.string()),
  appointments: z.array(
    z.object({ startsAt: z.string(), endsAt: z.string(), confirmed: z.boolean(), memberIds: z.array(z.string()) }),
  ),
  notes: z.array(z.object({ authorId: z.string(), at: z.string(), text: z.string() })),
});
export type KeptContent = z.infer<typeof KeptContent>;

export const keptPlace = (keptId: string) => ({ table: "project_kept", row: keptId, column: "sealed_content" });
