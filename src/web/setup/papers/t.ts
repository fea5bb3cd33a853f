import { makeT } from "../../i18n/make-t.ts";
import { de } from "./texts.de.ts";

/** Texts of the register of contracts; it is a step of the set-up and a screen of its own later. */
export const t = makeT(de, () => import("./texts.en.ts").then((texts) => texts.en));
