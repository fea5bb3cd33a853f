import { z } from "zod";
import { isVisible } from "./visible.ts";

// What somebody types or pastes into a field: what nobody sees of it is left out, so that no field is refused for it and
// no page shows a line turned around.

/** Signs without a width that come along from address books and web pages. */
const unseen = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Joiners have no width either: Persian and Indian words are written with them, and faces are joined into a family. */
const joiners =
  /((?<=(?!\p{sc=Latn}|\p{sc=Grek}|\p{sc=Cyrl})[\p{L}\p{M}])(?:\u200d|\u200c(?=[\p{L}\p{M}]))|(?<=\p{ExtPict}|\p{EMod}|\ufe0f)\u200d(?=\p{ExtPict}))|\u200c|\u200d/gu;
const plain = (text: string): string => {
  const left = text.normalize("NFC").replace(unseen, "").replace(joiners, "$1");
  return isVisible(left) ? left : "";
};

/** As one line: a tab, a line end or a space of another width is a space. */
export const asLine = (text: string): string => plain(text).replace(/\s+/g, " ").trim();

/** As text of more lines. */
export const asText = (text: string): string =>
  plain(text)
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .trim();

/** A text of one line. */
export const typedLine = (max: number) => z.string().overwrite(asLine).max(max);

/** A text of more lines. */
export const typedText = (max: number) => z.string().overwrite(asText).max(max);
