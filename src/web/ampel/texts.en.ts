import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

/** English texts of the Ampel and the contracts. */
export const en: Texts<typeof de> = {
  "contracts.nav": "Contracts",
  "contracts.title": "Contracts (Art. 28)",
  "contracts.lead":
    "Whoever processes data for you needs a contract under Art. 28 GDPR. Without it no channel sends. Receiving always works.",
  "contracts.read-only": "You can look at everything here. Only the owner may change it.",
  "contracts.saving": "Saving …",
  "contracts.saved": "Saved",
  "contracts.failed": "Your entry is still here, but not saved yet.",
};
