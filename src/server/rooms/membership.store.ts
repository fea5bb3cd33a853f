import type { Tx } from "../platform/db.ts";

export async function loadRoomIds(tx: Tx, memberId: string): Promise<string[]> {
  const rows = await tx.selectFrom("room_member").select("room_id").where("member_id", "=", memberId).execute();
  return rows.map((row) => row.room_id);
}

export async function loadProjectIds(tx: Tx, memberId: string): Promise<string[]> {
  const rows = await tx.selectFrom("project_member").select("project_id").where("member_id", "=", memberId).execute();
  return rows.map((row) => row.project_id);
}
