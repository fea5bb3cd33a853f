import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

export interface TextBlockRow {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly version: number;
  readonly changedAt: Date;
}

const columns = ["text_block_id as id", "name", "body as text", "version", "changed_at as changedAt"] as const;

export async function loadTextBlocks(tx: Tx): Promise<TextBlockRow[]> {
  return await tx
    .selectFrom("text_block")
    .select(columns)
    .orderBy((eb) => eb.fn("lower", ["name"]))
    .execute();
}

export async function loadTextBlock(tx: Tx, id: string): Promise<TextBlockRow | undefined> {
  return await tx.selectFrom("text_block").select(columns).where("text_block_id", "=", id).executeTakeFirst();
}

/** One after the other may add or rename, so that names stay different and the number is known. */
export async function lockTextBlocks(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`text-blocks:${tenantId}`}, 0))`.execute(tx);
}

export async function countTextBlocks(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom("text_block")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Whether another block has this name already; capitals make no difference. */
export async function isNameTaken(tx: Tx, name: string, exceptId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("text_block")
    .select("text_block_id")
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where("text_block_id", "<>", exceptId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function putTextBlock(
  tx: Tx,
  tenantId: string,
  block: { id: string; name: string; text: string; version: number },
  at: Date,
): Promise<void> {
  const { id, name, text: body, version } = block;
  await tx
    .insertInto("text_block")
    .values({ tenant_id: tenantId, text_block_id: id, name, body, version, changed_at: at })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "text_block_id"]).doUpdateSet({ name, body, version, changed_at: at }),
    )
    .execute();
}

export async function deleteTextBlock(tx: Tx, id: string): Promise<boolean> {
  const done = await tx.deleteFrom("text_block").where("text_block_id", "=", id).executeTakeFirst();
  return done.numDeletedRows > 0n;
}
