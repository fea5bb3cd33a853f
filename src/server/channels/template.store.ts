import type { Tx } from "../platform/db.ts";

export interface TemplateRow {
  readonly name: string;
  readonly language: string;
  readonly category: "utility" | "marketing" | "authentication";
  readonly body: string;
  readonly parameters: number;
}

const approved = "APPROVED";

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
