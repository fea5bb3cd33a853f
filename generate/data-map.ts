import pg from "pg";

/**
 * The record of what is stored (Art. 30 DSGVO), read from the comments that every migration must bring:
 * table comments `class: …; purpose: …`, column comments `personal: …; purpose: …; class: …`.
 */
export interface TableRow {
  readonly table: string;
  readonly comment: string | null;
  readonly columns: readonly { readonly name: string; readonly comment: string | null }[];
}

export async function readTables(url: string): Promise<TableRow[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<TableRow>(`
      SELECT c.relname AS "table", obj_description(c.oid) AS comment,
        (SELECT json_agg(json_build_object('name', a.attname, 'comment', col_description(c.oid, a.attnum)) ORDER BY a.attnum)
           FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
      ORDER BY c.relname`);
    return rows;
  } finally {
    await client.end();
  }
}

/** Parts of a comment: `class: LK-1; purpose: reply` -> { class: "LK-1", purpose: "reply" }. */
export function commentParts(comment: string | null): Record<string, string> {
  const parts = (comment ?? "").split(";").map((part) => part.split(/:(.*)/s).map((text) => text.trim()));
  return Object.fromEntries(parts.filter(([key]) => key !== "").map(([key = "", value = ""]) => [key, value]));
}

export async function dataMap(url: string): Promise<string> {
  const tables = await readTables(url);
  const lines = tables.flatMap((table) => {
    const about = commentParts(table.comment);
    const own = `| **${table.table}** | | ${about.purpose ?? ""} | ${about.class ?? ""} |`;
    const personal = table.columns
      .filter((c) => c.comment?.includes("personal:"))
      .map((column) => {
        const parts = commentParts(column.comment);
        return `| ${table.table} | ${column.name}: ${parts.personal} | ${parts.purpose} | ${parts.class} |`;
      });
    return [own, ...personal];
  });
  return [
    "# Data map",
    "",
    "Generated from the comments in the migrations (`npm run generate`). Bold rows are tables; the rows below a table",
    "are its personal columns. A column with nothing but the id of a person is among them where it tells something of",
    "them, such as who is ill. How long each class (LK-…) lasts and on what ground stands in the deletion concept that",
    "Werkbote makes for a business under _Recht_.",
    "",
    "| table | personal column | purpose | retention class |",
    "|---|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}
