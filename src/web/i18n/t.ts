import { de } from "./de.ts";
import { makeT } from "./make-t.ts";

/** Texts of the staff app. Sign-in and set-up bring their own. */
export const t = makeT(de, () => import("./en.ts").then((texts) => texts.en));
