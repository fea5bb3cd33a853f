import type { Selectable } from "kysely";
import type { z } from "zod";
import type { DB } from "../../../../db/types.ts";
import type { SaveShape, ShapeView } from "../../../contract/roster.ts";
import type { Tx } from "../../platform/db.ts";

export async function loadShapes(tx: Tx): Promise<ShapeView[]> {
  const rows = await tx.selectFrom("shift_shape").selectAll().orderBy("title").orderBy("shape_id").execute();
  return rows.map((row) => ({ id: row.shape_id, ...shapeOf(row) }));
}

/** Until commit nobody else changes it. */
export async function lockShape(tx: Tx, id: string): Promise<Shape | undefined> {
  const row = await tx.selectFrom("shift_shape").selectAll().where("shape_id", "=", id).forUpdate().executeTakeFirst();
  return row && shapeOf(row);
}

type Shape = z.infer<typeof SaveShape>;

const shapeOf = (row: Selectable<DB["shift_shape"]>): Shape => ({
  title: row.title,
  kind: row.kind,
  from: row.from_clock,
  to: row.to_clock,
  days: row.days,
  qualification: row.qualification,
});

const columns = (shape: Shape) => ({
  title: shape.title,
  kind: shape.kind,
  from_clock: shape.from,
  to_clock: shape.to,
  days: shape.days,
  qualification: shape.qualification,
});

export async function insertShape(tx: Tx, tenantId: string, id: string, shape: Shape): Promise<void> {
  await tx
    .insertInto("shift_shape")
    .values({ tenant_id: tenantId, shape_id: id, ...columns(shape) })
    .execute();
}

export async function updateShape(tx: Tx, id: string, shape: Shape): Promise<void> {
  await tx.updateTable("shift_shape").set(columns(shape)).where("shape_id", "=", id).execute();
}

/** @returns false: there is none */
export async function deleteShape(tx: Tx, id: string): Promise<boolean> {
  const done = await tx.deleteFrom("shift_shape").where("shape_id", "=", id).executeTakeFirst();
  return done.numDeletedRows > 0n;
}
