import type { NewRoomMessage } from "../../contract/rooms.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { notify } from "../push/notify.action.ts";
import { attachFiles } from "../team-files/team-files.action.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { type Access, accessRoom } from "./access-room.action.ts";
import { assertNoSickNote } from "./assert-no-sick-note.ts";
import { indexRoomMessages } from "./index-room-messages.action.ts";
import { judgeRoomMessage, type Waiting } from "./judge-room-message.action.ts";
import { loadMuted, loadRoomMembers, positionOf } from "./room.store.ts";
import { assertSaid, type RoomContent } from "./room-content.ts";
import { insertWaits, mention } from "./room-mark.store.ts";
import { findByClientId, findMessage, insertMessage } from "./room-message.store.ts";
import { sealContent } from "./show-room-messages.action.ts";

/**
 * Writes into a room. Everybody in it who works now gets it at once; for the others it waits until their work begins
 * (IN-4 to IN-6). The same client id again is the same message.
 * @returns the message's id
 */
export async function postRoomMessage(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  roomId: string,
  wish: NewRoomMessage,
): Promise<string> {
  const access = await accessRoom(tx, caller, roomId);
  const known = await findByClientId(tx, roomId, wish.clientId);
  if (known) {
    if (known.authorId !== caller.memberId) throw new Problem("conflict");
    return known.messageId;
  }
  assertNoSickNote([wish.text, ...(wish.poll?.options ?? [])].join("\n"), wish.notSickNote);
  const content = contentOf(access, wish);
  const members = (await loadRoomMembers(tx, [roomId])).get(roomId) ?? [];
  if (wish.mentions.some((id) => !members.includes(id)))
    throw new Problem("bad-input", {
      fields: { mentions: { de: "Wen du nennst, muss im Raum sein.", en: "Whoever you mention must be in the room." } },
    });
  if (wish.replyTo !== undefined) {
    const quoted = await findMessage(tx, access.reader, wish.replyTo);
    if (quoted?.roomId !== roomId) throw new Problem("not-found");
  }
  const others = members.filter((id) => id !== caller.memberId);
  const { decisionId, waiting } = await judgeRoomMessage(deps, tx, caller, others, wish.emergency?.danger);
  return await write(deps, tx, caller, roomId, { wish, content, others, decisionId, waiting });
}

function contentOf({ room }: Access, wish: NewRoomMessage): RoomContent {
  if (room.closedAt !== null)
    throw new Problem("conflict", {
      detail: {
        de: "Dieser Raum ist abgelegt. Hol ihn zurück, um weiterzuschreiben.",
        en: "This room is put away. Bring it back to go on writing.",
      },
    });
  if (wish.fileIds.length === 0) assertSaid(wish.text, "new");
  return {
    text: wish.text.trim(),
    ...(wish.poll ? { poll: wish.poll } : {}),
    ...(wish.emergency ? { emergencyReason: wish.emergency.reason } : {}),
  };
}

async function write(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  roomId: string,
  {
    wish,
    content,
    others,
    decisionId,
    waiting,
  }: { wish: NewRoomMessage; content: RoomContent; others: readonly string[] } & Awaited<
    ReturnType<typeof judgeRoomMessage>
  >,
): Promise<string> {
  const { tenantId, memberId } = caller;
  const key = (await openTeamKeys(deps.seal, tx, tenantId, [roomId])).get(roomId);
  if (!key) throw new Problem("not-found");
  const messageId = deps.ids.uuid();
  const row = {
    messageId,
    roomId,
    kind: wish.poll ? "poll" : "text",
    authorId: memberId,
    clientId: wish.clientId,
    sealedContent: sealContent(deps, tenantId, key, messageId, content),
    replyTo: wish.replyTo ?? null,
    asksSeen: wish.asksSeen,
    emergency: wish.emergency !== undefined,
    decisionId,
  } as const;
  await insertMessage(tx, tenantId, row, deps.clock.now());
  await attachFiles(tx, { roomId, memberId, messageId }, wish.fileIds);
  await mention(tx, tenantId, messageId, wish.mentions);
  await indexRoomMessages(deps, tx, tenantId, [row]);
  await insertWaits(
    tx,
    tenantId,
    waiting.map((wait) => ({ ...wait, messageId, roomId })),
  );
  if (wish.emergency)
    // The reason lies with the message, sealed; a works council gets the count without names (IN-4).
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: "override-quiet-hours",
      subjectKind: "room_message",
      subjectId: messageId,
    });
  await push(deps, tx, tenantId, { roomId, messageId }, { wish, others, waiting });
  const withheldFrom = waiting.map((wait) => wait.memberId);
  await appendEvents(deps, tx, tenantId, [{ kind: "room-message-posted", roomId, messageId, withheldFrom }]);
  return messageId;
}

/** Tells the phones of those who get it now; in a muted room only of those who are named, and of a danger all. */
async function push(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { roomId, messageId }: { readonly roomId: string; readonly messageId: string },
  { wish, others, waiting }: { wish: NewRoomMessage; others: readonly string[]; waiting: readonly Waiting[] },
): Promise<void> {
  const waits = new Set(waiting.map((wait) => wait.memberId));
  const muted = wish.emergency ? new Set<string>() : await loadMuted(tx, roomId);
  const named = new Set<string>(wish.mentions);
  const memberIds = others.filter((id) => !waits.has(id) && (!muted.has(id) || named.has(id)));
  const kind = wish.emergency ? "danger" : "message";
  const subject = `/team/${roomId}`;
  await notify(deps, tx, { tenantId, memberIds: memberIds.filter((id) => !named.has(id)), kind, subject });
  // Whoever is named is led to the very message.
  const there = `${subject}?nachricht=${await positionOf(tx, messageId)}`;
  await notify(deps, tx, { tenantId, memberIds: memberIds.filter((id) => named.has(id)), kind, subject: there });
}
