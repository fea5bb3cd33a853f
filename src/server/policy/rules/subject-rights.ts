// (12) Data subject rights.
import { pass, type Rule, require } from "../rule.ts";

/** DS-3: an export is fetched from the protected portal, never sent along. Art. 12, 15(3), 20, 32 GDPR. */
export const ds3: Rule = {
  id: "DS-3",
  check(action, f) {
    if (action !== "deliver_export") return undefined;
    // the own web chat is the portal; "none" means handed over in person
    if (f.channel === "own_webchat" || f.channel === "none") return pass();
    return require("secure_portal_delivery", "Die Auskunft enthält alle Daten des Kunden; schick nur den geschützten Abruflink.");
  },
};
