import { foldName } from "./identity.ts";
import { channelsNamed } from "./shown-name.ts";

/**
 * What a member types into the search, as a folded name and as a tsquery: every word must occur, the last one may
 * be unfinished ("Zündel" finds "Zündelektrode"). Whoever has no name is found by what stands in for it.
 */
export function searchOf(typed: string | undefined): { name: string; words: string; nameless: string[] } | undefined {
  const text = (typed ?? "").trim();
  if (text === "") return undefined;
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return { name: foldName(text), words: words.map((word) => `${word}:*`).join(" & "), nameless: channelsNamed(text) };
}
