import { type ContactSearch, contactSearchOf } from "./contact-search.ts";
import { foldedWords } from "./identity.ts";
import { channelsNamed } from "./shown-name.ts";

/** A word as a tsquery: as it was typed, for its stem, and folded. It may be unfinished ("Zündel" finds "Zündelektrode"). */
export interface SearchedWord {
  readonly typed: string;
  readonly folded: string;
}

/** A text as it is indexed: itself and its folded words. What people say may hold a NUL; PostgreSQL's text may not. */
export function indexedText(text: string): { text: string; folded: string } {
  const kept = text.slice(0, 20_000).replaceAll("\u0000", " ");
  return { text: kept, folded: foldedWords(kept).join(" ") };
}

/**
 * What a member types into the search: somebody's name or address, or words of a text, of which every one must occur.
 * Whoever has no name is found by what stands in for it.
 */
export function searchOf(
  typed: string | undefined,
): { contact: ContactSearch; words: SearchedWord[]; nameless: string[] } | undefined {
  const text = (typed ?? "").trim();
  const contact = contactSearchOf(text);
  if (contact === undefined) return undefined;
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return {
    contact,
    words: words.flatMap((word) => {
      const folded = foldedWords(word).join("");
      return folded === "" ? [] : [{ typed: `${word}:*`, folded: `${folded}:*` }];
    }),
    nameless: channelsNamed(text),
  };
}
