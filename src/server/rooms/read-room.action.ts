import {
  RoomReach as Reach,
  type RoomMessagePage,
  type RoomMessageView,
  type RoomReach,
  type RoomSearch,
} from "../../contract/rooms.ts";
import { excerptsOf } from "../contacts/excerpts-of.action.ts";
import { searchOf } from "../contacts/search-words.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { assertInternalOpen } from "../team/assert-internal-open.action.ts";
import { accessRoom, accessRoomMessage, readerOf } from "./access-room.action.ts";
import { whoWaits } from "./judge-room-message.action.ts";
import { listOwnRooms, loadRoomMembers } from "./room.store.ts";
import { loadPage, loadPinned, type PageAsked, searchWords } from "./room-message.store.ts";
import { showRoomMessages } from "./show-room-messages.action.ts";
import { tellWaits } from "./tell-waits.action.ts";

/** A page of a room, newest last, with what is pinned. */
export async function readRoom(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  roomId: string,
  page: PageAsked,
): Promise<RoomMessagePage> {
  const { room, reader } = await accessRoom(tx, caller, roomId);
  const rows = await loadPage(tx, reader, roomId, { ...page, limit: page.limit + 1 });
  const forward = page.after !== undefined;
  const more = rows.length > page.limit;
  const items = forward ? rows.slice(0, page.limit) : rows.slice(more ? 1 : 0);
  return {
    items: await showRoomMessages(deps, tx, caller.tenantId, reader, items),
    lastPosition: room.lastPosition,
    hasOlder: forward ? true : more,
    pinned: await showRoomMessages(deps, tx, caller.tenantId, reader, await loadPinned(tx, reader, roomId)),
  };
}

export async function readRoomMessage(deps: Deps, tx: Tx, caller: Caller, messageId: string): Promise<RoomMessageView> {
  const { message, reader } = await accessRoomMessage(tx, caller, messageId);
  const [view] = await showRoomMessages(deps, tx, caller.tenantId, reader, [message]);
  if (!view) throw new Error("the message vanished");
  return view;
}

/** Who would get a message later, if the caller wrote it now. */
export async function readReach(deps: Deps, tx: Tx, caller: Caller, roomId: string): Promise<RoomReach> {
  const { reader } = await accessRoom(tx, caller, roomId);
  const members = (await loadRoomMembers(tx, [roomId])).get(roomId) ?? [];
  const others = members.filter((id) => id !== caller.memberId);
  const waits = await whoWaits(deps, tx, caller.tenantId, others);
  const tell = await tellWaits(deps, tx, caller.tenantId, reader);
  // Who is young is for those who plan.
  const planner = reader.hears === "all";
  return Reach.parse({
    waits: tell(deps.clock.now(), waits).map(({ memberId, until, minor }) => ({
      memberId,
      until,
      minor: planner && minor,
    })),
  });
}

/** Searches what the caller may read, in one room or in all of theirs; newest first, at most fifty. */
export async function searchRooms(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { q, roomId }: { readonly q: string; readonly roomId?: string | undefined },
): Promise<RoomSearch["items"]> {
  await assertInternalOpen(tx);
  const search = searchOf(q);
  if (roomId !== undefined) await accessRoom(tx, caller, roomId);
  const rooms = await listOwnRooms(tx, caller.memberId);
  if (search === undefined || search.words.length === 0) return [];
  const views: RoomMessageView[] = [];
  // A guest reads each room from the day they came to it; everybody else all of them alike.
  const groups = can(caller, "meet-colleagues") ? [rooms] : rooms.map((room) => [room]);
  for (const group of groups) {
    const wanted = group.filter((room) => roomId === undefined || room.roomId === roomId);
    const [first] = wanted;
    if (!first) continue;
    const reader = readerOf(caller, first.joinedAt);
    const ids = wanted.map((room) => room.roomId);
    const found = await searchWords(tx, reader, ids, search.words, 50);
    views.push(...(await showRoomMessages(deps, tx, caller.tenantId, reader, found)));
  }
  const shown = views.sort((a, b) => b.at.localeCompare(a.at)).slice(0, 50);
  const hits = await excerptsOf(tx, shown.map(wordsOf), search.words);
  return shown.map((view, n) => ({ ...view, hit: hits[n] ?? { text: view.text ?? "", marks: [] } }));
}

/** All words by which a message is found, as a line. */
const wordsOf = ({ text, poll, files }: RoomMessageView): string =>
  [
    text ?? "",
    ...(poll?.options ?? []).map((option) => option.text),
    ...files.flatMap(({ name, transcript }) => [name ?? "", transcript?.text ?? ""]),
  ].join("\n");
