import { bothWords } from "./both-words.ts";
import type { DraftMark, SaveDraft } from "./conversations.ts";

/** One window of a member that told words: what it numbered up to `closed` and arrives only now is taken no more. */
export interface Teller {
  readonly by: string;
  /** The last number of which the words were taken. */
  readonly taken: number;
  readonly closed: number;
}

/** What a member has begun in a conversation, and who told of it: that stays for a while when nothing is kept any more. */
export interface KeptDraft {
  readonly text: string;
  readonly tellers: readonly Teller[];
}

/** So many windows are known, the latest last: one that told nothing since twenty others did has long been closed. */
const tellersKept = 20;

/**
 * Words told once, however often they arrive: sent or taken out elsewhere since, they do not come back.
 * @returns the draft as it is now, and whether the words under this number are or were in it; they never will be, if not
 */
export function takeWords(kept: KeptDraft, { text, base, mark }: SaveDraft): { kept: KeptDraft; taken: boolean } {
  const teller = mark && tellerOf(kept, mark.by);
  if (mark && teller && mark.count <= teller.closed) return { kept, taken: mark.count <= teller.taken };
  const taken = text !== undefined;
  const known = mark === undefined ? kept.tellers : close(kept, mark, taken);
  if (!taken) return { kept: { ...kept, tellers: known }, taken };
  return { kept: { text: base === undefined ? text : bothWords(base, kept.text, text), tellers: known }, taken };
}

/**
 * The words were sent: what was kept of them has done its work. What is begun since, while a photo was still on its way,
 * stays, and so does what stands beside a template or a file.
 * @param mark the last words the window told before: still on their way, they come too late
 */
export function sendWords(kept: KeptDraft, sent: string, mark: DraftMark | undefined): KeptDraft {
  // Half a word of them is theirs only if that window saved it: else "Ja" was begun on another device, and "Jahr" sent.
  const half = mark === undefined || tellerOf(kept, mark.by).taken > 0;
  const text = unsent(kept.text, sent.trim(), half);
  return { text, tellers: mark === undefined ? kept.tellers : close(kept, mark, false) };
}

function unsent(kept: string, sent: string, half: boolean): string {
  const begun = kept.trim();
  if (sent.startsWith(begun) && (half || !/^\S/.test(sent.slice(begun.length)))) return "";
  // Another device went on with them meanwhile.
  const goesOn = sent !== "" && begun.startsWith(sent) && /^\s/.test(begun.slice(sent.length));
  return goesOn ? begun.slice(sent.length).trimStart() : kept;
}

const tellerOf = ({ tellers }: KeptDraft, by: string): Teller =>
  tellers.find((one) => one.by === by) ?? { by, taken: 0, closed: 0 };

function close(kept: KeptDraft, { by, count }: DraftMark, taken: boolean): readonly Teller[] {
  const teller = tellerOf(kept, by);
  // Nothing was told since, or nothing at all.
  if (count <= teller.closed) return kept.tellers;
  const now = { by, taken: taken ? count : teller.taken, closed: count };
  return [...kept.tellers.filter((one) => one.by !== by), now].slice(-tellersKept);
}
