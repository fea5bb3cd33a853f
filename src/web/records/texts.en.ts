import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

/** English texts of the generated records. */
export const en: Texts<typeof de> = {
  nav: "Records",
  title: "Records",
  intro:
    "These papers are what the authority wants to see. Werkbote writes them from the set-up and compares every night. When something changes there is a new version; the old ones stay.",
  make: "Compare now",
  made: "Everything is as of today.",
  none: "Not made yet.",
  version: "Version {version} of {at}",
  page: "Page",
  pdf: "PDF",
  of: "{file}, {title}, version {version}",
  changes: "What changed",
  first: "First version.",
  added: "New",
  removed: "Gone",
  older: "Earlier versions ({count})",
  hashes: "Hashes (SHA-256)",
};
