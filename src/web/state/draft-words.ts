import { keepWords } from "../offline/begun-words.ts";
import { keepInTab, keptInTab } from "../tab-storage.ts";
import type { ToldWords } from "./draft-saves.ts";

interface Words {
  readonly text: string;
  readonly note: boolean;
  /** The reply as the server had it then: what is written over it elsewhere meanwhile is newer than this. */
  readonly saved: string;
  /** What it may have got since. */
  readonly told: ToldWords | undefined;
}
const key = (id: string) => `draft/${id}`;

// A reload or a crash must not cost what one typed; the tab's own storage ends with the tab.
export function rememberWords(id: string, words: Words): void {
  const { text, note, saved, told } = words;
  const isSettled = text === "" && saved === "" && told === undefined;
  keepInTab(key(id), isSettled ? "" : JSON.stringify(words));
  // Those of a reply are on the server a moment later.
  keepWords(`note/${id}`, note ? text : "");
}

/** Of a conversation that is gone: who wrote there may have been erased. */
export const forgetWords = (id: string): void => rememberWords(id, { text: "", note: false, saved: "" });

export function keptWords(id: string): Words {
  try {
    const kept: unknown = JSON.parse(keptInTab(key(id)) ?? "null");
    if (typeof kept === "object" && kept !== null && "text" in kept && typeof kept.text === "string") {
      const saved = "saved" in kept && typeof kept.saved === "string" ? kept.saved : "";
      return { text: kept.text, note: "note" in kept && kept.note === true, saved, told: toldOf(kept) };
    }
  } catch {
    // Unreadable: start empty.
  }
  return { text: "", note: false, saved: "", told: undefined };
}

const toldOf = (kept: object): ToldWords | undefined =>
  "told" in kept && typeof kept.told === "object" && kept.told !== null ? (kept.told as ToldWords) : undefined;
