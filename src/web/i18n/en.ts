import type { de } from "./de.ts";
import type { Texts } from "./make-t.ts";

export const en: Texts<typeof de> = {
  "ui.optional": "optional",
  "ui.close": "Close",
  "ui.cancel": "Cancel",
  "ui.again": "Try again",
  "ui.save": "Save",
  "ui.loading": "Loading",
  "ui.back": "Back",

  "lazy.failed": "This part of the page could not be loaded.",
  "lazy.reload": "Reload page",

  "error.offline": "No connection. Your input is still here.",
  "error.unknown": "That did not work. Your input is still here. Please try again.",
};
