import { type RawBuilder, sql } from "kysely";

/**
 * German stems and plain folded words, so that "Heizungen" finds "Heizung" and a type plate's "ZSB14" finds itself: what
 * every search of texts is indexed by.
 */
export const wordVector = (text: RawBuilder<unknown>, folded: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(to_tsvector('german', ${text}) || to_tsvector('simple', ${folded}))`;

/** Each word as it was typed by its stem ("Heizungen" finds "Heizung"), or folded ("Strasse" finds "Straße"). */
export function saying(
  vector: RawBuilder<unknown>,
  words: readonly { readonly typed: string; readonly folded: string }[],
): RawBuilder<boolean> {
  if (words.length === 0) return sql`false`;
  const each = words.map(
    ({ typed, folded }) => sql`(to_tsquery('simple', ${folded}) || to_tsquery('german', ${typed}))`,
  );
  return sql`${vector} @@ (${sql.join(each, sql` && `)})`;
}
