import type { z } from "zod";
import type { TeamFileView, WriteTeamTranscript } from "../../contract/rooms.ts";
import { isSpoken } from "../attachments/transcript.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { keepTranscript } from "../team-files/keep-transcript.action.ts";
import { findTeamFile } from "../team-files/read-team-file.action.ts";
import { viewFiles } from "../team-files/team-files.action.ts";
import { accessRoomMessage } from "./access-room.action.ts";
import { assertNoSickNote } from "./assert-no-sick-note.ts";
import { indexRoomMessages } from "./index-room-messages.action.ts";
import { assertChangeable } from "./room-content.ts";
import { lockMessage } from "./room-message.store.ts";
import { changesOf } from "./tell-of-messages.action.ts";

/**
 * Writes down what is said in a voice message of a room (M3); whoever may hear it may do so. What must not be told to a
 * room in writing (IN-3) is held back here as well.
 * @throws Problem conflict when somebody else wrote since `seen`
 */
export async function writeRoomTranscript(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  fileId: string,
  { text, seen, notSickNote }: z.output<typeof WriteTeamTranscript>,
): Promise<TeamFileView> {
  const { tenantId } = caller;
  const row = await findTeamFile(tx, fileId);
  if (!row?.room_message_id) throw new Problem("not-found");
  await lockMessage(tx, row.room_message_id);
  const { message, room } = await accessRoomMessage(tx, caller, row.room_message_id);
  assertChangeable(message, room);
  if (!isSpoken(row.media))
    throw new Problem("conflict", {
      detail: { de: "Hier gibt es nichts zum Mitschreiben.", en: "There is nothing to write down here." },
    });
  assertNoSickNote(text, notSickNote);
  await keepTranscript(deps, tx, caller, row, text, seen === null ? null : instant(Date.parse(seen)));
  await indexRoomMessages(deps, tx, tenantId, [message]);
  await appendEvents(deps, tx, tenantId, await changesOf(tx, [message]));
  const [view] = await viewFiles(deps, tx, tenantId, [(await findTeamFile(tx, fileId)) ?? row]);
  if (!view) throw new Problem("not-found");
  return view;
}
