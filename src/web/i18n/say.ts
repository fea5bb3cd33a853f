import type { ShownName, Words } from "../../contract/words.ts";
import { divide } from "./divide.ts";
import { language } from "./language.ts";

/** A sentence of the server in the language of this screen; a given name stays as it is. */
export function say(words: Words | ShownName): string {
  if (typeof words === "string") return words;
  return language() === "de" ? divide(words.de) : words[language()];
}

/** The name somebody gave, for texts to the contact: no stand-in may get there. */
export const givenName = (name: ShownName | undefined): string => (typeof name === "string" ? name : "");
