import type { MessageView } from "../../contract/messages.ts";

const until = new WeakMap<MessageView, number>();

/**
 * Milliseconds left to take a message back (U28). The server says how many were left when it answered; they run down on
 * this device's own stopwatch, so that no wrong clock cuts them short.
 */
export function undoLeft(message: MessageView): number {
  if (message.undoMs === null) return 0;
  const now = performance.now();
  const end = until.get(message) ?? now + message.undoMs;
  until.set(message, end);
  return Math.max(0, end - now);
}
