import type { ConversationRow } from "../../contract/conversations.ts";
import { api, isTransient, ProblemError } from "../api.ts";
import { say } from "../i18n/say.ts";
import { t } from "../i18n/t.ts";
import { whenText } from "../i18n/time.ts";
import { inbox } from "./inbox.svelte.ts";
import { answered, press } from "./own-changes.ts";
import { session } from "./session.svelte.ts";
import { Stale } from "./stale.ts";
import { threads } from "./threads.svelte.ts";
import { toasts } from "./toasts.svelte.ts";

/**
 * What one does to a conversation. The screen changes at once; a refusal takes it back and says why. Own changes to one
 * conversation go one after the other, each on the version the one before was answered with: who presses again before
 * the answer is there is not told that somebody was faster.
 * @param again the same press once more
 * @returns the row as the server has it now
 */
async function change(
  before: ConversationRow,
  changes: Partial<ConversationRow>,
  run: (version: number) => Promise<ConversationRow>,
  again: () => void,
): Promise<ConversationRow | undefined> {
  const { turn } = toasts;
  press(before.id, changes);
  show({ ...before, ...changes });
  const lookAgain = looksFrom(before.id);
  const { answer, isLast, end } = afterOwn(before, run, (row) => row.version);
  try {
    const row = await answer;
    lookAgain();
    // What was pressed since then is on the screen already.
    if (isLast()) {
      answered(before.id);
      show(row);
    }
    return row;
  } catch (error) {
    answered(before.id);
    lookAgain();
    show(before);
    await refresh(before.id);
    toasts.refused(error, () => void onceMore(before, changes, again), turn);
    return undefined;
  } finally {
    end();
  }
}

/** For each conversation with a change under way: the version its last one is answered with. */
const lastAnswers = new Map<string, Promise<number>>();

/** Runs behind the own changes that are under way, on the version the last of them is answered with. */
function afterOwn<T>(
  { id, version: seen }: ConversationRow,
  run: (version: number) => Promise<T>,
  versionOf: (answer: T) => number,
) {
  const earlier = lastAnswers.get(id) ?? Promise.resolve(0);
  const answer = earlier.then((version) => run(Math.max(seen, version)));
  const own = answer.then(versionOf, () => 0);
  lastAnswers.set(id, own);
  const isLast = () => lastAnswers.get(id) === own;
  return { answer, isLast, end: () => isLast() && lastAnswers.delete(id) };
}

function show(row: ConversationRow): void {
  inbox.put(row, { now: true });
  const thread = threads.get(row.id);
  if (thread.detail && row.version >= thread.detail.row.version) thread.detail = { ...thread.detail, row };
}

/**
 * Before a press leaves. @returns to be called when its answer is there: a look that was asked for meanwhile, by the list
 * or by the open conversation, may have seen more than the press, or less
 */
function looksFrom(id: string): () => void {
  const thread = threads.get(id);
  const [listed, opened] = [inbox.ask(), thread.ask()];
  return () => {
    if (inbox.ask() > listed + 1) inbox.lookAgain(id);
    if (thread.ask() > opened + 1) thread.lookAgain();
  };
}

/** Perhaps it arrived and only the answer was lost. If somebody was faster meanwhile, the version says so as ever. */
async function onceMore(before: ConversationRow, changes: Partial<ConversationRow>, again: () => void): Promise<void> {
  await refresh(before.id);
  const row = threads.get(before.id).detail?.row ?? before;
  if (!holds(row, changes)) again();
}

/** What a press wanted is so already. */
const holds = (row: ConversationRow, { state, assignee, snoozedUntil, reserved }: Partial<ConversationRow>): boolean =>
  (state === undefined || row.state === state) &&
  (assignee === undefined || row.assignee?.id === assignee?.id) &&
  (snoozedUntil === undefined || row.snoozedUntil === snoozedUntil) &&
  (reserved === undefined || row.reserved === reserved);

async function refresh(id: string): Promise<void> {
  await threads.get(id).refreshDetail();
  inbox.settle(id);
}

const path = (row: ConversationRow, verb: string) => `/api/conversations/${row.id}/${verb}`;

/** Hands the conversation to a colleague, to oneself, or to nobody (null). */
export async function assign(row: ConversationRow, memberId: string | null): Promise<void> {
  const said = toasts.pressed();
  const person = session.people.find((candidate) => candidate.id === memberId);
  const mine = memberId !== null && memberId === session.id;
  const name = person?.name ?? session.me?.member.name ?? "";
  const assignee = memberId === null ? null : ({ id: memberId, name } as ConversationRow["assignee"]);
  const done = await change(
    row,
    { assignee },
    (version) => api.post<ConversationRow>(path(row, "assign"), { memberId, version }),
    () => void assign(row, memberId),
  );
  if (!done) return;
  said(mine ? t("did.taken") : memberId === null ? t("did.released") : t("did.assigned", { name }));
}

