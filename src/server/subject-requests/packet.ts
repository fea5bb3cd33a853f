// What an answer under Art. 15 or 20 holds, as values: data for machines, rows for a table, a document for people.
import type { ConsentStepView } from "../../contract/consent.ts";
import type { ContactView } from "../../contract/conversations.ts";
import type { RequestKind } from "../../contract/subject-requests.ts";
import type { NoticeFields } from "../notices/notice-fields.ts";
import { germanTime } from "../time/zone.ts";

export interface PacketMessage {
  readonly id: string;
  readonly at: string;
  readonly from: "contact" | "business" | "note";
  readonly channel: string;
  /** Null: left out for the sake of others. */
  readonly text: string | null;
  readonly blackedOut: boolean;
  readonly files: readonly string[];
  readonly retention: string;
}

export interface PacketConsent {
  readonly at: string;
  readonly channel: string;
  readonly purpose: ConsentStepView["purpose"];
  readonly state: ConsentStepView["state"];
  readonly method: string;
  /** The signed paper. */
  readonly files: readonly string[];
}

/** A job done for the person. Times in ISO 8601. */
export interface PacketProject {
  readonly number: number;
  readonly name: string | null;
  readonly address: string | null;
  readonly since: string;
  readonly doneAt: string | null;
  readonly appointments: readonly { readonly from: string; readonly to: string; readonly confirmed: boolean }[];
}

/** What the notice says of the processing today, and who got data before. */
export interface PacketNotice extends NoticeFields {
  readonly formerRecipients: readonly string[];
}

export interface Packet {
  readonly kind: RequestKind;
  readonly receivedOn: string;
  readonly issuedAt: Date;
  readonly issuer: string;
  readonly contact: ContactView;
  /** One per channel the person used. */
  readonly notices: readonly PacketNotice[];
  readonly messages: readonly PacketMessage[];
  readonly consents: readonly PacketConsent[];
  readonly projects: readonly PacketProject[];
  readonly leftOut: number;
}

export const authors = { contact: "Sie", business: "wir", note: "interne Notiz" } as const;
export const channelNames: Readonly<Record<string, string>> = {
  whatsapp: "WhatsApp",
  webchat: "Chat auf unserer Seite",
  email: "E-Mail",
  telegram: "Telegram",
};
const purposes: Readonly<Record<PacketConsent["purpose"], string>> = {
  advertising: "Neuigkeiten und Werbung",
  contact: "Kontakt",
};
const states: Readonly<Record<PacketConsent["state"], string>> = {
  pending: "festgehalten, noch nicht bestätigt",
  asked: "gefragt",
  ambiguous: "unklare Antwort",
  clarified: "nachgefragt",
  lapsed: "ohne klare Antwort beendet",
  refused: "abgelehnt",
  granted: "erteilt",
  withdrawn: "widerrufen",
  used: "genutzt",
  check: "Stopp-Wort in einer Nachricht, von uns angesehen",
};
const methods: Readonly<Record<string, string>> = {
  chat: "im Chat",
  button: "mit dem Knopf",
  keyword: "mit einem Wort",
  "meta-preference": "in den Einstellungen von WhatsApp",
  page: "auf unserer Seite",
  member: "mündlich",
  paper: "auf Papier",
  phone: "am Telefon",
  form: "im Formular",
  suppression: "aus einem früheren Widerspruch",
};
export const consentWords = (one: PacketConsent) => ({
  purpose: purposes[one.purpose],
  state: states[one.state],
  method: methods[one.method] ?? one.method,
});

const relations: Readonly<Record<ContactView["employeeRelation"], string | null>> = {
  none: null,
  staff: "Gehört zum Betrieb",
  customer: "Gehört zum Betrieb und ist zugleich Kundin oder Kunde",
};

