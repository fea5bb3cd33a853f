import type { ConversationRow } from "../contract/conversations.ts";

/** What the palette offers for the open conversation: the key that does it, and its words. What is so already is not offered. */
export function rowCommands({ state, assignee }: Pick<ConversationRow, "state" | "assignee">, me: string | undefined) {
  return [
    ...(assignee !== null && assignee.id === me ? [] : ([["a", "keys.take", "hand"]] as const)),
    ["e", state === "open" ? "keys.done" : "header.reopen", "check"],
    ["s", "keys.snooze", "snooze"],
    ["u", "keys.unread", "unread"],
    ["n", "keys.note", "note"],
  ] as const;
}
