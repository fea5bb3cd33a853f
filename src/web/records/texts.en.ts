import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

/** English texts of the generated records. */
export const en: Texts<typeof de> = {
  nav: "Records",
  title: "Records",
  intro:
    "These papers are what the authority wants to see. Werkbote writes them from the set-up and compares every night. When something changes there is a new version; the old ones stay. The papers themselves are in German.",
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
  "kind.processing": "Record of processing activities",
  "kind.measures": "Technical and organisational measures",
  "kind.connections": "Connections to the outside",
  "kind.deletion": "Deletion plan",
  "kind.notices": "Versions of the privacy notices",
  "kind.impact": "Check whether an impact assessment is needed",
  "impact-needed": "The impact assessment is missing",
  "impact-renew": "The impact assessment must be renewed",
  "impact-why":
    "At least two marks apply (Art. 35 GDPR). Weigh the risks in writing and ask the data protection officer. Until the outcome is entered here no further channel opens.",
  "impact-owner": "The owner enters the outcome.",
  "impact-day": "Finished on",
  "impact-outcome": "Outcome",
  "impact-outcome-hint": "In a few sentences: which risks, which measures, and where the paper is kept.",
  "impact-save": "Record the outcome",
  "impact-kept": "Impact assessment of {day}",
  "impact-where": "The outcome is in the newest version.",
  "impact-saved": "The impact assessment is recorded.",
};
