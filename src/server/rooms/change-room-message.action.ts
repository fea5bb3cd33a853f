import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { forgetSoon } from "../platform/jobs/forget-soon.ts";
import { Problem } from "../platform/problem.ts";
import { forgetTeamFilesOf } from "../team-files/team-files.action.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { accessRoomMessage } from "./access-room.action.ts";
import { assertNoSickNote } from "./assert-no-sick-note.ts";
import { indexRoomMessages } from "./index-room-messages.action.ts";
import { assertChangeable, assertSaid } from "./room-content.ts";
import { confirmSeen, forgetSeen, react, vote } from "./room-mark.store.ts";
import { closePoll, lockMessage, pin, type RoomMessage, replaceContent, revoke } from "./room-message.store.ts";
import { indexWords } from "./room-search.store.ts";
import { openContent, sealContent } from "./show-room-messages.action.ts";
import { changesOf } from "./tell-of-messages.action.ts";

/** What a member does to a message that is there. */
export type Change =
  | { readonly kind: "edit"; readonly text: string; readonly notSickNote: boolean }
  | { readonly kind: "revoke" }
  | { readonly kind: "react"; readonly emoji: string; readonly on: boolean }
  | { readonly kind: "seen"; readonly editedAt?: string | null | undefined }
  | { readonly kind: "pin"; readonly on: boolean }
  | { readonly kind: "vote"; readonly choices: readonly number[] }
  | { readonly kind: "close-poll" };

/** @returns ids of files to take off the disk after the commit */
export async function changeRoomMessage(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  messageId: string,
  change: Change,
): Promise<string[]> {
  await lockMessage(tx, messageId);
  const { message, room } = await accessRoomMessage(tx, caller, messageId);
  // Taken back already: the answer to an earlier press was lost, or another window still showed it.
  if (change.kind === "revoke" && message.revokedAt !== null && message.authorId === caller.memberId) return [];
  assertChangeable(message, room);
  const files = await carryOut(deps, tx, caller, message, change);
  await appendEvents(deps, tx, caller.tenantId, await changesOf(tx, [message]));
  if (change.kind === "revoke") await forgetSoon(deps, tx, "forget-room-words");
  return files;
}

async function carryOut(deps: Deps, tx: Tx, caller: Caller, message: RoomMessage, change: Change): Promise<string[]> {
  const { tenantId, memberId } = caller;
  const { messageId } = message;
  const at = deps.clock.now();
  switch (change.kind) {
    case "edit":
      assertOwn(caller, message);
      assertSaid(change.text, "edited");
      assertNoSickNote(change.text, change.notSickNote);
      await edit(deps, tx, tenantId, message, change.text);
      return [];
    case "revoke":
      assertOwn(caller, message);
      await revoke(tx, messageId, at);
      await indexWords(tx, tenantId, [{ messageId, roomId: message.roomId, text: null }]);
      return await forgetTeamFilesOf(tx, [messageId]);
    case "react":
      await react(tx, tenantId, { messageId, memberId, emoji: oneEmoji(change.emoji), on: change.on }, at);
      return [];
    case "seen":
      if (!message.asksSeen)
        throw new Problem("conflict", {
          detail: { de: "Hier hat niemand um „Gesehen“ gebeten.", en: "Nobody has asked for “Seen” here." },
        });
      if (change.editedAt !== undefined && change.editedAt !== (message.editedAt?.toISOString() ?? null))
        throw new Problem("conflict", {
          detail: {
            de: "Der Text hat sich geändert, seit du ihn gelesen hast. Lies ihn noch einmal.",
            en: "The text has changed since you read it. Read it once more.",
          },
        });
      await confirmSeen(tx, tenantId, messageId, memberId, at);
      return [];
    case "pin":
      await pin(tx, messageId, change.on ? at : null);
      return [];
    case "vote":
      await castVote(deps, tx, caller, message, change.choices);
      return [];
    case "close-poll":
      assertOwn(caller, message);
      await closePoll(tx, messageId, at);
      return [];
  }
}

function assertOwn(caller: Caller, message: RoomMessage): void {
  if (message.authorId !== caller.memberId)
    throw new Problem("not-allowed", {
      detail: { de: "Das darf nur, wer es geschrieben hat.", en: "Only its author may do that." },
    });
}

async function contentOf(deps: Deps, tx: Tx, tenantId: string, message: RoomMessage) {
  const key = (await openTeamKeys(deps.seal, tx, tenantId, [message.roomId])).get(message.roomId);
  const content = openContent(deps, tenantId, key, message);
  if (!key || !content) throw new Problem("not-found");
  return { key, content };
}

async function edit(deps: Deps, tx: Tx, tenantId: string, message: RoomMessage, text: string): Promise<void> {
  const { key, content } = await contentOf(deps, tx, tenantId, message);
  if (message.kind === "poll")
    throw new Problem("conflict", {
      detail: {
        de: "Eine Umfrage lässt sich nicht ändern. Mach bitte eine neue.",
        en: "A poll cannot be changed. Please make a new one.",
      },
    });
  const sealedContent = sealContent(deps, tenantId, key, message.messageId, { ...content, text: text.trim() });
  await replaceContent(tx, message.messageId, sealedContent, deps.clock.now());
  // Whoever pressed "Gesehen" has seen other words.
  if (text.trim() !== content.text) await forgetSeen(tx, message.messageId);
  await indexRoomMessages(deps, tx, tenantId, [{ ...message, sealedContent }]);
}

async function castVote(deps: Deps, tx: Tx, caller: Caller, message: RoomMessage, choices: readonly number[]) {
  const { content } = await contentOf(deps, tx, caller.tenantId, message);
  const { poll } = content;
  const distinct = [...new Set(choices)];
  if (!poll || distinct.some((at) => at >= poll.options.length) || (!poll.multiple && distinct.length > 1))
    throw new Problem("bad-input", {
      fields: { choices: { de: "Diese Antwort gibt es in der Umfrage nicht.", en: "The poll has no such answer." } },
    });
  if (message.pollClosedAt !== null)
    throw new Problem("conflict", { detail: { de: "Die Umfrage ist beendet.", en: "The poll has ended." } });
  await vote(tx, caller.tenantId, message.messageId, caller.memberId, distinct, deps.clock.now());
}

/** One sign, no text: what stands unsealed beside a message must say nothing of its own. */
function oneEmoji(text: string): string {
  if (!/^\p{RGI_Emoji}$/v.test(text))
    throw new Problem("bad-input", {
      fields: { emoji: { de: "Nimm bitte ein Zeichen.", en: "Please take one sign." } },
    });
  return text;
}
