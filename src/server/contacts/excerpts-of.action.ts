import type { Excerpt } from "../../contract/words.ts";
import { meantWords } from "../platform/db/word-search.ts";
import type { Tx } from "../platform/db.ts";
import { excerptAround, wordsIn } from "./hit-excerpt.ts";
import { indexedText, type SearchedWord } from "./search-words.ts";

/** Of each text that a search found: the line around its words, with where they stand; undefined where none does. */
export async function excerptsOf(
  tx: Tx,
  texts: readonly string[],
  searched: readonly SearchedWord[],
): Promise<(Excerpt | undefined)[]> {
  const words = wordsIn(texts.join("\n")).map((typed) => ({ typed, folded: indexedText(typed).folded }));
  const meant = await meantWords(tx, words, searched);
  return texts.map((text) => excerptAround(text, (word) => meant.has(word)));
}
