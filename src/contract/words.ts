import { z } from "zod";

/** What a screen of the team says, in both languages; papers, mails and customers get the German. */
export const Words = z.object({ de: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;
