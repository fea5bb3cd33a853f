// Prefilled rows of the register (AV-1, AV-3): what we know of the provider, never that an agreement exists.
import type { ProcessorFields, ProcessorTemplate, SaveProcessor, SetupChannel } from "../../contract/setup-papers.ts";
import { unknownChecklist, whatsAppChecklist } from "./checklist.ts";

const emptyProcessorFields: ProcessorFields = {
  legalEntity: "",
  country: "",
  service: "",
  roles: "",
  dataCategories: "",
  dataSubjects: "",
  subProcessors: "",
  securityMeasures: "",
  transferMechanism: "missing",
  dpfCheckedOn: null,
  sccModule: "",
  transferAssessment: "",
  deletionClause: "",
  incidentContact: "",
};

export interface TemplateRow extends SaveProcessor {
  readonly channel: SetupChannel | null;
}

const conversations = "Namen, Rufnummern, Nachrichten, Fotos, Zeiten";
const people = "Kundinnen und Kunden, Interessenten";

/** A row of which nothing is known but what it is for. */
const plain = (name: string): TemplateRow => ({
  name,
  channel: null,
  fields: { ...emptyProcessorFields, roles: "Auftragsverarbeiter", dataSubjects: people },
  checklist: unknownChecklist(),
  agreement: null,
  notRequiredReason: null,
});

const rows: Readonly<Record<ProcessorTemplate, () => TemplateRow>> = {
  whatsapp_meta: () => ({
    name: "WhatsApp (Meta)",
    channel: "whatsapp",
    fields: {
      ...emptyProcessorFields,
      legalEntity: "WhatsApp Ireland Ltd.",
      country: "Irland",
      service: "Übermittlung der Nachrichten über die WhatsApp Cloud API",
      roles:
        "Für Nachrichten und Kontaktdaten des Betriebs ist WhatsApp Auftragsverarbeiter. Für Konten und Metadaten der Nutzerinnen und Nutzer ist WhatsApp selbst verantwortlich; das deckt der Vertrag nicht ab. Grundlage dafür: Art. 6 Abs. 1 lit. f, die Kundin oder der Kunde hat den Weg selbst gewählt und erfährt davon im Hinweis.",
      dataCategories: `${conversations}; seit 2026 ein Kontaktbuch bei Meta (Rufnummer und Kennung)`,
      dataSubjects: people,
      subProcessors: "WhatsApp LLC (USA)\nMeta Platforms Inc. (USA)",
      securityMeasures: "WhatsApp Business Data Security Terms (29. Oktober 2020)",
      transferMechanism: "dpf",
      deletionClause:
        "Noch offen: Im Kontaktbuch bleiben Einträge bis 30 Tage im Zwischenspeicher. Ob es sich abschalten lässt, ist nicht bekannt.",
    },
    checklist: whatsAppChecklist(),
    agreement: null,
    notRequiredReason: null,
  }),
  hosting: () => ({
    name: "Server (Hosting)",
    channel: null,
    fields: {
      ...emptyProcessorFields,
      country: "Deutschland",
      service: "Betrieb des Servers, auf dem Werkbote läuft",
      roles: "Auftragsverarbeiter für alle Daten auf dem Server",
      dataCategories: `${conversations}, IP-Adressen (7 Tage)`,
      dataSubjects: `${people}, Beschäftigte`,
      transferMechanism: "none_needed",
    },
    checklist: unknownChecklist(),
    agreement: null,
    notRequiredReason: null,
  }),
  mail_relay: () => ({
    ...plain("E-Mail-Versand"),
    fields: {
      ...emptyProcessorFields,
      service: "Versand von E-Mails über den SMTP-Server",
      roles: "Auftragsverarbeiter",
      dataCategories: "E-Mail-Adressen, Betreff, Inhalt, Zeiten",
      dataSubjects: people,
    },
  }),
  sms_gateway: () => ({
    ...plain("SMS-Versand"),
    fields: {
      ...emptyProcessorFields,
      service: "Versand von SMS über ein Gateway",
      roles: "Das Gateway ist Auftragsverarbeiter. Die Netzbetreiber dahinter sind es nicht (§ 3 TDDDG).",
      dataCategories: "Rufnummern, Text der SMS im Klartext, Zeiten",
      dataSubjects: people,
    },
  }),
  backup_store: () => ({
    ...plain("Speicher für Sicherungen"),
    fields: {
      ...emptyProcessorFields,
      service: "Aufbewahrung der verschlüsselten Sicherungen, 30 Tage rollend",
      roles: "Auftragsverarbeiter. Er hat nur verschlüsselte Dateien; die Schlüssel liegen woanders.",
      dataCategories: "Alles, was Werkbote speichert, verschlüsselt",
      dataSubjects: `${people}, Beschäftigte`,
      securityMeasures: "Die Sicherungen sind verschlüsselt, bevor sie das Haus verlassen (age).",
    },
  }),
  push_service: () => ({
    ...plain("Push-Dienste der Browser"),
    fields: {
      ...emptyProcessorFields,
      service: "Zustellung von Hinweisen „Neue Nachricht“ ohne Inhalt (Google, Apple, Mozilla)",
      roles:
        "Die Dienste gehören zum Browser, den das Gerät benutzt. Sie sehen Zustelladresse, Zeit und Größe, keinen Inhalt. Ob sie Auftragsverarbeiter oder selbst verantwortlich sind, ist offen; einen Vertrag bieten sie dafür nicht an.",
      dataCategories: "Zustelladresse des Geräts, Zeit, Größe; kein Inhalt",
      dataSubjects: "Beschäftigte, und Kunden nur nach eigenem Klick",
      subProcessors:
        "Google Ireland Ltd. (Chrome, Android)\nApple Distribution International Ltd. (Safari)\nMozilla Corporation (Firefox)",
      securityMeasures: "Der Inhalt der Hinweise ist Ende zu Ende verschlüsselt und sagt nur „Neue Nachricht“.",
      transferMechanism: "dpf",
    },
  }),
  other: () => plain("Weiterer Dienstleister"),
};

/** A fresh row for the register, as far as it can be filled in advance. */
export function templateRow(template: ProcessorTemplate): TemplateRow {
  return rows[template]();
}
