import type { ConversationRow } from "../../contract/conversations.ts";
import { net } from "../net.svelte.ts";
import { adoptBegun } from "../offline/begun-files.ts";
import { dropOldWords } from "../offline/begun-words.ts";
import { copies } from "../offline/copies.ts";
import { outbox } from "../offline/outbox.svelte.ts";
import { howMany, prefetch, prefetchRooms, prefetchShifts, prefetchToday } from "../offline/prefetch.ts";
import { vault } from "../offline/vault.ts";
import { prefetchPictures, prefetchProjects } from "../projects/project-copies.ts";
import { inbox } from "../state/inbox.svelte.ts";
import { rooms } from "../state/rooms.svelte.ts";
import { session } from "../state/session.svelte.ts";

const renewEveryMs = 10 * 60_000;
let renewedAt = 0;
/** The net went while something was still to be laid here. */
let cut = false;

/** The session stands: opens the store of this device and goes on with what waits. A program has no device. */
export async function openStore(): Promise<void> {
  if (session.me?.device == null || session.me.sessionId === null) return;
  [renewedAt, cut] = [Date.now(), false];
  await navigator.storage?.persist?.().catch(() => false);
  keepParts();
  if (!(await vault.unlock())) return;
  copies.keep("me", "me", session.me);
  inbox.keepCopy();
  rooms.keepCopy();
  await dropOldWords();
  await outbox.restore(adoptBegun);
  laying = layAhead(session.me.seq, renewedAt);
  await laying;
}

let laying: Promise<void> | undefined;
/** The list whose conversations were laid ahead last, by its ids. */
let laid = "";
const idsOf = (rows: readonly ConversationRow[]) => rows.map(({ id }) => id).join(" ");

/** Whoever opened the app at another list and walks to the inbox has it laid here then, not when they open it again. */
export async function layInbox(): Promise<void> {
  if (laying === undefined) return;
  await laying;
  const rows = inbox.newest?.items ?? [];
  if (idsOf(rows) !== laid) await layRows(rows);
}

async function layRows(rows: readonly ConversationRow[]): Promise<boolean> {
  const done = await prefetch(rows);
  if (done) laid = idsOf(rows.slice(0, howMany));
  return done;
}

/** Up to where the feed was told when all of this lay here, which conversations these were, and when that began. */
interface Ahead {
  readonly seq: number;
  /** Of the list that is opened: it may be another one, or could not be fetched. */
  readonly rows: string;
  readonly at: number;
}

/** One after the other, what is needed on site first: a phone at the edge of the net has one chance. */
async function layAhead(seq: number, at: number): Promise<void> {
  const known = await copies.read<Ahead>("ahead", "mine");
  // Opened again within minutes, and nothing happened in the house: it lies here as it is there.
  const rows = idsOf(inbox.items);
  if (known?.seq === seq && known.rows === rows && at >= known.at && at - known.at < renewEveryMs) return;
  const [projects, roster, team] = [session.can("use-projects"), session.can("see-roster"), session.can("use-team")];
  const today = team && session.can("meet-colleagues");
  const { returns } = net;
  const done = [
    !today || (await prefetchToday()),
    !projects || (await prefetchProjects()),
    !roster || (await prefetchShifts()),
    // A list that could not be fetched is no empty one: what lies here of it stays.
    !session.can("read-conversations") || (inbox.status === "ready" && (await layRows(inbox.items))),
    !team || ((await rooms.there) && (await prefetchRooms(rooms.items))),
    !projects || (await prefetchPictures()),
  ];
  const all = done.every(Boolean);
  if (all) copies.keep("ahead", "mine", { seq, rows, at } satisfies Ahead);
  const isBack = net.returns > returns;
  cut = !all && (isBack || !navigator.onLine);
  // Back before the end, nobody says so once more.
  if (isBack) goOn();
}

let partsLater: ReturnType<typeof setTimeout> | undefined;

/**
 * Every part of the app shall lie on this device: what a net that broke off kept back is fetched with the next one. A
 * device says that the net is back before the first request gets through, so what failed is tried again.
 */
export function keepParts(): void {
  clearTimeout(partsLater);
  if (session.me?.device == null || session.me.sessionId === null) return;
  navigator.serviceWorker?.ready.then(
    ({ active }) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: kept }) => {
        port1.close();
        clearTimeout(partsLater);
        // Without a net its return asks again.
        if (kept === false && navigator.onLine) partsLater = setTimeout(keepParts, 10_000);
      };
      active?.postMessage({ keep: "all" }, [port2]);
    },
    () => undefined,
  );
}

/** Somebody looks again, or the net is back: what waits goes on, what was cut off is laid, and the 24 hours begin anew. */
export function goOn(): void {
  outbox.wake();
  const due = cut && navigator.onLine ? 0 : renewEveryMs;
  if (vault.open && Date.now() - renewedAt >= due) void openStore();
}
