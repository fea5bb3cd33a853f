import { z } from "zod";

/** What a screen of the team says, in both languages; papers, mails and customers get the German. */
export const Words = z.object({ de: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

/** One line around the place a search found, and where in it its words stand. */
export const Excerpt = z.object({
  text: z.string(),
  marks: z.array(z.object({ from: z.int(), to: z.int() })),
});
export type Excerpt = z.infer<typeof Excerpt>;

/** A name as somebody gave it, or, where there is none, what stands in for it in both languages. */
export const ShownName = z.union([z.string(), Words]);
export type ShownName = z.infer<typeof ShownName>;
