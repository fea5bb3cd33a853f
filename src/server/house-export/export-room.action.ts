import type { RoomMessageView, TeamFileView } from "../../contract/rooms.ts";
import { fileStamp } from "../attachments/file-stamp.ts";
import { endingOf } from "../attachments/media-types.ts";
import { reservedFrom } from "../conversations/access-conversation.action.ts";
import type { Deps } from "../platform/deps.ts";
import { projectNames } from "../projects/project-names.action.ts";
import { listRooms, showRoom } from "../rooms/list-rooms.action.ts";
import { readRoom } from "../rooms/read-room.action.ts";
import { fetchTeamFile } from "../rooms/room-files.action.ts";
import { isInternalOpen } from "../team/assert-internal-open.action.ts";
import { lineOfRoomMessage } from "./line.ts";
import { fileName, folderName } from "./names.ts";
import { readOnce } from "./pages-of.action.ts";
import { storedFile } from "./stored-file.action.ts";
import { talkFiles } from "./talk-files.adapter.ts";
import type { Item, Walk } from "./walk.ts";
import type { Entry } from "./zip-stream.adapter.ts";

const page = 200;

/**
 * Rooms the owner belongs to, oldest first, without those of two people: what others say among themselves, and what
 * two say to each other, is not the business's to carry off.
 */
export async function roomsToExport(deps: Deps, { caller }: Walk): Promise<Item[]> {
  const rooms = await deps.db.withTenant(caller.tenantId, async (tx) =>
    (await isInternalOpen(tx)) ? (await listRooms(deps, tx, caller, projectNames)).items : [],
  );
  return rooms
    .filter(({ kind }) => kind !== "direct")
    .map(({ id }) => id)
    .sort()
    .map((id, i) => ({ id, number: i + 1 }));
}

export const roomFolder = (number: number, name: string) => `team/${folderName(number, name, 2)}/`;

/** One room: as data, as a page, and its files. */
export async function* exportRoom(deps: Deps, walk: Walk, item: Item): AsyncGenerator<Entry> {
  const { caller, zone, counts } = walk;
  const room = await deps.db.withTenant(caller.tenantId, (tx) => showRoom(deps, tx, caller, item.id, projectNames));
  const name = room.name === "" ? "Betrieb" : room.name;
  const folder = roomFolder(item.number, name);
  const placeOf = (view: RoomMessageView, file: TeamFileView, ordinal: number) =>
    `${folder}dateien/${fileName({ position: view.position, ordinal, stamp: fileStamp(view.at, zone) }, file, endingOf(file.mimeType) ?? "bin")}`;
  const read = readOnce(() => roomPages(deps, walk, item.id), page);
  async function* pages() {
    for await (const views of read())
      yield views.map((view) =>
        lineOfRoomMessage(
          view,
          view.files.map((file, i) => {
            const path = placeOf(view, file, i);
            const name = file.name ?? path.split("_").at(-1) ?? "Datei";
            return { path, why: null, media: file.media, name, transcript: file.transcript };
          }),
        ),
      );
  }
  counts.rooms += 1;
  yield* talkFiles({
    folder,
    file: "raum",
    title: `Raum: ${name}`,
    facts: [{ label: "Personen", value: String(room.memberIds.length) }],
    data: { raum: name, id: room.id, art: room.kind, geschlossen: room.closed },
    pages,
  });
  for await (const views of read()) {
    counts.roomMessages += views.length;
    for (const view of views)
      for (const [i, file] of view.files.entries()) {
        const about = { id: file.id, path: placeOf(view, file, i), squeeze: file.media === "document" };
        yield* storedFile(deps, walk, about, (tx) => fetchTeamFile(deps, tx, caller, file.id, "content", reservedFrom));
      }
  }
}

async function* roomPages(deps: Deps, { caller }: Walk, roomId: string): AsyncGenerator<RoomMessageView[]> {
  for (let after = 0; ; ) {
    const { items } = await deps.db.withTenant(caller.tenantId, (tx) =>
      readRoom(deps, tx, caller, roomId, { after, limit: page }),
    );
    yield items;
    const last = items.at(-1);
    if (last === undefined || items.length < page) return;
    after = last.position;
  }
}
