// (5) Address book and minimisation.
import { limitsOf } from "../limits.ts";
import { deny, pass, type Rule, require } from "../rule.ts";

/** AB-1: no access to any address book. Art. 5(1)(c), 6(1), 25(2) GDPR. */
export const ab1: Rule = {
  id: "AB-1",
  check(action) {
    if (action !== "sync_contacts" && action !== "import_addressbook") return undefined;
    return deny("Adressbücher bleiben auf dem Gerät; ein Kontakt entsteht erst, wenn der Kunde schreibt.");
  },
};

/** AB-3: a contact is kept only after repeated contact or an order. Art. 5(1)(c), (e), 6(1)(b) GDPR. */
export const ab3: Rule = {
  id: "AB-3",
  check(action, f) {
    if (action !== "save_contact") return undefined;
    if (f.extra.target !== "customer_file") {
      return deny("Kontakte gehören in die Kundenkartei auf eurem Server, nicht in das Adressbuch eines Geräts.");
    }
    const repeated = (f.extra.conversations ?? 0) >= limitsOf(f).contactSaveConversations;
    if (f.extra.hasOrder === true) return pass("Es gibt einen Auftrag, deshalb darfst du den Kontakt speichern.");
    if (repeated) return pass("Der Kunde hat sich mehrfach gemeldet, deshalb darfst du den Kontakt speichern.");
    return require("repeated_contact_or_order", "Nach einer einzelnen Anfrage bleibt es beim Vorgang, dauerhaft speicherst du den Kontakt erst bei erneutem Kontakt oder Auftrag.");
  },
};
