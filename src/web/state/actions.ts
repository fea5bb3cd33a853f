import type { ConversationRow } from "../../contract/conversations.ts";
import { api, ProblemError, sentenceOf } from "../api.ts";
import { t } from "../i18n/t.ts";
import { whenText } from "../i18n/time.ts";
import { inbox } from "./inbox.svelte.ts";
import { session } from "./session.svelte.ts";
import { threads } from "./threads.svelte.ts";
import { toasts } from "./toasts.svelte.ts";

/** What one does to a conversation. The screen changes at once; a refusal takes it back and says why. */
async function change(before: ConversationRow, changes: Partial<ConversationRow>, run: () => Promise<ConversationRow>) {
  show({ ...before, ...changes });
  try {
    show(await run());
    return true;
  } catch (error) {
    show(before);
    await refresh(before.id);
    toasts.show(sentenceOf(error), { kind: "attention" });
    return false;
  }
}

function show(row: ConversationRow): void {
  inbox.put(row, { now: true });
  const thread = threads.get(row.id);
  if (thread.detail && row.version >= thread.detail.row.version) thread.detail = { ...thread.detail, row };
}

async function refresh(id: string): Promise<void> {
  await threads.get(id).refreshDetail();
  const row = threads.get(id).detail?.row;
  if (row) inbox.put(row, { now: true });
}

const path = (row: ConversationRow, verb: string) => `/api/conversations/${row.id}/${verb}`;

/** Hands the conversation to a colleague, to oneself, or to nobody (null). */
export async function assign(row: ConversationRow, memberId: string | null): Promise<void> {
  const person = session.people.find((candidate) => candidate.id === memberId);
  const mine = memberId !== null && memberId === session.id;
  const name = person?.name ?? session.me?.member.name ?? "";
  const assignee = memberId === null ? null : ({ id: memberId, name } as ConversationRow["assignee"]);
  const done = await change(row, { assignee }, () =>
    api.post<ConversationRow>(path(row, "assign"), { memberId, version: row.version }),
  );
  if (!done) return;
  toasts.show(mine ? t("did.taken") : memberId === null ? t("did.released") : t("did.assigned", { name }));
}

export async function close(row: ConversationRow): Promise<void> {
  const done = await change(row, { state: "closed", waitingSince: null }, () =>
    api.post<ConversationRow>(path(row, "close"), { version: row.version }),
  );
  if (done) toasts.show(t("did.closed", { name: row.name }), { action: undoBy(row) });
}

export async function snooze(row: ConversationRow, until: Date): Promise<void> {
  const at = until.toISOString();
  const done = await change(row, { state: "snoozed", snoozedUntil: at }, () =>
    api.post<ConversationRow>(path(row, "snooze"), { until: at, version: row.version }),
  );
  if (done) toasts.show(t("did.snoozed", { when: whenText(at, Date.now()) }), { action: undoBy(row) });
}

export async function reopen(row: ConversationRow): Promise<void> {
  await change(row, { state: "open", snoozedUntil: null }, () =>
    api.post<ConversationRow>(path(row, "reopen"), { version: row.version }),
  );
}

/** "Rückgängig" for done and snoozed: opens again with the version that is true then. */
function undoBy(row: ConversationRow) {
  return {
    label: t("did.undo"),
    run: () => {
      const now = threads.get(row.id).detail?.row ?? row;
      void reopen(now);
    },
  };
}

/** For me alone; the contact sees nothing of it. */
export async function markUnread(row: ConversationRow): Promise<void> {
  const thread = threads.get(row.id);
  const lastIn = thread.items.findLast((item) => item.direction === "in");
  const position = Math.max(0, (lastIn?.position ?? row.lastPosition) - 1);
  thread.readPaused = true;
  try {
    show(await api.post<ConversationRow>(path(row, "read"), { position }));
    toasts.show(t("did.unread"));
  } catch (error) {
    toasts.show(sentenceOf(error), { kind: "attention" });
  }
}

export async function markRead(id: string, position: number): Promise<void> {
  try {
    await api.post(`/api/conversations/${id}/read`, { position });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}
