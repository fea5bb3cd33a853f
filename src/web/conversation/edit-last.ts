import { channelName } from "../i18n/channel-name.ts";
import { t } from "../i18n/t.ts";
import { session } from "../state/session.svelte.ts";
import type { Thread } from "../state/thread.svelte.ts";
import { toasts } from "../state/toasts.svelte.ts";
import { undoLast } from "../state/undo-last.ts";

/**
 * Arrow-up in an empty field (U27): what was sent last stands in the field again while it can be taken back. After
 * that it is with the customer, and none of our channels can change what it has delivered: that is said.
 * @returns false when there is nothing of one's own to change
 */
export function editLast(thread: Thread): boolean {
  if (undoLast(thread)) return true;
  const own = thread.items.findLast((item) => item.direction === "out" && item.author?.id === session.id);
  if (!own || own.state === "withdrawn" || own.state === "blocked" || own.state === "failed") return false;
  toasts.show(t("composer.no-edit", { channel: channelName(thread.detail?.row.channelLabel ?? "") }));
  return true;
}

/** The arrow alone: with another key it moves or marks, as everywhere. */
export const isPlainUp = (event: KeyboardEvent): boolean =>
  event.key === "ArrowUp" && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;

/** Ctrl+Z in an empty field: there is nothing else to undo than what was just sent (U28). */
export function undoKey(event: KeyboardEvent, thread: Thread): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return false;
  return thread.draft.text === "" && undoLast(thread);
}
