import type { Tx } from "../platform/db.ts";

export interface TemplateRow {
  readonly name: string;
  readonly language: string;
  readonly category: "utility" | "marketing" | "authentication";
  readonly body: string;
  readonly parameters: number;
}

const approved = "APPROVED";

/** The category the channel has put a template into, approved or not; undefined: it is not there any more. */
export async function loadCategory(
  tx: Tx,
  accountId: string,
  { name, language }: Pick<TemplateRow, "name" | "language">,
): Promise<TemplateRow["category"] | undefined> {
  const row = await tx
    .selectFrom("channel_template")
    .select("category")
    .where("account_id", "=", accountId)
    .where("name", "=", name)
    .where("language", "=", language)
    .executeTakeFirst();
  return row?.category as TemplateRow["category"] | undefined;
}

/** Templates the channel has approved for this account, or for any, by name. */
export async function loadTemplates(tx: Tx, accountId?: string): Promise<TemplateRow[]> {
  let query = tx
    .selectFrom("channel_template")
    .select(["name", "language", "category", "body", "parameters"])
    .where("status", "=", approved);
  if (accountId !== undefined) query = query.where("account_id", "=", accountId);
  const rows = await query.orderBy("name").orderBy("language").execute();
  return rows.map((row) => ({ ...row, category: row.category as TemplateRow["category"] }));
}
