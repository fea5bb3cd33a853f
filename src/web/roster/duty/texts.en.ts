import type { Texts } from "../../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

export const en: Texts<typeof de> = {
  "first-runs": "Your first alarm has arrived and is running already.",
  "first-runs-how":
    "Only our answer was lost. Nobody has been called with the changed words. They go out as a new alarm, or you look at the first.",
  "see-first": "Look at the first alarm",
  "raise-another": "Raise as a new alarm",
};
