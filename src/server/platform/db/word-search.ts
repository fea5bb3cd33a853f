import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db.ts";

/** A word as a tsquery, or of a text: as it was typed, for its stem, and folded. */
interface Word {
  readonly typed: string;
  readonly folded: string;
}

/**
 * German stems and plain folded words, so that "Heizungen" finds "Heizung" and a type plate's "ZSB14" finds itself: what
 * every search of texts is indexed by.
 */
export const wordVector = (text: RawBuilder<unknown>, folded: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(to_tsvector('german', ${text}) || to_tsvector('simple', ${folded}))`;

/** Each word as it was typed by its stem ("Heizungen" finds "Heizung"), or folded ("Strasse" finds "Straße"). */
export function saying(vector: RawBuilder<unknown>, words: readonly Word[]): RawBuilder<boolean> {
  if (words.length === 0) return sql`false`;
  const each = words.map(
    ({ typed, folded }) => sql`(to_tsquery('simple', ${folded}) || to_tsquery('german', ${typed}))`,
  );
  return sql`${vector} @@ (${sql.join(each, sql` && `)})`;
}

/** Which of these words a search means: the same question the search itself asks. */
export async function meantWords(
  tx: Tx,
  words: readonly Word[],
  searched: readonly Word[],
): Promise<ReadonlySet<string>> {
  if (words.length === 0 || searched.length === 0) return new Set();
  const vector = wordVector(sql`w.typed`, sql`w.folded`);
  const { rows } = await sql<{ typed: string }>`
    select w.typed from unnest(${words.map(({ typed }) => typed)}::text[], ${words.map(({ folded }) => folded)}::text[])
      as w (typed, folded)
    where ${sql.join(
      searched.map((one) => saying(vector, [one])),
      sql` or `,
    )}`.execute(tx);
  return new Set(rows.map((row) => row.typed));
}
