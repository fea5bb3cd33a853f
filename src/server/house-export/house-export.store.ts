import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import type { Chapter, Counts } from "./counts.ts";

export interface ExportRow {
  readonly exportId: string;
  readonly orderedBy: string;
  readonly orderedAt: Date;
  readonly state: "working" | "ready" | "failed" | "gone";
  readonly chapter: Chapter;
  readonly afterNumber: number;
  /** What the parts that are written hold. */
  readonly done: number;
  /** What the one being written has passed since it was begun. */
  readonly underWay: number;
  readonly total: number;
  readonly counts: Partial<Counts>;
  readonly tries: number;
  readonly waitsForRoom: boolean;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

export interface PartRow {
  readonly partId: string;
  readonly exportId: string;
  readonly number: number;
  readonly bytes: number;
  readonly hash: Uint8Array;
  readonly files: number;
  readonly madeAt: Date;
  readonly fetchedAt: Date | null;
}

const columns = [
  "export_id as exportId",
  "ordered_by as orderedBy",
  "ordered_at as orderedAt",
  "state",
  "chapter",
  "after_number as afterNumber",
  "done",
  "under_way as underWay",
  "total",
  "counts",
  "tries",
  "waits_for_room as waitsForRoom",
  "finished_at as finishedAt",
  "expires_at as expiresAt",
] as const;

const all = (tx: Tx) => tx.selectFrom("house_export").select(columns);
const asRow = (row: Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>): ExportRow => ({
  ...row,
  chapter: row.chapter as Chapter,
  counts: row.counts as Partial<Counts>,
});

/** Newest first; before them the one that lives, which a clock that was put back has ordered earlier than those before it. */
export async function loadExports(tx: Tx, limit: number): Promise<ExportRow[]> {
  const rows = await all(tx)
    .orderBy(sql`state in ('working', 'ready') desc`)
    .orderBy("ordered_at", "desc")
    .orderBy("export_id", "desc")
    .limit(limit)
    .execute();
  return rows.map(asRow);
}

export async function loadExport(tx: Tx, exportId: string): Promise<ExportRow | undefined> {
  const row = await all(tx).where("export_id", "=", exportId).executeTakeFirst();
  return row && asRow(row);
}

/** False: one is under way already. */
export async function insertExport(
  tx: Tx,
  tenantId: string,
  order: { readonly exportId: string; readonly orderedBy: string; readonly at: Date; readonly total: number },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("house_export")
    .values({
      tenant_id: tenantId,
      export_id: order.exportId,
      ordered_by: order.orderedBy,
      ordered_at: order.at,
      state: "working",
      chapter: "conversations",
      total: order.total,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Only while it is under way: one that ended in the meantime stays ended. @returns whether it was */
export async function updateExport(
  tx: Tx,
  exportId: string,
  change: {
    readonly state?: ExportRow["state"];
    readonly chapter?: Chapter;
    readonly after_number?: number;
    readonly done?: number;
    readonly under_way?: number;
    readonly tries?: number;
    readonly waits_for_room?: boolean;
    readonly counts?: string;
    readonly finished_at?: Date;
    readonly expires_at?: Date;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("house_export")
    .set(change)
    .where("export_id", "=", exportId)
    .where("state", "=", "working")
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Counts a try of the part that is next, which begins with nothing. @returns how many there were */
export async function countTry(tx: Tx, exportId: string): Promise<number> {
  const row = await tx
    .updateTable("house_export")
    .set((eb) => ({ tries: eb("tries", "+", 1), under_way: 0, waits_for_room: false }))
    .where("export_id", "=", exportId)
    .returning("tries")
    .executeTakeFirst();
  return row?.tries ?? 0;
}

/** Ends those that are not over yet: all of them, one, or those whose time has come. */
export async function endRows(tx: Tx, which: { readonly exportId?: string; readonly until?: Date }): Promise<string[]> {
  let query = tx.updateTable("house_export").set({ state: "gone" }).where("state", "in", ["working", "ready"]);
  if (which.exportId !== undefined) query = query.where("export_id", "=", which.exportId);
  if (which.until !== undefined) query = query.where("expires_at", "<=", which.until);
  return (await query.returning("export_id").execute()).map((row) => row.export_id);
}

export async function insertPart(
  tx: Tx,
  tenantId: string,
  part: Omit<PartRow, "fetchedAt"> & { readonly hash: Buffer },
): Promise<void> {
  await tx
    .insertInto("house_export_part")
    .values({
      tenant_id: tenantId,
      part_id: part.partId,
      export_id: part.exportId,
      number: part.number,
      bytes: part.bytes,
      hash: part.hash,
      files: part.files,
      made_at: part.madeAt,
    })
    .execute();
}

export async function loadParts(tx: Tx, exportIds: readonly string[]): Promise<PartRow[]> {
  if (exportIds.length === 0) return [];
  const rows = await tx
    .selectFrom("house_export_part")
    .selectAll()
    .where("export_id", "in", [...exportIds])
    .orderBy("number")
    .execute();
  return rows.map((row) => ({
    partId: row.part_id,
    exportId: row.export_id,
    number: row.number,
    bytes: Number(row.bytes),
    hash: row.hash,
    files: row.files,
    madeAt: row.made_at,
    fetchedAt: row.fetched_at,
  }));
}

export async function markFetched(tx: Tx, partId: string, at: Date): Promise<void> {
  await tx.updateTable("house_export_part").set({ fetched_at: at }).where("part_id", "=", partId).execute();
}

/** Every part there ever was, and whether its file may still lie on disk. */
export async function loadPartStates(tx: Tx): Promise<Map<string, boolean>> {
  const rows = await tx
    .selectFrom("house_export_part as p")
    .innerJoin("house_export as e", "e.export_id", "p.export_id")
    .select(["p.part_id", "e.state"])
    .execute();
  return new Map(rows.map((row) => [row.part_id, row.state === "working" || row.state === "ready"]));
}

/** How many conversations, rooms of this member and projects there are: what the progress counts. */
export async function countAll(tx: Tx, memberId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select
    (select count(*) from conversation)::int + (select count(*) from project)::int
    + (select count(*) from room_member m join room r on r.room_id = m.room_id
       where m.member_id = ${memberId} and r.kind in ('firm', 'crew', 'project'))::int as n`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The next conversations by number; a number is never given twice and never changes, so none is missed. */
export async function conversationsAfter(tx: Tx, after: number, limit: number) {
  const rows = await tx
    .selectFrom("conversation")
    .select(["conversation_id as id", "number"])
    .where("number", ">", after)
    .orderBy("number")
    .limit(limit)
    .execute();
  return rows;
}

export async function projectsAfter(tx: Tx, after: number, limit: number) {
  const rows = await tx
    .selectFrom("project")
    .select(["project_id as id", "number"])
    .where("number", ">", after)
    .orderBy("number")
    .limit(limit)
    .execute();
  return rows;
}

/** Contacts that are not erased, by id. */
export async function contactsAfter(tx: Tx, after: string, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("contact as p")
    .innerJoin("contact_key as k", "k.contact_id", "p.contact_id")
    .select("p.contact_id")
    .where("k.wrapped_key", "is not", null)
    .where("p.contact_id", ">", after)
    .orderBy("p.contact_id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.contact_id);
}

/** Visits to customers, all there are. */
export async function loadAppointments(tx: Tx) {
  return await tx
    .selectFrom("project_appointment as a")
    .innerJoin("project as p", "p.project_id", "a.project_id")
    .select([
      "a.appointment_id as id",
      "a.project_id as projectId",
      "p.number",
      "a.starts_at as start",
      "a.ends_at as end",
      "a.confirmed",
      "a.member_ids as memberIds",
      "a.revision",
      "a.changed_at as changedAt",
    ])
    .orderBy("a.starts_at")
    .orderBy("a.appointment_id")
    .execute();
}

export async function openDoor(tx: Tx, tenantId: string, sessionId: string, at: Date): Promise<void> {
  await tx
    .insertInto("house_export_door")
    .values({ tenant_id: tenantId, session_id: sessionId, opened_at: at })
    .onConflict((oc) => oc.columns(["tenant_id", "session_id"]).doUpdateSet({ opened_at: at }))
    .execute();
}

export async function isDoorOpen(tx: Tx, sessionId: string, since: Date): Promise<boolean> {
  const row = await tx
    .selectFrom("house_export_door")
    .select("session_id")
    .where("session_id", "=", sessionId)
    .where("opened_at", ">", since)
    .executeTakeFirst();
  return row !== undefined;
}
