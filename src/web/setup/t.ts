import { makeT } from "../i18n/make-t.ts";
import { de } from "./texts.de.ts";

/** Texts of the set-up. Words of the law stay German in both languages; the English texts explain them. */
export const t = makeT(de, () => import("./texts.en.ts").then((texts) => texts.en));
