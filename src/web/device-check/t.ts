import { makeT } from "../i18n/make-t.ts";
import { de } from "./texts.de.ts";

/** Texts of the check of a device, at its enrolment and each year. */
export const t = makeT(de, () => import("./texts.en.ts").then((texts) => texts.en));
