import { adoptBegun } from "../offline/begun-files.ts";
import { copies } from "../offline/copies.ts";
import { outbox } from "../offline/outbox.svelte.ts";
import { prefetch, prefetchRooms, prefetchShifts, prefetchToday } from "../offline/prefetch.ts";
import { vault } from "../offline/vault.ts";
import { prefetchPictures, prefetchProjects } from "../projects/project-copies.ts";
import { inbox } from "../state/inbox.svelte.ts";
import { rooms } from "../state/rooms.svelte.ts";
import { session } from "../state/session.svelte.ts";

const renewEveryMs = 10 * 60_000;
let renewedAt = 0;

/** The session stands: opens the store of this device and goes on with what waits. A program has no device. */
export async function openStore(): Promise<void> {
  if (session.me?.device == null || session.me.sessionId === null) return;
  renewedAt = Date.now();
  await navigator.storage?.persist?.().catch(() => false);
  keepParts();
  if (!(await vault.unlock())) return;
  copies.keep("me", "me", session.me);
  inbox.keepCopy();
  rooms.keepCopy();
  await outbox.restore(adoptBegun);
  await layAhead(session.me.seq, renewedAt);
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
  const rows = inbox.items.map(({ id }) => id).join(" ");
  if (known?.seq === seq && known.rows === rows && at >= known.at && at - known.at < renewEveryMs) return;
  const [projects, roster, team] = [session.can("use-projects"), session.can("see-roster"), session.can("use-team")];
  const today = team && session.can("meet-colleagues");
  const done = [
    !today || (await prefetchToday()),
    !projects || (await prefetchProjects()),
    !roster || (await prefetchShifts()),
    // A list that could not be fetched is no empty one: what lies here of it stays.
    !session.can("read-conversations") || (inbox.status === "ready" && (await prefetch(inbox.items))),
    !team || ((await rooms.there) && (await prefetchRooms(rooms.items))),
    !projects || (await prefetchPictures()),
  ];
  if (done.every(Boolean)) copies.keep("ahead", "mine", { seq, rows, at } satisfies Ahead);
}

/** Every part of the app shall lie on this device: what a net that broke off kept back is fetched with the next one. */
export function keepParts(): void {
  if (session.me?.device == null || session.me.sessionId === null) return;
  navigator.serviceWorker?.ready.then(
    (one) => one.active?.postMessage({ keep: "all" }),
    () => undefined,
  );
}

/** Somebody looks again, or the net is back: what waits goes on, and the 24 hours begin anew. */
export function goOn(): void {
  outbox.wake();
  if (vault.open && Date.now() - renewedAt > renewEveryMs) void openStore();
}
