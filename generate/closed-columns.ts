import pg from "pg";

/**
 * Columns that a CHECK holds to a closed list of words, as TypeScript sees them: a state that the database would refuse
 * is refused by the compiler, and what is read needs no cast.
 * @returns by "table.column": `"open" | "closed"`, with null and default as the column has them
 */
export async function closedColumns(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // A CHECK of one column that compares it with a list is stored as `(column = ANY (ARRAY['a'::text, …]))`.
    const { rows } = await client.query<{ name: string; words: string[]; nullable: boolean; filled: boolean }>(`
      SELECT c.relname || '.' || a.attname AS name, NOT a.attnotnull AS nullable, a.atthasdef AS filled,
        ARRAY(SELECT m[1] FROM regexp_matches(d.def, '''([^'']*)''::text', 'g') AS m) AS words
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      CROSS JOIN LATERAL (SELECT pg_get_constraintdef(k.oid) AS def) d
      WHERE k.contype = 'c' AND cardinality(k.conkey) = 1 AND k.connamespace = 'public'::regnamespace
        AND d.def ~ ('^CHECK \\(\\(' || a.attname || ' = ANY \\(ARRAY\\[(''[^'']*''::text(, )?)+\\]\\)\\)\\)$')
      ORDER BY name`);
    return Object.fromEntries(
      rows.map(({ name, words, nullable, filled }) => {
        const union = [...words.map((word) => JSON.stringify(word)), ...(nullable ? ["null"] : [])].join(" | ");
        return [name, filled ? `Generated<${union}>` : union];
      }),
    );
  } finally {
    await client.end();
  }
}
