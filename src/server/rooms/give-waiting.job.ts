import { appendEvents, type NewEvent } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { notify } from "../push/notify.action.ts";
import { judgeAgain } from "./judge-room-message.action.ts";
import { positionOf, readAtMost } from "./room.store.ts";
import { give, takeDue, waitOn } from "./room-mark.store.ts";
import { changesOf } from "./tell-of-messages.action.ts";

const batch = 100;

/**
 * Gives people what was written while they were free, when their work begins (IN-4 to IN-6). Judged again first: a
 * holiday or an absence may have come between. Killed anywhere it goes on where it was.
 */
export async function giveWaiting(deps: Deps, tenantId: string): Promise<void> {
  for (let last = batch; last === batch; ) {
    last = await deps.db.withTenant(tenantId, async (tx) => {
      const due = await takeDue(tx, deps.clock.now(), batch);
      const events: NewEvent[] = [];
      const given = new Map<string, string>();
      for (const { messageId, memberId, roomId } of due) {
        const again = await judgeAgain(deps, tx, tenantId, memberId);
        if (again) {
          await waitOn(tx, { messageId, memberId, ...again });
          continue;
        }
        await give(tx, messageId, memberId, deps.clock.now());
        await readAtMost(tx, roomId, memberId, (await positionOf(tx, messageId)) - 1);
        events.push({ kind: "room-message-posted", roomId, messageId, memberId });
        given.set(messageId, roomId);
        await notify(deps, tx, { tenantId, memberIds: [memberId], kind: "message", subject: `/team/${roomId}` });
      }
      // The others see that it arrived: the author, and whoever waits for "Gesehen".
      events.push(
        ...(await changesOf(
          tx,
          [...given].map(([messageId, roomId]) => ({ messageId, roomId })),
        )),
      );
      await appendEvents(deps, tx, tenantId, events);
      return due.length;
    });
  }
}
