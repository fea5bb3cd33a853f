import type { Words } from "../../../contract/words.ts";

type Pair = readonly [de: string, en: string];

/** Names of facts and their values, for the proof screen; what has no name is shown as it is stored. */
const names: Readonly<Record<string, Pair>> = {
  channel: ["Kanal", "Channel"],
  initiatedBy: ["Wer hat begonnen", "Who began"],
  inboundCount: ["Nachrichten des Kontakts", "Messages of the contact"],
  optInDocumented: ["Wunsch nach Kontakt belegt", "Wish for contact on record"],
  noticeStatus: ["Datenschutzhinweis", "Privacy notice"],
  consentAds: ["Einwilligung in Werbung", "Consent to advertising"],
  consentIdleMonths: ["Monate seit der letzten Nutzung der Einwilligung", "Months since the consent was last used"],
  messageClass: ["Art der Nachricht", "Kind of message"],
  promoContent: ["Werbung im Text", "Advertising in the text"],
  hasTransactionalCore: ["Auskunft im Text", "Information in the text"],
  deviceType: ["Gerät", "Device"],
  recipientIsEmployee: ["Empfänger gehört zum Betrieb", "Recipient belongs to the business"],
  employeeRelation: ["Verhältnis zum Betrieb", "Relation to the business"],
  recipientAge: ["Alter", "Age"],
  recipientType: ["Privat oder Firma", "Private or company"],
  windowAgeHours: ["Stunden seit der letzten Nachricht des Kontakts", "Hours since the last message of the contact"],
  templateCategory: ["Art der Vorlage", "Kind of template"],
  avvStatus: ["Vertrag zur Auftragsverarbeitung", "Processing agreement"],
  transferMechanism: ["Grundlage der Übermittlung in ein Drittland", "Basis of the transfer to a third country"],
  dpfValid: ["Angemessenheitsbeschluss gilt", "Adequacy decision in force"],
  impressumStatus: ["Impressum", "Impressum"],
  recipients: ["Empfänger", "Recipients"],
  optOutHint: ["STOPP-Hinweis im Text", "STOPP hint in the text"],
  openOrder: ["Laufender Auftrag", "Job under way"],
  kind: ["Textart", "Kind of text"],
  metaPreference: ["Wunsch bei WhatsApp", "Wish at WhatsApp"],
  customerGreetedFirst: ["Der Kontakt hat zuerst gegrüßt", "The contact greeted first"],
  answersQuestion: ["Der Kontakt hat danach gefragt", "The contact asked about it"],
  letterDetails: ["Pflichtangaben des Betriebs dabei", "Mandatory details of the business included"],
  withdrawalInstructionGiven: ["Widerrufsbelehrung liegt vor", "Instruction on withdrawal given"],
  urgentRepair: ["Dringende Reparatur, ausdrücklich verlangt", "Urgent repair, expressly wanted"],
  amountEUR: ["Rechnungsbetrag in Euro", "Amount of the invoice in euros"],
  foreignIban: ["Fremde IBAN im Text", "Foreign IBAN in the text"],
  humanContact: ["Weg zu einem Menschen genannt", "A way to a person is named"],
  outdated: ["Der Text ist überholt", "The text is out of date"],
  answerRaw: ["Antwort", "Answer"],
  answerMethod: ["Wie geantwortet", "How it was answered"],
  optInProof: ["Was dazu vorliegt", "What there is for it"],
  hasGps: ["Standort in der Datei", "Location in the file"],
  personsVisible: ["Menschen zu erkennen", "People can be recognised"],
  houseMatter: ["Gehört nicht zum Kunden", "Not for the customer"],
  houseMatterDenied: ["Ist für den Kunden bestimmt", "Meant for the customer"],
  personsReason: ["Wofür das Foto gebraucht wird", "What the photo is needed for"],
  danger: ["Gefahr", "Danger"],
  overrideReason: ["Begründung der Gefahr", "Reason of the danger"],
  consentOtherChannels: ["Einwilligung auf anderen Kanälen", "Consent on other channels"],
  sccOnFile: ["Standardvertragsklauseln liegen vor", "Standard contractual clauses on file"],
  impressumFailingDays: [
    "Tage seit der letzten gelungenen Prüfung des Impressums",
    "Days since the Impressum was last found",
  ],
  noticeUncertain: ["Ob der Datenschutzhinweis ankam, ist ungewiss", "Whether the privacy notice arrived is uncertain"],
  allStop: ["Der Kontakt hat ALLES STOPP geschrieben", "The contact wrote ALLES STOPP"],
  useRestricted: ["Die Person lässt ihre Daten sperren", "The person has their data restricted"],
  concernAnswered: ["Das Anliegen ist beantwortet", "The concern is answered"],
  askedWithin12Months: ["In den letzten 12 Monaten gefragt", "Asked within the last 12 months"],
  threadAbout: ["Worum es im Gespräch geht", "What the conversation is about"],
  identicalAdTextLast24h: ["Dieselbe Werbung in 24 Stunden", "The same advertising within 24 hours"],
};

