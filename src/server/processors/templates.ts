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
      dataCategories: conversations,
      dataSubjects: people,
      subProcessors: "WhatsApp LLC (USA)\nMeta Platforms Inc. (USA)",
      securityMeasures: "WhatsApp Business Data Security Terms",
      transferMechanism: "dpf",
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
    name: "E-Mail-Versand",
    channel: null,
    fields: {
      ...emptyProcessorFields,
      service: "Versand von E-Mails",
      roles: "Auftragsverarbeiter",
      dataCategories: "E-Mail-Adressen, Betreff, Inhalt, Zeiten",
      dataSubjects: people,
    },
    checklist: unknownChecklist(),
    agreement: null,
    notRequiredReason: null,
  }),
  other: () => ({
    name: "Weiterer Dienstleister",
    channel: null,
    fields: { ...emptyProcessorFields, dataSubjects: people },
    checklist: unknownChecklist(),
    agreement: null,
    notRequiredReason: null,
  }),
};

/** A fresh row for the register, as far as it can be filled in advance. */
export function templateRow(template: ProcessorTemplate): TemplateRow {
  return rows[template]();
}
