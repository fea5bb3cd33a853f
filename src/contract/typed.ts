import { z } from "zod";

// What somebody types or pastes into a field: what nobody sees of it is left out, so that no field is refused for it and
// no page shows a line turned around.

/** Signs without a width that come along from address books and web pages; what joins signs into one stays. */
const unseen = /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const plain = (text: string): string => text.normalize("NFC").replace(unseen, "");

/** As one line: a tab, a line end or a space of another width is a space. */
export const asLine = (text: string): string => plain(text).replace(/\s+/g, " ").trim();

/** A text of one line. */
export const typedLine = (max: number) => z.string().overwrite(asLine).max(max);

/** A text of more lines. */
export const typedText = (max: number) =>
  z
    .string()
    .overwrite((text) =>
      plain(text)
        .replace(/\r\n?|[\u2028\u2029]/g, "\n")
        .trim(),
    )
    .max(max);
