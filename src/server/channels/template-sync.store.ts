import type { Tx } from "../platform/db.ts";

export interface KnownTemplate {
  readonly name: string;
  readonly language: string;
  readonly category: "utility" | "marketing" | "authentication";
  readonly status: string;
  readonly body: string;
  readonly parameters: number;
}

/** What the channel has now is what members can choose from. */
export async function replaceTemplates(
  tx: Tx,
  tenantId: string,
  accountId: string,
  templates: readonly KnownTemplate[],
): Promise<void> {
  await tx.deleteFrom("channel_template").where("account_id", "=", accountId).execute();
  if (templates.length === 0) return;
  await tx
    .insertInto("channel_template")
    .values(templates.map((t) => ({ ...t, tenant_id: tenantId, account_id: accountId })))
    .execute();
}

/** The number customers write to, digits only. */
export async function savePublicNumber(tx: Tx, accountId: string, number: string): Promise<void> {
  await tx.updateTable("channel_account").set({ public_number: number }).where("account_id", "=", accountId).execute();
}

/** Since when something is wrong stays while it is the same. True: it is something else than before. */
export async function saveTrouble(
  tx: Tx,
  accountId: string,
  trouble: "refused" | "unreachable" | null,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("channel_account")
    .set({ trouble, trouble_since: trouble === null ? null : at })
    .where("account_id", "=", accountId)
    .where("trouble", "is distinct from", trouble)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function liveWhatsApp(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom("channel_account")
    .select("account_id")
    .where("kind", "=", "whatsapp")
    .where("state", "=", "live")
    .orderBy("account_id")
    .execute();
  return rows.map((row) => row.account_id);
}
