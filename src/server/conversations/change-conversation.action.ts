import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { type AccessRow, loadFirstName, loadRole } from "./access.store.ts";
import { accessConversation } from "./access-conversation.action.ts";
import { type ConversationChange, changeConversation as change } from "./member-view.store.ts";
import { tellPhones } from "./tell-phones.action.ts";

/** What a member can do with a conversation; `version` is the one the screen showed. */
export type Wish =
  | { readonly kind: "assign"; readonly memberId: string | null; readonly version: number }
  | { readonly kind: "snooze"; readonly until: Date; readonly version: number }
  | { readonly kind: "close"; readonly version: number }
  | { readonly kind: "reopen"; readonly version: number };

/**
 * Assigns, snoozes, closes or reopens. The second of two who act at once is told so and nothing of the first one's
 * work vanishes (F31); whoever takes a conversation second hears that somebody was faster (U18).
 */
export async function changeConversation(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  wish: Wish,
): Promise<void> {
  const row = await accessConversation(tx, caller, conversationId);
  if (wish.kind === "snooze" && wish.until <= deps.clock.now())
    throw new Problem("bad-input", {
      detail: { de: "Die Wiedervorlage muss in der Zukunft liegen.", en: "The reminder must lie in the future." },
    });
  if (wish.kind === "assign" && wish.memberId !== null) await assertMayTake(deps, tx, wish.memberId, row.reserved);
  if (!(await change(tx, conversationId, wish.version, toChange(deps, wish)))) {
    // The other one's change may have become visible only while ours waited for the row: it is looked at anew.
    const now = await accessConversation(tx, caller, conversationId);
    // Asked for again, because the answer was lost.
    if (isSo(now, wish)) return;
    throw await whoWasFaster(tx, now.assigneeId, wish);
  }
  await appendEvents(deps, tx, caller.tenantId, [
    { kind: "conversation-changed", conversationId, contactId: row.contactId, memberId: caller.memberId },
  ]);
  // B9: given by somebody else.
  const given = wish.kind === "assign" && wish.memberId !== row.assigneeId ? wish.memberId : null;
  if (given === null || given === caller.memberId) return;
  const subject = `/posteingang/${conversationId}`;
  await tellPhones(deps, tx, [given], { tenantId: caller.tenantId, kind: "assigned", subject });
}

function isSo(now: Pick<AccessRow, "state" | "assigneeId" | "snoozedUntil">, wish: Wish): boolean {
  switch (wish.kind) {
    case "assign":
      return now.assigneeId === wish.memberId;
    case "snooze":
      return now.state === "snoozed" && now.snoozedUntil?.getTime() === wish.until.getTime();
    case "close":
      return now.state === "closed";
    case "reopen":
      return now.state === "open";
  }
}

async function whoWasFaster(tx: Tx, assigneeId: string | null, wish: Wish): Promise<Problem> {
  if (wish.kind !== "assign" || assigneeId === null) return new Problem("conflict");
  const name = await loadFirstName(tx, assigneeId);
  return new Problem("taken-already", {
    detail: {
      de: `${name} war schneller und hat das Gespräch übernommen.`,
      en: `${name} was faster and has taken the conversation.`,
    },
  });
}

/** Only somebody who works here and may answer can have a conversation: else nobody would. */
async function assertMayTake(deps: Deps, tx: Tx, memberId: string, reserved: boolean): Promise<void> {
  const role = await loadRole(tx, memberId, deps.clock.now());
  if (role === undefined || !can({ role }, "answer-conversations")) throw new Problem("not-found");
  if (reserved && !can({ role }, "read-reserved"))
    throw new Problem("bad-input", {
      detail: {
        de: "Chefsache sehen nur Inhaber und Büro. Gib sie jemandem von dort.",
        en: "Only owner and office see reserved conversations. Give it to one of them.",
      },
    });
}

function toChange(deps: Deps, wish: Wish): ConversationChange {
  switch (wish.kind) {
    case "assign":
      return { assigneeId: wish.memberId };
    case "snooze":
      return { state: "snoozed", snoozedUntil: wish.until };
    case "close":
      return { state: "closed", closedAt: deps.clock.now(), snoozedUntil: null, closing: true };
    case "reopen":
      return { state: "open", closedAt: null, snoozedUntil: null, opening: true };
  }
}
