import { hereTab, isOpenTab } from "./begun-files.ts";
import { vault } from "./vault.ts";

/**
 * Words that no server has before they are sent, sealed on this device a moment after they were typed: what a tab keeps
 * for itself goes when the browser is killed. A copy's kind, so they go with the key.
 */
interface Words {
  readonly text: string;
  readonly at: number;
  /** What whoever kept them has to know when they come back. */
  readonly about?: unknown;
}
const kind = "copy-words";
const keepAfterMs = 1_000;
const dayMs = 86_400_000;
const changed = new Map<string, Omit<Words, "at">>();
/** Where words of this window are, or are about to be. */
const held = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;
/** One after the other: what is taken away is not kept again by what was on its way. */
let line: Promise<unknown> = Promise.resolve();

/** Not at each key: a second after the first. Emptied words go at once. */
export function keepWords(place: string, text: string, about?: unknown): void {
  if (text === "" && !held.has(place)) return;
  changed.set(place, { text, about });
  held.add(place);
  if (text === "") keepNow();
  else timer ??= setTimeout(keepNow, keepAfterMs);
}

function keepNow(): void {
  clearTimeout(timer);
  timer = undefined;
  for (const [place, { text, about }] of changed) {
    if (text === "") held.delete(place);
    const id = `${place}/${hereTab()}`;
    const words: Words = { text, at: Date.now(), ...(about === undefined ? {} : { about }) };
    const keep = async (): Promise<unknown> =>
      await (text === "" ? vault.remove(kind, id) : vault.put(kind, id, words));
    line = line.then(keep).catch(() => undefined);
  }
  changed.clear();
}

/** This one may have forgotten them: what a tab keeps for itself is written down now and then only. */
const isElsewhere = async (tab: string): Promise<boolean> => tab !== hereTab() && (await isOpenTab(tab));

interface Field {
  /** Whether there is still a place for them: if not, they stay where they are. */
  free(): boolean;
  /** Puts them there before anything more is typed. */
  take(text: string, about: unknown): void;
}
/**
 * What was typed at a place in a window that is open no more; it belongs to this one from now on. Call it when the store
 * is open.
 */
export async function leftWords(place: string, field: Field): Promise<void> {
  await line;
  const work = () => takeLeft(place, field);
  // Two windows that are opened at once look one after the other: the second one finds them with the first.
  await (navigator.locks?.request(`werkbote-words/${place}`, work) ?? work());
}

async function takeLeft(place: string, { free, take }: Field): Promise<void> {
  for (const id of await vault.ids(kind).catch(() => [])) {
    const tab = id.slice(place.length + 1);
    if (id !== `${place}/${tab}` || (await isElsewhere(tab))) continue;
    const left = await vault.get<Words>(kind, id).catch(() => undefined);
    if (left === undefined || !free()) continue;
    take(left.value.text, left.value.about);
    keepWords(place, left.value.text, left.value.about);
    keepNow();
    if (tab !== hereTab()) line = line.then(() => vault.remove(kind, id)).catch(() => undefined);
    await line;
    return;
  }
}

/** Whether there are any on this device, of whichever window. */
export async function hasWords(): Promise<boolean> {
  keepNow();
  await line;
  return held.size > 0 || (await vault.ids(kind).catch(() => [])).length > 0;
}

/** The key is renewed with every day the device is used: what no window has come back to in a day goes by itself. */
export async function dropOldWords(): Promise<void> {
  await line;
  for (const id of await vault.ids(kind).catch(() => [])) {
    if (await isOpenTab(id.slice(id.lastIndexOf("/") + 1))) continue;
    const left = await vault.get<Words>(kind, id).catch(() => undefined);
    if (left && !(left.value.at > Date.now() - dayMs)) await vault.remove(kind, id).catch(() => undefined);
  }
}
