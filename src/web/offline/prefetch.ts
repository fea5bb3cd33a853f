import type { ConversationDetail, ConversationRow } from "../../contract/conversations.ts";
import type { MessagePage } from "../../contract/messages.ts";
import type { RoomMessagePage, RoomRow } from "../../contract/rooms.ts";
import type { OwnRoster } from "../../contract/roster.ts";
import type { Today } from "../../contract/today.ts";
import { api, isTransient, ProblemError } from "../api.ts";
import { copies } from "./copies.ts";
import { vault } from "./vault.ts";

/** A conversation as it can be read without a net. */
export interface ThreadCopy {
  readonly detail: ConversationDetail;
  readonly items: readonly MessagePage["items"][number][];
  readonly last: number;
  readonly at: string;
}

/** What was said last in a room, as it can be read without a net. */
export interface TalkCopy extends Pick<RoomMessagePage, "items" | "pinned" | "hasOlder"> {
  readonly at: string;
}

/** The own shifts, as they can be read without a net. */
export interface ShiftsCopy {
  readonly roster: OwnRoster;
  readonly at: string;
}

/** "Heute", as it can be read without a net. */
export interface TodayCopy {
  readonly today: Today;
  readonly at: string;
}

export const howMany = 50;
const howManyRooms = 20;
const messages = 40;
const shiftDays = 14;
const pauseMs = 100;
let round = 0;
let roomRound = 0;

/** True when the server said no to this one thing, and will say so again: the next may come all the same. */
export function isRefusedAlone(error: unknown): boolean {
  return error instanceof ProblemError && !isTransient(error) && error.status !== 401;
}

/**
 * Fetches the newest conversations one by one, in the gaps of other work, so that they can be read in a cellar (U52).
 * @returns false when something is missing
 */
export async function prefetch(rows: readonly ConversationRow[]): Promise<boolean> {
  const mine = ++round;
  await letGo(
    "thread",
    rows.slice(0, howMany).map((row) => row.id),
  );
  let all = true;
  for (const row of rows.slice(0, howMany)) {
    if (mine !== round || !vault.open || !navigator.onLine) return false;
    const known = await copies.read<ThreadCopy>("thread", row.id);
    if (known && known.detail.row.version === row.version && known.last === known.items.at(-1)?.position) continue;
    try {
      const [detail, page] = await Promise.all([
        api.get<ConversationDetail>(`/api/conversations/${row.id}?counts=no`),
        api.get<MessagePage>(`/api/conversations/${row.id}/messages?limit=${messages}`),
      ]);
      keepThread({ detail, items: page.items, last: page.last });
    } catch (error) {
      if (!isRefusedAlone(error)) return false;
      all = false;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return all;
}

export function keepThread(thread: Omit<ThreadCopy, "at">): void {
  copies.keep("thread", thread.detail.row.id, { ...thread, at: new Date().toISOString() } satisfies ThreadCopy);
}

/** Of what is no longer among the newest a copy stays for a day; what was erased is gone by then here too. */
async function letGo(kind: "thread" | "room", ids: readonly string[]): Promise<void> {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  await copies.only(kind, async (id) => {
    return ids.includes(id) || ((await copies.read<{ at?: string }>(kind, id))?.at ?? "") > yesterday;
  });
}

export function keepTalk(
  roomId: string,
  talk: { readonly [K in "items" | "pinned"]: readonly TalkCopy[K][number][] } & { readonly hasOlder: boolean },
): void {
  copies.keep("room", roomId, { ...talk, items: talk.items.slice(-messages), at: new Date().toISOString() });
}

/** The same for the rooms in which somebody spoke last. */
export async function prefetchRooms(rows: readonly RoomRow[]): Promise<boolean> {
  const mine = ++roomRound;
  const newest = rows.filter(({ closed }) => !closed).slice(0, howManyRooms);
  await letGo(
    "room",
    newest.map((row) => row.id),
  );
  let all = true;
  for (const row of newest) {
    if (mine !== roomRound || !vault.open || !navigator.onLine) return false;
    try {
      keepTalk(row.id, await api.get<RoomMessagePage>(`/api/rooms/${row.id}/messages?limit=${messages}`));
    } catch (error) {
      if (!isRefusedAlone(error)) return false;
      all = false;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return all;
}

export async function fetchToday(): Promise<TodayCopy> {
  const copy = { today: await api.get<Today>("/api/today"), at: new Date().toISOString() };
  copies.keep("today", "mine", copy);
  return copy;
}

export async function prefetchToday(): Promise<boolean> {
  return await fetchToday().then(
    () => true,
    () => false,
  );
}

/** When one works in the next two weeks. */
export async function prefetchShifts(): Promise<boolean> {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  try {
    const roster = await api.get<OwnRoster>(`/api/roster/mine?from=${day(-1)}&to=${day(shiftDays)}`);
    copies.keep("shifts", "mine", { roster, at: new Date().toISOString() } satisfies ShiftsCopy);
    return true;
  } catch {
    // The next time the app is opened.
    return false;
  }
}