/** What somebody marked about the person, which decides what may be sent to them. */
export const markedOf = ({ contact }: Packet): string[] =>
  [
    contact.recipientType === "business" ? "Schreibt für eine Firma" : "Privatperson",
    contact.openOrder ? "Ein Auftrag läuft" : null,
    contact.minor ? "Noch nicht 18 Jahre alt" : null,
    relations[contact.employeeRelation],
    contact.saved ? "Als Kontakt gespeichert" : null,
  ].filter((one) => one !== null);

const isForPerson = (kind: RequestKind): boolean => kind === "access";

const projectData = (one: PacketProject) => ({
  nummer: one.number,
  name: one.name,
  adresse: one.address,
  angelegt: one.since,
  fertig: one.doneAt,
  termine: one.appointments.map(({ from, to, confirmed }) => ({ von: from, bis: to, bestaetigt: confirmed })),
});

const processingData = (one: PacketNotice) => ({
  kanal: one.channel,
  zwecke: one.purposes.map(({ purpose, legalBasis }) => ({ zweck: purpose, rechtsgrundlage: legalBasis })),
  empfaenger: one.recipients,
  fruehereEmpfaenger: one.formerRecipients,
  drittland: one.thirdCountry,
  aufbewahrung: one.retention,
  rechte: one.rights,
  beschwerde: one.complaintAuthority,
  automatischeEntscheidung: one.automatedDecision,
});

/** Structured, common, machine-readable (Art. 20): keys in German words, times in ISO 8601. */
export function packetData(packet: Packet): Record<string, unknown> {
  const { contact, notices } = packet;
  const mine = {
    stand: packet.issuedAt.toISOString(),
    verantwortlich: packet.issuer,
    anfrage: { art: packet.kind, eingegangen: packet.receivedOn },
    person: {
      name: contact.name,
      gespeichertSeit: contact.createdAt,
      vermerkt: markedOf(packet),
      kanaele: contact.identities.map((one) => ({
        kanal: one.channel,
        profilname: one.profileName,
        vonIhnenAngegeben: one.givenReach,
        adressen: one.addresses.map(({ kind, value }) => ({ art: kind, wert: value })),
        nachrichtenVonIhnen: one.inboundCount,
        zuletzt: one.lastInboundAt,
        herkunft: one.entryPoint ?? "Sie haben uns geschrieben",
      })),
    },
    nachrichten: packet.messages.map((one) => ({
      id: one.id,
      zeit: one.at,
      von: authors[one.from],
      kanal: one.channel,
      text: one.text,
      geschwaerzt: one.blackedOut,
      dateien: one.files,
      aufbewahrung: one.retention,
    })),
    einwilligungen: packet.consents.map((one) => {
      const { purpose, state, method } = consentWords(one);
      return { wofuer: purpose, stand: state, zeit: one.at, kanal: one.channel, weg: method, dateien: one.files };
    }),
  };
  if (!isForPerson(packet.kind)) return mine;
  return {
    ...mine,
    auftraege: packet.projects.map(projectData),
    hinweise: contact.notices.map((one) => ({
      kanal: one.channel,
      fassung: one.version,
      zeit: one.sentAt ?? one.queuedAt,
      zustand: one.state,
      adresse: one.link,
    })),
    verarbeitung: notices.map(processingData),
    nichtEnthalten: packet.leftOut,
  };
}

/** One line per message, for a spreadsheet, by the clock that auskunft.pdf goes by. */
export function packetRows(packet: Packet): string[][] {
  const head = ["Zeit (deutsche Zeit, ISO 8601)", "Von", "Kanal", "Text", "Geschwärzt", "Dateien", "Aufbewahrung"];
  const rows = packet.messages.map((one) => [
    germanTime(one.at),
    authors[one.from],
    channelNames[one.channel] ?? one.channel,
    one.text ?? "(nicht enthalten: Rechte anderer)",
    one.blackedOut ? "ja" : "nein",
    one.files.join(", "),
    one.retention,
  ]);
  return [head, ...rows];
}
