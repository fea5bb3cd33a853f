import type { Words } from "../../contract/words.ts";
import { language } from "./language.ts";

/** A sentence of the server in the language of this screen. */
export const say = (words: Words): string => words[language()];
