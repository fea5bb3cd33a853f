import type { TeamFileView } from "../../contract/rooms.ts";
import type { WithFile } from "../attachments/store-bytes.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { Hold } from "../platform/http/outgoing-bytes.adapter.ts";
import { Problem } from "../platform/problem.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { can } from "../rights/can.ts";
import { keptFiles, type ReservedFrom } from "../team-files/kept-files.action.ts";
import { findTeamFile, readTeamFile } from "../team-files/read-team-file.action.ts";
import { keepTeamFile } from "../team-files/team-files.action.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { accessRoom, accessRoomMessage } from "./access-room.action.ts";
import { loadProjectIds } from "./membership.store.ts";

export interface RoomUpload {
  readonly roomId: string;
  readonly clientId: string;
  readonly bytes: Uint8Array;
  readonly fileName: string | undefined;
  readonly declared?: "voice";
  readonly maxBytes: number;
}

/** Keeps an upload for a room the caller belongs to; in a project's room it is a photo of the project. */
export async function uploadToRoom(
  deps: Deps,
  caller: Caller,
  upload: RoomUpload,
  also?: WithFile,
): Promise<TeamFileView> {
  const { tenantId, memberId, role } = caller;
  const { key, projectId } = await deps.db.withTenant(tenantId, async (tx) => {
    const { room } = await accessRoom(tx, caller, upload.roomId);
    const owner = room.projectId ?? room.roomId;
    return { key: (await openTeamKeys(deps.seal, tx, tenantId, [owner])).get(owner), projectId: room.projectId };
  });
  if (!key) throw new Problem("not-found");
  return await keepTeamFile(deps, { ...upload, tenantId, memberId, role, key, projectId }, async (tx, fileId) => {
    await also?.(tx, fileId);
    if (projectId !== null) await tellProject(deps, tx, tenantId, projectId);
  });
}

/** A file for whoever may see it: the one who handed it in, readers of its message, people of its project. */
export async function fetchTeamFile(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  fileId: string,
  part: "content" | "thumbnail",
  reservedFrom: ReservedFrom,
  hold?: Hold,
) {
  const row = await findTeamFile(tx, fileId);
  if (!row || !(await maySee(tx, caller, row, reservedFrom))) throw new Problem("not-found");
  const file = await readTeamFile(deps, tx, caller.tenantId, row, part, hold);
  if (!file) throw new Problem("not-found");
  return file;
}

async function maySee(
  tx: Tx,
  caller: Caller,
  row: NonNullable<Awaited<ReturnType<typeof findTeamFile>>>,
  reservedFrom: ReservedFrom,
): Promise<boolean> {
  if (!can(caller, "use-team") || (await keptFiles(tx, caller, [row], reservedFrom)).size > 0) return false;
  if (row.project_id !== null) {
    if (can(caller, "manage-projects")) return true;
    // What was made from the customer's own (a marked copy, a report) is sealed apart, and nothing for guests.
    if (caller.role === "guest" && row.owner_id !== row.project_id) return false;
    if ((await loadProjectIds(tx, caller.memberId)).includes(row.project_id)) return true;
  }
  if (row.room_message_id === null) return row.created_by === caller.memberId;
  await accessRoomMessage(tx, caller, row.room_message_id);
  return true;
}