/** "Chefsache": goes to an owner, and is gone for everybody but owner and office. @returns whether it was done */
export async function reserve(row: ConversationRow): Promise<boolean> {
  const said = toasts.pressed();
  const { turn } = toasts;
  const lookAgain = looksFrom(row.id);
  const { answer, end } = afterOwn(
    row,
    (version) => api.post<{ row: ConversationRow | null }>(path(row, "reserve"), { version }),
    ({ row: now }) => now?.version ?? 0,
  );
  try {
    const { row: now } = await answer;
    lookAgain();
    if (now) show(now);
    else inbox.remove(row.id);
    said(t("did.reserved"));
    return true;
  } catch (error) {
    await refresh(row.id);
    toasts.refused(error, undefined, turn);
    return false;
  } finally {
    end();
  }
}

/** The owner opens it to everybody of the inbox again. */
export async function release(row: ConversationRow): Promise<void> {
  const said = toasts.pressed();
  const done = await change(
    row,
    { reserved: false },
    (version) => api.post<ConversationRow>(path(row, "release"), { version }),
    () => void release(row),
  );
  if (done) said(t("did.released-chef"));
}

/** @param undone leads back to the conversation when it is taken back */
export async function close(row: ConversationRow, undone: (id: string) => void): Promise<void> {
  const said = toasts.pressed(undoBy({ ...row, state: "closed" }, row, undone).run);
  const { items, readPaused } = threads.get(row.id);
  const shown = readPaused ? 0 : (items.at(-1)?.position ?? 0);
  const done = await change(
    row,
    { state: "closed", waitingSince: null },
    (version) => api.post<ConversationRow>(path(row, "close"), { version }),
    () => void close(row, undone),
  );
  if (!done) return;
  said(t("did.closed", { name: say(row.name) }), { action: undoBy(done, row, undone) });
  // Whoever is done with it in less than the second a look takes has seen what stood there all the same.
  if (shown > 0) await markRead(row.id, shown);
}

/** @param undone leads back to the conversation when it is taken back */
export async function snooze(row: ConversationRow, until: Date, undone: (id: string) => void): Promise<void> {
  const at = until.toISOString();
  const said = toasts.pressed(undoBy({ ...row, state: "snoozed", snoozedUntil: at }, row, undone).run);
  const done = await change(
    row,
    { state: "snoozed", snoozedUntil: at },
    (version) => api.post<ConversationRow>(path(row, "snooze"), { until: at, version }),
    () => void snooze(row, until, undone),
  );
  if (done) said(t("did.snoozed", { when: whenText(at, Date.now()) }), { action: undoBy(done, row, undone) });
}

export async function reopen(row: ConversationRow, waitingSince = row.waitingSince): Promise<void> {
  await change(
    row,
    { state: "open", snoozedUntil: null, waitingSince },
    (version) => api.post<ConversationRow>(path(row, "reopen"), { version }),
    () => void reopen(row, waitingSince),
  );
}

/** "Rückgängig" for done and snoozed, as `row` is now: opens again with the version that is true then, as it was before. */
function undoBy(row: ConversationRow, before: ConversationRow, undone: (id: string) => void) {
  return {
    label: t("did.undo"),
    run: () => {
      const shown = threads.get(row.id).detail?.row;
      void reopen(shown && shown.version > row.version ? shown : row, before.waitingSince);
      undone(row.id);
    },
  };
}

/** For me alone; the contact sees nothing of it. */
export async function markUnread(row: ConversationRow): Promise<void> {
  const said = toasts.pressed();
  const { turn } = toasts;
  const thread = threads.get(row.id);
  const lastIn = thread.items.findLast((item) => item.direction === "in");
  const position = Math.max(0, (lastIn?.position ?? row.lastPosition) - 1);
  const paused = thread.readPaused;
  thread.readPaused = true;
  const lookAgain = looksFrom(row.id);
  try {
    const now = await api.post<ConversationRow>(path(row, "read"), { position });
    lookAgain();
    show(now);
    said(t("did.unread"));
  } catch (error) {
    thread.readPaused = paused;
    toasts.refused(error, undefined, turn);
  }
}

/** What was seen and did not get through, by conversation. */
const untold = new Map<string, { readonly position: number; readonly look: number }>();
const tellAgain = new Stale(2_000, async (ids) => {
  const through = await Promise.all(ids.map((id) => tell(id)));
  return ids.filter((_, index) => !through[index]);
});

/**
 * Seen on this screen; what was marked as unread since, here or on another device, stays so. Where the net broke off it
 * is told when it is back: nobody looks at it a second time.
 */
export async function markRead(id: string, position: number): Promise<void> {
  const look = threads.get(id).detail?.readMarks ?? 0;
  const before = untold.get(id);
  untold.set(id, before?.look === look && before.position > position ? before : { position, look });
  if (!(await tell(id))) tellAgain.add(id);
}

/** @returns false when the net was away */
async function tell(id: string): Promise<boolean> {
  const seen = untold.get(id);
  try {
    if (seen) await api.post(`/api/conversations/${id}/read`, seen);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (isTransient(error)) return false;
  }
  if (untold.get(id) === seen) untold.delete(id);
  return true;
}
