// The public Impressum as it is kept: business and Impressum fields of the last complete state, together.
import { z } from "zod";
import { BusinessFields, ImprintFields, type PageSection } from "../../contract/setup.ts";
import { imprintSections } from "./imprint-page.ts";

const kept = z.object({ business: BusinessFields, imprint: ImprintFields });
export type KeptImprint = z.infer<typeof kept>;

/**
 * What the public sees: the fields that were complete when they were kept; undefined while there are none. A check that
 * became stricter since asks for better ones, but takes nothing offline: no Impressum at all is the worst one.
 */
export function publicImprint(fields: unknown): KeptImprint | undefined {
  const parsed = kept.safeParse(fields);
  return parsed.success ? parsed.data : undefined;
}

/** True when the public page says the same as the drafts. */
export function isSamePublished(fields: unknown, drafts: KeptImprint): boolean {
  const published = publicImprint(fields);
  return published !== undefined && pageText(published) === pageText(drafts);
}

/** All lines of the page, for comparing and hashing. */
export function pageText({ business, imprint }: KeptImprint): string {
  const lines = (section: PageSection): string[] => [
    section.heading,
    ...section.blocks.flatMap((block) =>
      block.kind === "list" ? block.items : [block.kind === "text" ? block.text : block.label],
    ),
  ];
  return imprintSections(business, imprint).flatMap(lines).join("\n");
}
