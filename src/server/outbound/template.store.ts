import type { Tx } from "../platform/db.ts";

export interface TemplateRow {
  readonly name: string;
  readonly language: string;
  readonly category: "utility" | "marketing" | "authentication";
  readonly body: string;
  readonly parameters: number;
}

const approved = "APPROVED";

/** Templates the channel has approved for this account, by name. */
export async function loadTemplates(tx: Tx, accountId: string): Promise<TemplateRow[]> {
  const rows = await tx
    .selectFrom("channel_template")
    .select(["name", "language", "category", "body", "parameters"])
    .where("account_id", "=", accountId)
    .where("status", "=", approved)
    .orderBy("name")
    .orderBy("language")
    .execute();
  return rows.map((row) => ({ ...row, category: row.category as TemplateRow["category"] }));
}