const values: Readonly<Record<string, Pair>> = {
  true: ["ja", "yes"],
  false: ["nein", "no"],
  null: ["keine", "none"],
  whatsapp_cloud: ["WhatsApp", "WhatsApp"],
  own_webchat: ["Chat auf eurer Seite", "Chat on your page"],
  customer: ["Kunde", "customer"],
  business: ["Betrieb", "business"],
  none: ["keine", "none"],
  queued: ["wartet", "waiting"],
  sent: ["gesendet", "sent"],
  delivered: ["zugestellt", "delivered"],
  failed: ["nicht zugestellt", "not delivered"],
  granted: ["erteilt", "given"],
  withdrawn: ["widerrufen", "withdrawn"],
  asked: ["gefragt", "asked"],
  refused: ["abgelehnt", "refused"],
  expired: ["abgelaufen", "expired"],
  transactional: ["Antwort", "answer"],
  service_info: ["Information", "information"],
  advertising: ["Werbung", "advertising"],
  auto_reply: ["automatische Antwort", "automatic answer"],
  safety: ["Gefahr", "danger"],
  business_registered: ["freigegebenes Gerät des Betriebs", "approved device of the business"],
  server: ["Server", "server"],
  consumer: ["privat", "private"],
  adult: ["erwachsen", "adult"],
  minor: ["minderjährig", "minor"],
  unknown: ["nicht bekannt", "not known"],
  complete: ["vollständig", "complete"],
  gaps_accepted: ["Lücken vom Inhaber verantwortet", "the owner answers for the gaps"],
  gaps_open: ["Lücken offen", "gaps open"],
  missing: ["fehlt", "missing"],
  review_overdue: ["Prüfung überfällig", "review overdue"],
  not_required: ["nicht nötig", "not necessary"],
  none_needed: ["keine nötig", "none necessary"],
  dpf: ["Angemessenheitsbeschluss (DPF)", "adequacy decision (DPF)"],
  scc: ["Standardvertragsklauseln", "standard contractual clauses"],
  privacy_notice: ["Datenschutzhinweis", "privacy notice"],
  offer: ["Angebot", "offer"],
  order_confirmation: ["Auftragsbestätigung", "order confirmation"],
  invoice: ["Rechnung", "invoice"],
  withdrawal_instruction: ["Widerrufsbelehrung", "instruction on withdrawal"],
  consent_request: ["Frage nach der Einwilligung", "question for consent"],
  greeting: ["Gruß", "greeting"],
  event: ["Einladung", "invitation"],
  review_request: ["Bitte um eine Bewertung", "request for a review"],
  maintenance_reminder: ["Erinnerung an die Wartung", "reminder of the maintenance"],
  new_service: ["neues Angebot", "new offer"],
  button: ["Knopf", "button"],
  text: ["Text", "text"],
  paper_other: ["Unterschrift auf Papier", "signature on paper"],
  web_form: ["Formular", "form"],
  phone_note: ["Telefonnotiz", "note of a call"],
  utility: ["Auskunft", "information"],
  marketing: ["Werbung", "advertising"],
  authentication: ["Anmeldung", "sign-in"],
  email: ["E-Mail", "e-mail"],
  outdated_editorial: ["zugestellt, seither anders formuliert", "delivered, worded otherwise since"],
  outdated_material: ["zugestellt, seither wesentlich geändert", "delivered, changed in substance since"],
  ambiguous: ["nicht eindeutig", "ambiguous"],
  business_managed: ["verwaltetes Gerät des Betriebs", "managed device of the business"],
  private: ["privates Gerät", "private device"],
  lost: ["verlorenes Gerät", "lost device"],
  staff: ["gehört zum Betrieb", "belongs to the business"],
  incomplete: ["unvollständig", "incomplete"],
  link_not_speaking: ["Link nicht erkennbar", "link not recognisable"],
  unreachable: ["nicht erreichbar", "not reachable"],
  stop: ["keine Werbung", "no advertising"],
  resume: ["wieder Werbung", "advertising again"],
  roster: ["Dienstplan", "roster"],
  sick_note: ["Krankmeldung", "sick note"],
  bank_data: ["Bankverbindung", "bank details"],
  access_code: ["Türcode oder Schlüsselversteck", "door code or hiding place of a key"],
  own_order: ["ein eigener Auftrag", "an order of their own"],
  danger: ["Gefahr", "danger"],
  consent_question: ["Frage nach der Einwilligung", "question for consent"],
  consent_confirmation: ["Bestätigung der Einwilligung", "confirmation of the consent"],
  consent_clarifying: ["Rückfrage zur Einwilligung", "clarifying question about the consent"],
  withdrawal_confirmation: ["Bestätigung des Widerrufs", "confirmation of the withdrawal"],
  away_text: ["Abwesenheit", "absence"],
  secure_delivery: ["geschützte Zustellung", "protected delivery"],
  special_data_question: ["Frage zu Unterlagen", "question about documents"],
};

