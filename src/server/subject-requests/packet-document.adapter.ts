import { type Block, type DocumentText, documentTime } from "../platform/documents/document.ts";
import { instant } from "../platform/instant.ts";
import { authors, channelNames, consentWords, markedOf, type Packet } from "./packet.ts";
import { dayText } from "./tell.ts";

const time = (iso: string): string => documentTime(instant(Date.parse(iso)), "de");
const heading = (text: string, level: 1 | 2 = 1): Block => ({ kind: "heading", level, text });
const paragraph = (text: string): Block => ({ kind: "paragraph", text });
const list = (items: readonly string[]): Block[] => (items.length === 0 ? [] : [{ kind: "list", items }]);

/** The answer for people: first what we hold, then what for, who gets it, how long, and what they can do. */
export function packetDocument(packet: Packet): DocumentText {
  const { kind, issuer, issuedAt, receivedOn } = packet;
  const hasFiles = [...packet.messages, ...packet.consents].some(({ files }) => files.length > 0);
  const article = kind === "access" ? "Art. 15" : "Art. 20";
  return {
    title: kind === "access" ? "Auskunft über Ihre Daten" : "Ihre Daten zum Mitnehmen",
    subtitle: `Antwort auf Ihre Anfrage vom ${dayText(receivedOn)} nach ${article} DSGVO`,
    language: "de",
    issuedAt,
    issuer,
    blocks: [
      paragraph(
        `Dieses Dokument zeigt, was wir über Sie gespeichert haben. Dieselben Angaben liegen als daten.json und nachrichten.csv bei${hasFiles ? ", Ihre Fotos und Dateien im Ordner medien" : ""}.`,
      ),
      ...personBlocks(packet),
      ...messageBlocks(packet),
      ...consentBlocks(packet),
      ...(kind === "access" ? [...projectBlocks(packet), ...noticeBlocks(packet), ...processingBlocks(packet)] : []),
    ],
  };
}

function personBlocks(packet: Packet): Block[] {
  const { contact } = packet;
  const rows = contact.identities.flatMap((one) => [
    { label: "Kanal", value: channelNames[one.channel] ?? one.channel },
    ...(one.profileName === null ? [] : [{ label: "Name im Kanal", value: one.profileName }]),
    ...(one.givenReach === null ? [] : [{ label: "Von Ihnen angegeben", value: one.givenReach }]),
    ...one.addresses.map(({ kind, value }) => ({ label: kind === "phone" ? "Telefon" : "Kennung", value })),
    { label: "Nachrichten von Ihnen", value: String(one.inboundCount) },
  ]);
  return [
    heading("Wer Sie für uns sind"),
    {
      kind: "facts",
      rows: [
        { label: "Name", value: contact.name ?? "nicht eingetragen" },
        { label: "Gespeichert seit", value: time(contact.createdAt) },
        { label: "Herkunft", value: "Sie haben uns selbst geschrieben." },
        { label: "Von uns vermerkt", value: markedOf(packet).join("\n") },
        ...rows,
      ],
    },
  ];
}

function messageBlocks({ messages, leftOut }: Packet): Block[] {
  const rows = messages.map((one) => [
    time(one.at),
    authors[one.from],
    [one.text ?? "Nicht enthalten: Es geht um die Rechte anderer.", ...one.files]
      .filter((line) => line !== "")
      .join("\n"),
    one.retention,
  ]);
  const note =
    leftOut > 0 || messages.some(({ blackedOut }) => blackedOut)
      ? [paragraph("Geschwärzt oder weggelassen ist nur, was andere Personen betrifft (Art. 15 Abs. 4 DSGVO).")]
      : [];
  if (rows.length === 0) return [heading("Nachrichten"), paragraph("Es ist keine Nachricht gespeichert.")];
  return [
    heading("Nachrichten"),
    ...note,
    {
      kind: "table",
      head: ["Wann", "Von", "Inhalt", "Aufbewahrung"],
      rows,
      caption: "Alle Nachrichten, älteste zuerst",
    },
  ];
}

function consentBlocks({ consents }: Packet): Block[] {
  if (consents.length === 0) return [heading("Einwilligungen"), paragraph("Es ist keine Einwilligung gespeichert.")];
  const rows = consents.map((one) => {
    const { purpose, state, method } = consentWords(one);
    return [time(one.at), channelNames[one.channel] ?? one.channel, purpose, state, method];
  });
  return [heading("Einwilligungen"), { kind: "table", head: ["Wann", "Kanal", "Wofür", "Stand", "Weg"], rows }];
}

function projectBlocks({ projects }: Packet): Block[] {
  if (projects.length === 0) return [];
  const rows = projects.map((one) => [
    String(one.number),
    [one.name, one.address].filter(Boolean).join("\n"),
    one.appointments.map(({ from, to }) => `${time(from)} bis ${time(to)}`).join("\n"),
    one.doneAt === null ? "läuft" : `fertig ${time(one.doneAt)}`,
  ]);
  return [
    heading("Ihre Aufträge"),
    { kind: "table", head: ["Nummer", "Auftrag", "Termine", "Stand"], rows },
    paragraph("Was wir uns auf der Baustelle notiert und fotografiert haben, liegt nicht bei. Fragen Sie uns danach."),
  ];
}

function noticeBlocks({ contact }: Packet): Block[] {
  const lines = contact.notices.map(
    (one) =>
      `${channelNames[one.channel] ?? one.channel}: Fassung ${one.version}, ${time(one.sentAt ?? one.queuedAt)}, ${one.link}`,
  );
  return [heading("Datenschutzhinweise, die Sie bekommen haben"), ...list(lines)];
}

function processingBlocks({ notices }: Packet): Block[] {
  return notices.flatMap((one) => [
    heading(`Wie wir Ihre Daten nutzen: ${channelNames[one.channel] ?? one.channel}`),
    heading("Wofür und auf welcher Grundlage", 2),
    ...list(one.purposes.map(({ purpose, legalBasis }) => `${purpose} (${legalBasis})`)),
    heading("Wer Daten bekommt", 2),
    ...list(one.recipients),
    ...(one.formerRecipients.length === 0 ? [] : [heading("Wer früher Daten bekam", 2), ...list(one.formerRecipients)]),
    heading("Länder außerhalb der EU", 2),
    ...list(one.thirdCountry),
    heading("Wie lange wir aufbewahren", 2),
    ...list(one.retention),
    heading("Ihre Rechte", 2),
    ...list(one.rights),
    paragraph(`Beschwerde: ${one.complaintAuthority}, ${one.complaintUrl}`),
    paragraph(`Entscheidet ein Programm über Sie? ${one.automatedDecision}`),
  ]);
}
