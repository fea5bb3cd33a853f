/** German names of facts and their values, for the proof screen; what has no name is shown as it is stored. */
const names: Readonly<Record<string, string>> = {
  channel: "Kanal",
  initiatedBy: "Wer hat begonnen",
  inboundCount: "Nachrichten des Kontakts",
  optInDocumented: "Wunsch nach Kontakt belegt",
  noticeStatus: "Datenschutzhinweis",
  consentAds: "Einwilligung in Werbung",
  consentIdleMonths: "Monate seit der letzten Nutzung der Einwilligung",
  messageClass: "Art der Nachricht",
  promoContent: "Werbung im Text",
  hasTransactionalCore: "Auskunft im Text",
  deviceType: "Gerät",
  recipientIsEmployee: "Empfänger gehört zum Betrieb",
  employeeRelation: "Verhältnis zum Betrieb",
  recipientAge: "Alter",
  recipientType: "Privat oder Firma",
  windowAgeHours: "Stunden seit der letzten Nachricht des Kontakts",
  templateCategory: "Art der Vorlage",
  avvStatus: "Vertrag zur Auftragsverarbeitung",
  transferMechanism: "Grundlage der Übermittlung in ein Drittland",
  dpfValid: "Angemessenheitsbeschluss gilt",
  impressumStatus: "Impressum",
  recipients: "Empfänger",
  optOutHint: "STOPP-Hinweis im Text",
  openOrder: "Laufender Auftrag",
  kind: "Textart",
  metaPreference: "Wunsch bei WhatsApp",
  customerGreetedFirst: "Der Kontakt hat zuerst gegrüßt",
  answersQuestion: "Der Kontakt hat danach gefragt",
  letterDetails: "Pflichtangaben des Betriebs dabei",
  withdrawalInstructionGiven: "Widerrufsbelehrung liegt vor",
  urgentRepair: "Dringende Reparatur, ausdrücklich verlangt",
  amountEUR: "Rechnungsbetrag in Euro",
  foreignIban: "Fremde IBAN im Text",
  humanContact: "Weg zu einem Menschen genannt",
  outdated: "Der Text ist überholt",
  answerRaw: "Antwort",
  answerMethod: "Wie geantwortet",
  optInProof: "Was dazu vorliegt",
  hasGps: "Standort in der Datei",
  personsVisible: "Menschen zu erkennen",
  houseMatter: "Gehört nicht zum Kunden",
  houseMatterDenied: "Ist für den Kunden bestimmt",
  personsReason: "Wofür das Foto gebraucht wird",
  danger: "Gefahr",
  overrideReason: "Begründung der Gefahr",
  consentOtherChannels: "Einwilligung auf anderen Kanälen",
  sccOnFile: "Standardvertragsklauseln liegen vor",
  impressumFailingDays: "Tage seit der letzten gelungenen Prüfung des Impressums",
  noticeUncertain: "Ob der Datenschutzhinweis ankam, ist ungewiss",
  allStop: "Der Kontakt hat ALLES STOPP geschrieben",
  concernAnswered: "Das Anliegen ist beantwortet",
  askedWithin12Months: "In den letzten 12 Monaten gefragt",
  threadAbout: "Worum es im Gespräch geht",
  identicalAdTextLast24h: "Dieselbe Werbung in 24 Stunden",
};

const values: Readonly<Record<string, string>> = {
  true: "ja",
  false: "nein",
  null: "keine",
  whatsapp_cloud: "WhatsApp",
  own_webchat: "Chat auf eurer Seite",
  customer: "Kunde",
  business: "Betrieb",
  none: "keine",
  queued: "wartet",
  sent: "gesendet",
  delivered: "zugestellt",
  failed: "nicht zugestellt",
  granted: "erteilt",
  withdrawn: "widerrufen",
  asked: "gefragt",
  refused: "abgelehnt",
  expired: "abgelaufen",
  transactional: "Antwort",
  service_info: "Information",
  advertising: "Werbung",
  auto_reply: "automatische Antwort",
  safety: "Gefahr",
  business_registered: "freigegebenes Gerät des Betriebs",
  server: "Server",
  consumer: "privat",
  adult: "erwachsen",
  minor: "minderjährig",
  unknown: "nicht bekannt",
  complete: "vollständig",
  gaps_accepted: "Lücken vom Inhaber verantwortet",
  gaps_open: "Lücken offen",
  missing: "fehlt",
  review_overdue: "Prüfung überfällig",
  not_required: "nicht nötig",
  none_needed: "keine nötig",
  dpf: "Angemessenheitsbeschluss (DPF)",
  scc: "Standardvertragsklauseln",
  privacy_notice: "Datenschutzhinweis",
  offer: "Angebot",
  order_confirmation: "Auftragsbestätigung",
  invoice: "Rechnung",
  withdrawal_instruction: "Widerrufsbelehrung",
  consent_request: "Frage nach der Einwilligung",
  greeting: "Gruß",
  event: "Einladung",
  review_request: "Bitte um eine Bewertung",
  maintenance_reminder: "Erinnerung an die Wartung",
  new_service: "neues Angebot",
  button: "Knopf",
  text: "Text",
  paper_other: "Unterschrift auf Papier",
  web_form: "Formular",
  phone_note: "Telefonnotiz",
  utility: "Auskunft",
  marketing: "Werbung",
  authentication: "Anmeldung",
  email: "E-Mail",
  outdated_editorial: "zugestellt, seither anders formuliert",
  outdated_material: "zugestellt, seither wesentlich geändert",
  ambiguous: "nicht eindeutig",
  business_managed: "verwaltetes Gerät des Betriebs",
  private: "privates Gerät",
  lost: "verlorenes Gerät",
  staff: "gehört zum Betrieb",
  incomplete: "unvollständig",
  link_not_speaking: "Link nicht erkennbar",
  unreachable: "nicht erreichbar",
  stop: "keine Werbung",
  resume: "wieder Werbung",
  roster: "Dienstplan",
  sick_note: "Krankmeldung",
  bank_data: "Bankverbindung",
  access_code: "Türcode oder Schlüsselversteck",
  own_order: "ein eigener Auftrag",
  danger: "Gefahr",
  consent_question: "Frage nach der Einwilligung",
  consent_confirmation: "Bestätigung der Einwilligung",
  consent_clarifying: "Rückfrage zur Einwilligung",
  withdrawal_confirmation: "Bestätigung des Widerrufs",
  away_text: "Abwesenheit",
  secure_delivery: "geschützte Zustellung",
  special_data_question: "Frage zu Unterlagen",
};

export interface ShownFact {
  readonly name: string;
  readonly value: string;
}

/** The facts of a decision as they are stored, by German names; those of `extra` stand among the others. Anything odd: none. */
export function showFacts(stored: unknown): ShownFact[] {
  if (typeof stored !== "object" || stored === null) return [];
  return Object.entries(stored).flatMap(([key, value]) =>
    key === "extra"
      ? showFacts(value)
      : key === "limits"
        ? showLimits(value)
        : [{ name: names[key] ?? key, value: showValue(value) }],
  );
}

/** The business's own stricter numbers stand in the stored facts; the proof names which change of them held. */
const showLimits = (value: unknown): ShownFact[] =>
  typeof value === "object" && value !== null && "version" in value
    ? [{ name: "Eigene strengere Grenzen", value: `Fassung ${String(value.version)}` }]
    : [];

function showValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(showValue).join(", ");
  if (typeof value === "number") return new Intl.NumberFormat("de", { maximumFractionDigits: 2 }).format(value);
  return values[String(value)] ?? String(value);
}
