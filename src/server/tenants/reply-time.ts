/**
 * Words that begin a time of answering and are written small in the middle of a sentence. A closed list: "Montag" and
 * whatever else may be a noun stays as it was typed.
 */
const small =
  /^(?:werktags|täglich|montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|meist|meistens|immer|sofort|spätestens|innerhalb|binnen|in|am|an|von|zwischen|bis|noch|nach|normalerweise|üblicherweise|jederzeit)\b/iu;

/** The beginning of the sentence, which our own words say already. */
const begun = /^(?:(?:wir|ein mensch liest ihre nachricht und) )?antworte[nt]\s+/iu;

/** When the firm answers, as it stands behind "antwortet": no full stop, and small where one typed it like a sentence. */
export function replyWords(replyTime: string): string {
  const words = replyTime.replace(begun, "").replace(/[.!\s]+$/, "");
  return small.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
