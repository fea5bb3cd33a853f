import { makeT } from "../i18n/make-t.ts";
import { de } from "./texts.de.ts";

/** Texts about opening hours and what the house says when nobody is there. */
export const t = makeT(de, () => import("./texts.en.ts").then((texts) => texts.en));
