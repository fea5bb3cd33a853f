// MD-1: who learns what on each channel, as far as it is the same for every business. The owner confirms or corrects it.
import type { MetadataFields, SetupChannel } from "../../contract/setup-papers.ts";

const notKept = "der Standort Ihres Geräts und wer gerade tippt";

export const metadataDefaults: Readonly<Record<SetupChannel, MetadataFields>> = {
  whatsapp: {
    contentVisibleTo: [
      "Sie selbst auf Ihren Geräten",
      "Meta in der Cloud API: Dort wird die Nachricht für uns entschlüsselt",
      "unser Team auf Geräten des Betriebs",
    ],
    learns: [
      {
        who: "WhatsApp und Meta",
        what: "Rufnummer oder Nutzerkennung, Zeit und Häufigkeit, Gerät, IP-Adresse, dass Sie mit unserem Betrieb schreiben, ob Nachrichten ankommen und gelesen werden, Art und Abrechnung der Nachrichten",
      },
      {
        who: "Kontaktbuch bei Meta",
        what: "die Zuordnung Ihrer Rufnummer zu Ihrer Nutzerkennung bei uns",
      },
      {
        who: "Unser Server",
        what: "Zeit, ob unsere Nachricht ankam, und den Namen aus Ihrem Profil",
      },
    ],
    keptHere:
      "Nachrichten, auch ein Ort, den Sie uns schicken, Fotos ohne Standort, Zeit und Zustellung, so lange wie unten genannt",
    notKept,
    readStatusKept: false,
  },
  webchat: {
    contentVisibleTo: [
      "Sie selbst im Browser",
      "unser eigener Server, verschlüsselt gespeichert",
      "unser Team auf Geräten des Betriebs",
    ],
    learns: [{ who: "Unser Server", what: "IP-Adresse und Zeit, gelöscht nach 7 Tagen" }],
    keptHere: "Nachrichten, Fotos ohne Standort, Zeit, so lange wie unten genannt",
    notKept: `${notKept}. Keine Statistik, kein Tracking, keine Cookies vor Ihrer ersten Nachricht`,
    readStatusKept: false,
  },
};
