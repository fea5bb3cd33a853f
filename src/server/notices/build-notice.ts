// Builds the fields of a notice from what the business recorded elsewhere, so that the text cannot drift from the facts.
import type { BusinessFields } from "../../contract/setup.ts";
import type { MetadataFields, NoticeSettings, SetupChannel } from "../../contract/setup-papers.ts";
import { addressLine } from "../tenants/business-fields.ts";
import { complaintAuthorities } from "./complaint-authorities.ts";
import type { NoticeFields } from "./notice-fields.ts";
import { lines, type RegisterEntry, recipientLines, transferLines } from "./processors-in-words.ts";

export interface NoticeSources {
  readonly channel: SetupChannel;
  readonly business: BusinessFields;
  /** As in the Impressum; "" where a company is responsible. */
  readonly ownerName: string;
  readonly settings: NoticeSettings;
  /** Rows of the register that concern this channel. */
  readonly processors: readonly (RegisterEntry & { readonly channel: string | null })[];
  /** The confirmed profile; undefined while nobody confirmed one. */
  readonly metadata: MetadataFields | undefined;
  /** AV-6: the adequacy decision for the USA stands. */
  readonly dpfValid: boolean;
}

/** Where nobody else runs it. */
export const ownServer = "Der Chat läuft auf unserem eigenen Server.";

/** Between the name of a firm and its owner's. */
export const ownerMark = ", Inhaber/in: ";

/** Retention classes a customer meets, as sentences. Periods: §§ 257 HGB, 147 AO, 634a BGB; the others are our defaults. */
const retention: readonly string[] = [
  "Anfragen ohne Auftrag: 6 Monate nach der letzten Nachricht",
  "Angebote, aus denen kein Auftrag wird: 12 Monate",
  "Auftrag, Bestätigung, Termine, Mängel: 6 Jahre, gerechnet ab Jahresende (§ 257 HGB, § 147 AO)",
  "Rechnungen und Belege: 8 Jahre, gerechnet ab Jahresende (§ 147 AO)",
  "Baustellenfotos und Abnahme: so lange, wie Mängelansprüche bestehen, meist 5 Jahre (§ 634a BGB)",
  "Nachweis einer Einwilligung und dieses Hinweises: 3 Jahre nach dem Ende der Nutzung, gerechnet ab Jahresende",
  "Technische Protokolle mit IP-Adressen: 7 Tage; Sicherungskopien: 30 Tage",
];

const rights: readonly string[] = [
  "Auskunft über Ihre Daten (Art. 15 DSGVO)",
  "Berichtigung falscher Daten (Art. 16 DSGVO)",
  "Löschung (Art. 17 DSGVO)",
  "Einschränkung der Verarbeitung (Art. 18 DSGVO)",
  "Ihre Daten mitnehmen (Datenübertragbarkeit, Art. 20 DSGVO)",
  "Widerspruch gegen die Verarbeitung (Art. 21 DSGVO)",
];

/** Fields for one channel; what is not known stays empty and is named by `missingFields`. */
export function buildNotice(sources: NoticeSources): NoticeFields {
  const { business, settings, channel } = sources;
  const authority = business.state === null ? undefined : complaintAuthorities[business.state];
  return {
    channel,
    controllerName: responsible(sources),
    controllerAddress: business.street === "" ? "" : addressLine(business),
    controllerContact:
      business.email === "" || business.phone === "" ? "" : `E-Mail ${business.email}, Telefon ${business.phone}`,
    dpo: dpoSentence(settings),
    purposes: purposes(settings),
    legitimateInterests: [
      "Anfragen schnell und nachvollziehbar beantworten",
      "Beweisen können, was vereinbart und mitgeteilt wurde",
      "Die Technik sicher betreiben und Missbrauch abwehren",
    ],
    recipients: recipients(sources),
    thirdCountry: thirdCountry(sources),
    retention,
    rights,
    withdrawConsent: settings.advertising
      ? "Eine Einwilligung können Sie jederzeit widerrufen. Schreiben Sie uns einfach STOPP. Was vorher geschah, bleibt rechtmäßig."
      : "",
    complaintAuthority: authority?.name ?? "",
    complaintUrl: authority?.url ?? "",
    obligationToProvide: "Nein, Ihre Angaben sind freiwillig. Ohne einen Weg zu Ihnen können wir aber nicht antworten.",
    automatedDecision: "Nein. Über Ihr Anliegen entscheiden Menschen.",
    objection:
      "Sie können der Nutzung Ihrer Daten jederzeit widersprechen, wenn Ihre Lage besondere Gründe dafür gibt. Werbung können Sie immer widersprechen, auch ohne Grund. Eine kurze Nachricht an uns genügt.",
    channelSpecific: channelSpecific(sources),
    alternativeChannel: alternative(business, channel),
  };
}

