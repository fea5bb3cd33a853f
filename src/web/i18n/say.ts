import type { ShownName, Words } from "../../contract/words.ts";
import { language } from "./language.ts";

/** A sentence of the server in the language of this screen; a given name stays as it is. */
export const say = (words: Words | ShownName): string => (typeof words === "string" ? words : words[language()]);

/** The name somebody gave, for texts to the contact: no stand-in may get there. */
export const givenName = (name: ShownName | undefined): string => (typeof name === "string" ? name : "");