export interface ShownFact {
  readonly name: Words;
  readonly value: Words;
}

/** The database keeps them in an order of its own. */
const order = new Map(Object.keys(names).map((key, at) => [key, at]));
const placeOf = (key: string): number => order.get(key) ?? order.size;

/**
 * The facts of a decision as they are stored, by name and in the order of the names; those of `extra` stand among the
 * others. Anything odd: none.
 */
export function showFacts(stored: unknown): ShownFact[] {
  const { extra, limits, ...core } = recordOf(stored);
  const known = Object.entries({ ...core, ...recordOf(extra) }).toSorted(([a], [b]) => placeOf(a) - placeOf(b));
  const shown = known.map(([key, value]) => ({ name: wordsOf(names[key] ?? [key, key]), value: showValue(value) }));
  return [...shown, ...showLimits(limits)];
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};

const wordsOf = ([de, en]: Pair): Words => ({ de, en });

/** The business's own stricter numbers stand in the stored facts; the proof names which change of them held. */
function showLimits(value: unknown): ShownFact[] {
  const { version } = recordOf(value);
  if (version === undefined) return [];
  const name = wordsOf(["Eigene strengere Grenzen", "Stricter limits of your own"]);
  return [{ name, value: wordsOf([`Fassung ${String(version)}`, `Version ${String(version)}`]) }];
}

function showValue(value: unknown): Words {
  if (Array.isArray(value)) {
    const shown = value.map(showValue);
    return { de: shown.map(({ de }) => de).join(", "), en: shown.map(({ en }) => en).join(", ") };
  }
  if (typeof value === "number") return { de: numberIn("de", value), en: numberIn("en-GB", value) };
  const text = String(value);
  return wordsOf(values[text] ?? [text, text]);
}

const numberIn = (language: string, value: number) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
