import { Problem } from "../platform/problem.ts";

/** Words that stand right behind /k/ for something else: a page of that name would never be reached whole. */
export const takenSlugs: readonly string[] = ["assets"];

/** Every customer page comes by here, whoever names it. Throws `bad-input` for a name under which no page would open. */
export function assertFreeSlug(slug: string): void {
  if (!takenSlugs.includes(slug)) return;
  throw new Problem("bad-input", {
    detail: {
      de: `Unter „${slug}“ liegt schon etwas anderes. Bitte einen anderen Namen für die Seite wählen.`,
      en: `Something else lies under “${slug}” already. Please choose another name for the page.`,
    },
  });
}