const inWords = (text: string): string => ` ${text.replace(/[^\p{L}\d]+/gu, " ").trim()} `;

/** Of a firm in no register its owner is responsible, and the name over the shop alone names nobody (Art. 13(1)(a)). */
function responsible({ business: { name, legalForm }, ownerName }: NoticeSources): string {
  const said = legalForm !== "einzelunternehmen" || ownerName === "" || inWords(name).includes(inWords(ownerName));
  return said || name === "" ? name : `${name}${ownerMark}${ownerName}`;
}

function dpoSentence({ dpoAppointed, dpoContact }: NoticeSettings): string {
  if (dpoAppointed === null) return "";
  return dpoAppointed
    ? dpoContact
    : "Wir haben keine Datenschutzbeauftragte bestellt, weil wir dazu nicht verpflichtet sind.";
}

function purposes({ advertising }: NoticeSettings): NoticeFields["purposes"] {
  const always = [
    { purpose: "Ihre Anfrage beantworten und Ihren Auftrag ausführen", legalBasis: "Art. 6 Abs. 1 lit. b DSGVO" },
    {
      purpose: "Allgemeine Fragen beantworten, Absprachen beweisen, die Technik sichern",
      legalBasis: "Art. 6 Abs. 1 lit. f DSGVO",
    },
    {
      purpose: "Unterlagen aufbewahren, wie Handels- und Steuerrecht es verlangen",
      legalBasis: "Art. 6 Abs. 1 lit. c DSGVO",
    },
  ];
  if (!advertising) return always;
  const consent = {
    purpose: "Neuigkeiten senden, nur wenn Sie vorher zugestimmt haben",
    legalBasis: "Art. 6 Abs. 1 lit. a DSGVO",
  };
  return [...always, consent];
}

/** Whoever carries the messages of a channel that is not our own gets them first: without them nothing is known. */
const isCarrierKnown = ({ channel, processors }: NoticeSources): boolean =>
  channel === "webchat" || processors.some((row) => row.channel === channel && row.notRequiredReason === null);

function recipients(sources: NoticeSources): string[] {
  if (!isCarrierKnown(sources)) return [];
  const { processors, settings, channel, metadata } = sources;
  const { ours, under } = recipientLines(processors);
  const further = lines(settings.furtherRecipients);
  const nobody = ours.length === 0 && further.length === 0 ? "Niemand außerhalb unseres Betriebs: " : "";
  const own = channel === "webchat" && ours.length === 0 && metadata !== undefined ? [`${nobody}${ownServer}`] : [];
  return [...new Set([...ours, ...under, ...own, ...further])];
}

function thirdCountry(sources: NoticeSources): string[] {
  if (!isCarrierKnown(sources)) return [];
  const { processors, dpfValid, metadata } = sources;
  const rows = processors.filter(({ notRequiredReason }) => notRequiredReason === null);
  if (rows.some(({ fields }) => fields.transferMechanism !== "none_needed")) return transferLines(rows, dpfValid);
  return rows.length > 0 || metadata !== undefined ? ["Nein. Ihre Daten bleiben in der Europäischen Union."] : [];
}

function channelSpecific({ metadata }: NoticeSources): string[] {
  if (metadata === undefined) return [];
  return [
    `Den Inhalt Ihrer Nachrichten sehen: ${metadata.contentVisibleTo.join("; ")}`,
    ...metadata.learns.map(({ who, what }) => `${who}: ${what}`),
    ...(metadata.keptHere === "" ? [] : [`Bei uns gespeichert: ${metadata.keptHere}`]),
    ...(metadata.readStatusKept ? ["Außerdem gespeichert: ob Sie unsere Nachrichten gelesen haben"] : []),
    ...(metadata.notKept === "" ? [] : [`Nicht gespeichert: ${metadata.notKept}`]),
  ];
}

function alternative({ phone, email }: BusinessFields, channel: SetupChannel): string {
  if (phone === "" || email === "") return "";
  const direct = `am Telefon unter ${phone} oder per E-Mail an ${email}`;
  return channel === "whatsapp"
    ? `Sie brauchen WhatsApp nicht, um uns zu erreichen. Es geht auch ${direct}, oder im Chat auf unserer Seite.`
    : `Sie erreichen uns auch ${direct}.`;
}
