// (11) Photos.
import { allow, deny, pass, type Rule, require } from "../rule.ts";
import { isSend, kindOf } from "../situation.ts";

/** PH-1: location data is cut out of every picture, in and out. Art. 5(1)(c), 25 GDPR; § 147(2) AO: pixels stay as they are. */
export const ph1: Rule = {
  id: "PH-1",
  check(action, f) {
    if (action !== "store_media" && action !== "send_media") return undefined;
    if (f.extra.hasGps === false) return action === "store_media" ? pass() : undefined;
    if (f.extra.hasGps === undefined && action === "send_media")
      return require("strip_exif", "Es steht nicht fest, ob im Foto Standortdaten stecken; das System entfernt sie vor dem Senden und lässt das Bild unverändert.");
    if (f.extra.hasGps === undefined)
      return require("strip_exif", "Es steht nicht fest, ob im Foto Standortdaten stecken; das System entfernt sie vor dem Speichern und lässt das Bild unverändert.");
    if (action === "send_media")
      return require("strip_exif", "Im Foto stecken Standortdaten, das System entfernt sie vor dem Senden und lässt das Bild unverändert.");
    return require("strip_exif", "Im Foto stecken Standortdaten, das System entfernt sie vor dem Speichern und lässt das Bild unverändert.");
  },
};

/** PH-2: a place is asked for only for an order's address, and nobody is followed live. Art. 5(1)(c) GDPR. */
export const ph2: Rule = {
  id: "PH-2",
  check(action, f) {
    if (!isSend(action)) return undefined;
    if (kindOf(f) === "live_location")
      return deny("Ein laufender Standort wird nicht verschickt und nicht angefragt; frag nach der Adresse.");
    if (kindOf(f) !== "location_request" || f.extra.openOrder === true || f.extra.jobOrdered === true) return undefined;
    return deny("Nach einem Standort darfst du nur für die Adresse eines Auftrags fragen.");
  },
};

/** PH-3: a picture in which people can be recognised needs a reason. Art. 6(1)(b), (f) GDPR; §§ 22, 23 KUG. */
export const ph3: Rule = {
  id: "PH-3",
  check(action, f) {
    if (action !== "store_media" && action !== "send_media") return undefined;
    if (f.extra.personsVisible !== true || (f.extra.personsReason ?? "").trim() !== "") return undefined;
    return deny(
      "Auf dem Foto sind Menschen zu erkennen; schreib dazu, wofür ihr es braucht, oder mach sie unkenntlich.",
    );
  },
};

/** PH-4: pictures as a reference need their own written consent. Art. 6(1)(a) GDPR, § 22 KUG, §§ 15 ff. UrhG. */
export const ph4: Rule = {
  id: "PH-4",
  check(action, f) {
    if (action !== "publish_media") return undefined;
    return f.extra.publishConsent === true
      ? allow("Die schriftliche Zustimmung zu dieser Veröffentlichung liegt vor.")
      : deny(
          "Für die Veröffentlichung braucht ihr die schriftliche Zustimmung des Kunden und aller Personen auf dem Bild.",
        );
  },
};
