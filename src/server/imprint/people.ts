// The people an Impressum names, one field for all of them.

/** What stands before a name and is none: how one is addressed, titles, what one is in the business. */
const title =
  /^(herrn?|frau|hr|fr|familie|eheleute|gebrüder|firma|fa|dr|prof|professor|doktor|dipl|diplom|ing|mag|inhaber|geschäftsführer|gesellschafter|vorstand|prokurist|\p{L}*meister)(in|innen)?(?!\p{L})/iu;
/** Two letters or more, one of them large where the script has large ones ("el-Masri", "d'Alembert"), no initial. */
const writtenOut = /^(?=.*[\p{Lu}\p{Lo}])(?!\p{L}([.-]\p{L})*\.?$)(?=\P{L}*\p{L}.*\p{L})[\p{L}\p{M}'’-]+$/u;

/** "Anna Müller (Demo), Kai von und zu Berg und O. Roth" -> the three names. */
export function peopleIn(text: string): string[] {
  return text
    .replace(/\([^)]*\)/g, "")
    .split(/[,;/&]|(?<!\svon)\sund\s/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/**
 * First and last name written out (§ 5(1) Nr. 1 DDG): "J. Brandt", "Herr Brandt" and "Dr. Müller" are not, "Dr. Anna
 * Müller" and "Jörg P. Brandt" are. Names differ more than any rule, so it asks only for a first word that is no
 * initial and for a second one beside particles such as "von" and "de".
 */
export function isFullName(name: string): boolean {
  const words = name.replace(/\.(?=\p{Lu}\p{Ll})/gu, ". ").split(/\s+/);
  // Behind titles stand more of them in small letters: "Prof. Dr. med. h. c."
  const start = words.findIndex((word) => !title.test(word) && !/^\p{Ll}+\.$/u.test(word));
  const [first, ...others] = start < 0 ? [] : words.slice(start);
  return first !== undefined && /^[\p{Lu}\p{Lo}]/u.test(first) && writtenOut.test(first) && others.some(isWritten);
}

const isWritten = (word: string): boolean => writtenOut.test(word);
