import { makeT } from "../i18n/make-t.ts";
import { de } from "./texts.de.ts";

/** Texts of a proof. */
export const t = makeT(de, () => import("./texts.en.ts").then((texts) => texts.en));
