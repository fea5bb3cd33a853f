import type { RoomMessageView } from "../../../contract/rooms.ts";
import { api } from "../../api.ts";
import type { RoomTalk } from "../../state/room-talk.svelte.ts";
import { session } from "../../state/session.svelte.ts";

/** What one does to a message that is there. The screen changes at once; a refusal takes it back. */
const path = (message: RoomMessageView, verb = "") => `/api/room-messages/${message.id}${verb}`;
type Ids = RoomMessageView["mentions"];
const me = () => session.id as Ids[number];
const withMe = (ids: Ids, on: boolean): Ids => [...ids.filter((id) => id !== me()), ...(on ? [me()] : [])];

/** Sets the sign, or takes it back if it is there. */
export async function react(talk: RoomTalk, message: RoomMessageView, emoji: string): Promise<void> {
  const before = message.reactions.find((one) => one.emoji === emoji);
  const on = !before?.memberIds.includes(me());
  const now = { emoji, memberIds: withMe(before?.memberIds ?? [], on) };
  const reactions = before ? message.reactions.map((one) => (one === before ? now : one)) : [...message.reactions, now];
  await talk.change(message, { reactions: reactions.filter((one) => one.memberIds.length > 0) }, () =>
    api.put<RoomMessageView>(path(message, "/reaction"), { emoji, on }),
  );
}

export async function confirmSeen(talk: RoomTalk, message: RoomMessageView): Promise<void> {
  const { seen } = message;
  if (!seen) return;
  const now = { memberIds: withMe(seen.memberIds, true), missingIds: withMe(seen.missingIds, false) };
  await talk.change(message, { seen: now }, () =>
    api.put<RoomMessageView>(path(message, "/seen"), { editedAt: message.editedAt }),
  );
}

export async function pin(talk: RoomTalk, message: RoomMessageView, on: boolean): Promise<void> {
  await talk.change(message, { pinned: on }, () => api.put<RoomMessageView>(path(message, "/pin"), { on }));
}

export async function takeBack(talk: RoomTalk, message: RoomMessageView): Promise<void> {
  await talk.change(message, {}, () => api.delete<RoomMessageView>(path(message)));
}

export async function edit(talk: RoomTalk, message: RoomMessageView, text: string): Promise<boolean> {
  return await talk.change(message, { text, editedAt: message.editedAt ?? message.at }, () =>
    api.patch<RoomMessageView>(path(message), { text }),
  );
}

export async function vote(talk: RoomTalk, message: RoomMessageView, choices: readonly number[]): Promise<void> {
  const { poll } = message;
  if (!poll) return;
  const options = poll.options.map((option, at) => ({
    ...option,
    memberIds: withMe(option.memberIds, choices.includes(at)),
  }));
  await talk.change(message, { poll: { ...poll, options } }, () =>
    api.put<RoomMessageView>(path(message, "/vote"), { choices }),
  );
}

export async function closePoll(talk: RoomTalk, message: RoomMessageView): Promise<void> {
  await talk.change(message, {}, () => api.post<RoomMessageView>(path(message, "/close-poll")));
}
