import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

export const en: Texts<typeof de> = {
  "late.title": "Template for late messages",
  "late.why":
    "When a first message arrives more than 24 hours late, WhatsApp lets only templates through. Have Meta approve this text as a template of the kind “Utility”. Then the notice goes out by itself in this case too.",
  "late.approved": "approved",
  "late.open": "not approved yet",
  "late.hint": "Take it word for word. As the sample for the gap, give Meta the address of the version.",
  "late.copy": "Copy text",
  "late.copied": "Text copied.",
  "late.not-copied": "The browser does not allow copying. Select the text with the mouse.",
};
