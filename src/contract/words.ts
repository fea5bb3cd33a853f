import { z } from "zod";

/** What a screen of the team says, in both languages; papers, mails and customers get the German. */
export const Words = z.object({ de: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

/** A name as somebody gave it, or, where there is none, what stands in for it in both languages. */
export const ShownName = z.union([z.string(), Words]);
export type ShownName = z.infer<typeof ShownName>;
