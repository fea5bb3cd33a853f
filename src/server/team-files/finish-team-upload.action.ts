import type { TeamFileView } from "../../contract/rooms.ts";
import { finishUpload } from "../attachments/finish-upload.action.ts";
import type { WithFile } from "../attachments/store-bytes.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { findTeamFile } from "./read-team-file.action.ts";
import { viewFiles } from "./team-files.action.ts";

/**
 * Makes a file of the team of an upload in blocks (U37). Whether the caller may put one there was asked before; said
 * twice, because the answer was lost, it is the same file.
 * @param keep puts the bytes where they belong
 */
export async function finishTeamUpload(
  deps: Deps,
  caller: Caller,
  upload: { readonly upload: string; readonly blocks: number; readonly maxBytes: number },
  keep: (bytes: Uint8Array, note: WithFile) => Promise<TeamFileView>,
): Promise<TeamFileView> {
  let kept: TeamFileView | undefined;
  const fileId = await finishUpload(deps, caller, upload, async (bytes, note) => {
    kept = await keep(bytes, note);
  });
  if (kept?.id === fileId) return kept;
  const [known] = await deps.db.withTenant(caller.tenantId, async (tx) => {
    const row = await findTeamFile(tx, fileId);
    return row?.created_by === caller.memberId ? await viewFiles(deps, tx, caller.tenantId, [row]) : [];
  });
  if (!known) throw new Problem("not-found");
  return known;
}
