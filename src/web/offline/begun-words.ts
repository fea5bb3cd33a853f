import { hereTab, isOpenTab } from "./begun-files.ts";
import { vault } from "./vault.ts";

/**
 * Words that no server has before they are sent, sealed on this device a moment after they were typed: what a tab keeps
 * for itself goes when the browser is killed. A copy's kind, so they go with the key, within a day.
 */
const kind = "copy-words";
const keepAfterMs = 1_000;
const changed = new Map<string, string>();
/** Where words of this window are, or are about to be. */
const held = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;
/** One after the other: what is taken away is not kept again by what was on its way. */
let line: Promise<unknown> = Promise.resolve();

/** Not at each key: a second after the first. Emptied words go at once. */
export function keepWords(place: string, text: string): void {
  if (text === "" && !held.has(place)) return;
  changed.set(place, text);
  held.add(place);
  if (text === "") keepNow();
  else timer ??= setTimeout(keepNow, keepAfterMs);
}

function keepNow(): void {
  clearTimeout(timer);
  timer = undefined;
  for (const [place, text] of changed) {
    if (text === "") held.delete(place);
    const id = `${place}/${hereTab()}`;
    const keep = async (): Promise<unknown> => await (text === "" ? vault.remove(kind, id) : vault.put(kind, id, text));
    line = line.then(keep).catch(() => undefined);
  }
  changed.clear();
}

/** What was typed at a place in a window that is open no more; it belongs to this one from now on. Call it when the store is open. */
export async function leftWords(place: string): Promise<string> {
  await line;
  for (const id of await vault.ids(kind).catch(() => [])) {
    const tab = id.slice(place.length + 1);
    if (id !== `${place}/${tab}` || (await isOpenTab(tab))) continue;
    const left = await vault.get<string>(kind, id).catch(() => undefined);
    if (left === undefined) continue;
    await vault.remove(kind, id).catch(() => undefined);
    keepWords(place, left.value);
    return left.value;
  }
  return "";
}
