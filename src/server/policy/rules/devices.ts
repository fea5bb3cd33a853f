// (8) Devices: business devices only, and a lost one opens nothing.
import { deny, pass, type Rule, require } from "../rule.ts";
import { isSend, onBusinessDevice } from "../situation.ts";

/** DV-1: business phones and tablets only. Art. 5(1)(f), 24, 25, 32 GDPR. */
export const dv1: Rule = {
  id: "DV-1",
  check(action, f) {
    const opens = action === "open_inbox" || action === "enrol_device";
    // whoever keeps a customer from a private phone has the customer's number on it
    const keepsThere = action === "save_contact" && f.deviceType === "private";
    if ((!opens && !keepsThere && !isSend(action)) || f.deviceType === "lost") return undefined;
    if (!onBusinessDevice(f) || (opens && f.deviceType === "server")) {
      return f.deviceType === "private"
        ? deny(
            "Private Geräte sind gesperrt, weil ihre Sicherungskopien Kundendaten nach außen tragen; nimm ein Gerät des Betriebs.",
          )
        : deny("Dieses Gerät ist nicht als Gerät des Betriebs angemeldet; lass es zuerst eintragen.");
    }
    if (action !== "enrol_device") return action === "open_inbox" ? pass() : undefined;
    if (f.extra.actorRole === "owner" || f.extra.ownerApproved === true)
      return pass("Die Inhaberin hat das Gerät freigegeben.");
    return require("owner_approval", "Ein neues Gerät gibt die Inhaberin frei, bevor es Nachrichten zeigt.");
  },
};

/** DV-3: a lost device is signed out of everything at once. Art. 32 GDPR. */
export const dv3: Rule = {
  id: "DV-3",
  check(action, f) {
    // closing the incident about the lost device is no use of it; AC-3 decides
    if (f.deviceType !== "lost" || action === "close_incident") return undefined;
    return deny("Dieses Gerät ist als verloren gemeldet und bleibt gesperrt; arbeite an einem anderen weiter.");
  },
};
