import type { DraftMark } from "../../contract/conversations.ts";
import { keepWords } from "../offline/begun-words.ts";
import { keepInTab, keptInTab } from "../tab-storage.ts";

/** What the server was told, and has not said yet that it has it. */
export interface ToldWords {
  readonly text: string;
  readonly mark: DraftMark;
}
/** What the words of a reply were begun on. */
export interface Begun {
  /** The reply as the server had it then: what is written over it elsewhere meanwhile is newer than this. */
  readonly saved: string;
  /** What it may have got since. */
  readonly told: ToldWords | undefined;
}
interface Words extends Begun {
  readonly text: string;
  readonly note: boolean;
}
const key = (id: string) => `draft/${id}`;

// A reload or a crash must not cost what one typed; the tab's own storage ends with the tab.
export function rememberWords(id: string, words: Words): void {
  const { text, note, saved, told } = words;
  const isSettled = text === "" && saved === "" && told === undefined;
  keepInTab(key(id), isSettled ? "" : JSON.stringify(words));
  keepWords(`note/${id}`, note ? text : "");
  // Those of a reply are on the server a moment later, if there is a net.
  const isThere = note || (text === saved && told === undefined);
  keepWords(`conversation/${id}`, isThere ? "" : text, { saved, told });
}

/** Of a conversation that is gone: who wrote there may have been erased. */
export const forgetWords = (id: string): void =>
  rememberWords(id, { text: "", note: false, saved: "", told: undefined });

export function keptWords(id: string): Words {
  try {
    const kept: unknown = JSON.parse(keptInTab(key(id)) ?? "null");
    if (typeof kept === "object" && kept !== null && "text" in kept && typeof kept.text === "string")
      return { text: kept.text, note: "note" in kept && kept.note === true, ...begunOn(kept) };
  } catch {
    // Unreadable: start empty.
  }
  return { text: "", note: false, ...begunOn({}) };
}

export function begunOn(kept: object): Begun {
  const saved = "saved" in kept && typeof kept.saved === "string" ? kept.saved : "";
  const isTold = "told" in kept && typeof kept.told === "object" && kept.told !== null;
  return { saved, told: isTold ? (kept.told as ToldWords) : undefined };
}
