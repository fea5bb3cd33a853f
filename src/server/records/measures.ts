// Art. 32 GDPR: the measures that the software enforces, with the numbers of this installation.
import { Role } from "../../contract/access.ts";
import { roleNames } from "../members/role-names.ts";
import type { Block } from "../platform/documents/document.ts";
import { type Ability, can } from "../rights/can.ts";
import { controller, heading, paragraph, type RecordSources } from "./sources.ts";

const stateNames: Readonly<Record<string, string>> = {
  pending: "wartet auf Freigabe",
  approved: "freigegeben",
  revoked: "gesperrt",
  lost: "verloren",
};

const counted = (numbers: Readonly<Record<string, number>>, names: Readonly<Record<string, string>>) =>
  Object.entries(names)
    .filter(([key]) => (numbers[key] ?? 0) > 0)
    .map(([key, name]) => `${name}: ${numbers[key]}`)
    .join(", ") || "keine";

/** What somebody may want to see, and the ability that opens it (D6). */
const sights: readonly (readonly [Ability, string])[] = [
  ["read-conversations", "Gespräche mit Kunden"],
  ["read-reserved", "auch Chefsachen"],
  ["read-letters", "gesperrte Handelsbriefe, mit Grund"],
  ["use-team", "eigene Räume im Team"],
  ["see-roster", "Dienstplan"],
  ["use-projects", "eigene Projekte"],
  ["manage-projects", "alle Projekte"],
  ["read-proofs", "Einrichtung, Nachweise und Verzeichnisse"],
  ["read-subject-requests", "Anfragen von Betroffenen"],
  ["handle-incidents", "Pannen"],
  ["read-audit", "Protokoll"],
  ["read-sign-ins", "Anmeldungen"],
];

const seenBy = (role: Role): string =>
  sights
    .filter(([ability]) => can({ role }, ability))
    .map(([, what]) => what)
    .join(", ");

const list = (...items: string[]): Block => ({ kind: "list", items });

function separation(): Block[] {
  return [
    heading("2.2 Zugriff und Trennung", 2),
    list(
      "Rechte nach Rolle; jede Anfrage wird auf dem Server geprüft",
      "Daten verschiedener Betriebe sind in der Datenbank durch erzwungene Zeilensicherheit getrennt",
      "Rohdaten eines Anbieters werden nach der Verarbeitung geleert",
      "Wer Datenschutz als Rolle hat, liest ein Gespräch nur mit Grund, auf Zeit und mit Erlaubnis des Inhabers; jeder Blick steht im Protokoll",
      "Ein Gast sieht von allem nur den einen Auftrag, zu dem er eingeladen ist, und dessen Raum",
    ),
    { kind: "table", head: ["Rolle", "Sieht"], rows: Role.options.map((role) => [roleNames[role], seenBy(role)]) },
  ];
}

/** The paper on technical and organisational measures. */
export function measures(sources: RecordSources): Block[] {
  return [
    paragraph(
      "Die Maßnahmen sind in der Software umgesetzt und werden bei jeder Änderung durch Tests geprüft. Zahlen geben den Stand am Tag der Erzeugung wieder.",
    ),
    ...controller(sources),
    heading("2 Vertraulichkeit"),
    heading("2.1 Zugang", 2),
    list(
      "Anmeldung nur mit Passkey an einem eingetragenen und freigegebenen Gerät; es gibt keine Passwörter",
      "Ein Schlüssel, der das Gerät nicht verlassen kann, bindet jede Sitzung an das Gerät",
      "Verlorene und gesperrte Geräte verlieren sofort alle Sitzungen",
      "Was ein Gerät für Zeiten ohne Netz behält, ist verschlüsselt; der Schlüssel gilt höchstens 24 Stunden und endet mit Sitzung und Gerät",
      "Mitteilungen an Geräte enthalten keine Inhalte und sind alle gleich lang",
      "Gewichtige Schritte verlangen den Passkey erneut, höchstens fünf Minuten alt",
    ),
    {
      kind: "facts",
      rows: [
        { label: "Zugänge je Rolle", value: counted(sources.members, roleNames) },
        { label: "Geräte je Zustand", value: counted(sources.devices, stateNames), ofTheDay: true },
      ],
    },
    ...separation(),
    heading("2.3 Verschlüsselung", 2),
    list(
      "Inhalte, Namen und Adressen von Kontakten liegen mit AES-256-GCM verschlüsselt in der Datenbank, je Kontakt mit eigenem Schlüssel",
      "Ausnahme: Damit sich suchen lässt, stehen Wörter aus Nachrichten und Namen von Kontakten zusätzlich unverschlüsselt in eigenen Tabellen der Datenbank; in Sicherungen kommen diese Tabellen nicht vor",
      "Ausnahme: Die Kennung, die ein Kanal einer Nachricht gibt, steht lesbar in der Datenbank; bei WhatsApp steckt die Rufnummer darin. Sie geht mit der Nachricht, aus Sicherungen mit deren Ende nach 30 Tagen",
      "Der Schlüsselbund liegt außerhalb der Datenbank und ihrer Sicherungen",
      `Übertragung: ${sources.https ? "nur über HTTPS, mit HSTS" : "diese Installation ist nicht über HTTPS erreichbar; das ist vor dem Betrieb zu ändern"}`,
    ),
    heading("3 Integrität"),
    list(
      "Jede Nachricht verlässt das Haus nur mit gespeicherter Entscheidung nach festen Regeln",
      "Jede Tat steht in einem Protokoll ohne Inhalte; die Einträge bilden eine Kette mit Schlüssel, Tagesabschlüsse liegen auch außerhalb der Datenbank",
      "Nachweise, Hinweise und Entscheidungen lassen sich in der Datenbank nicht ändern oder löschen",
      "Dateien werden auf ihren Typ geprüft, Ortsangaben aus Fotos entfernt",
    ),
    heading("4 Verfügbarkeit und Belastbarkeit"),
    list(
      "Änderung, Ereignis und Versandauftrag sind eine Transaktion; nach einem Absturz geht nichts verloren und nichts doppelt hinaus",
      "Jede Nacht entsteht eine verschlüsselte Sicherung, ihre Schlüssel liegen getrennt; jede Woche wird die neueste zur Probe zurückgespielt; war der Rechner zu der Zeit aus, geschieht es beim nächsten Start",
      "Grenzen für Größe, Anzahl und Takt von Anfragen",
      "Ohne passenden Schlüssel startet der Server nicht und legt keinen neuen an",
    ),
    heading("5 Überprüfung"),
    list(
      "Das Impressum wird regelmäßig abgerufen und geprüft, Verträge haben einen Termin zur Wiedervorlage",
      "Für Pannen läuft die Frist von 72 Stunden mit Erinnerungen; eine Übung ist vorgesehen",
      "Dieses Verzeichnis wird jede Nacht mit der Einrichtung verglichen und bei Änderung neu erzeugt",
    ),
  ];
}
