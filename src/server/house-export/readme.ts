import { documentTime } from "../platform/documents/document.ts";
import type { Counts } from "./counts.ts";

/** LIESMICH.txt: what is what, what is left out and by which rule. For whoever opens the archive first. */
export function readme(about: {
  readonly firm: string;
  readonly orderedBy: string;
  readonly from: Date;
  readonly until: Date;
  readonly counts: Counts;
  readonly parts: number;
  readonly internalOpen: boolean;
}): string {
  const { counts: n } = about;
  const from = documentTime(about.from, "de");
  const until = documentTime(about.until, "de");
  const parts =
    about.parts === 1
      ? "Alles liegt in diesem einen Archiv."
      : `Es sind ${about.parts} Archive. Entpacke alle in denselben Ordner, dann stimmen die Verweise.`;
  return `Alle Daten von ${about.firm}
${"=".repeat(14 + about.firm.length)}

Bestellt von ${about.orderedBy}. Stand: ${from === until ? from : `${from} bis ${until}`}.
${parts} Zum Lesen: Uebersicht.html öffnen.

Was wo liegt
------------
gespraeche/NUMMER-NAME/   ein Ordner je Gespräch: ${n.conversations}, mit ${n.messages} Nachrichten
  gespraech.html          zum Lesen, mit Fotos und internen Notizen
  gespraech.json          dasselbe für Programme (UTF-8, Zeiten nach ISO 8601)
  dateien/                Fotos und Dateien, benannt nach Stelle, Zeit und Inhalt
team/RAUM/                Räume des Teams: ${n.rooms}, mit ${n.roomMessages} Nachrichten, aufgebaut wie die Gespräche
auftraege/NUMMER-NAME/    Aufträge und Baustellen: ${n.projects}, mit Fotos und Berichten
kontakte/kontakte.vcf     ${n.contacts} Kontakte als vCard 4.0, für Adressbücher
kontakte/kontakte.csv     dieselben als Tabelle
kontakte/einwilligungen.csv  ${n.consents} Schritte: wer wann wozu ja oder nein gesagt hat, mit Wortlaut
dienstplan/dienstplan.ics ${n.shifts} veröffentlichte Schichten, iCalendar
dienstplan/termine.ics    ${n.appointments} Termine bei Kunden, iCalendar
textbausteine.csv         eure Texte für Antworten als Tabelle
oeffnungszeiten.csv       Öffnungszeiten, geschlossene Tage, und was danach von selbst rausgeht
pruefsummen-teil-N.json   Größe und SHA-256 jeder Datei aus Teil N

Tabellen: Semikolon, UTF-8 mit Kennung. Ein Text, den ein Tabellenprogramm als Formel lesen würde, trägt ein
Hochkomma davor.

Was nicht dabei ist, und warum
------------------------------
- Krankmeldungen, Bescheinigungen und Abwesenheiten: Gesundheitsdaten (Art. 9 DSGVO). Sie liest nur, wer dafür
  bestimmt ist, und sie enden von selbst (§ 26 Abs. 3 BDSG). Auch was jemand zu einer Schicht geantwortet hat, fehlt.
- Gespräche zu zweit und Räume, denen ${about.orderedBy} nicht angehört: Sie gehören denen, die darin reden.
${about.internalOpen ? "" : "- Alle Räume des Teams: Die interne Kommunikation ist geschlossen, bis der Betriebsrat zugestimmt hat.\n"}\
- ${n.sensitive === 1 ? "1 Datei" : `${n.sensitive} Dateien`}, gemeldet als zu persönlich: Davon gibt es keine Kopien.
- ${n.missing === 1 ? "1 Datei" : `${n.missing} Dateien`}, in Nachrichten genannt und nicht mehr da. Der Grund steht an der Stelle. Was der
  Server selbst nicht mehr fand, nennt pruefsummen-teil-N.json unter "fehlt"; eine Sicherung kann es noch haben.
- Gelöschte Kontakte, und was seine Frist überschritten hat: Das gibt es nicht mehr.
- Aufbewahrte Handelsbriefe gelöschter Kontakte: Sie sind gesperrt. Das Archiv der Handelsbriefe hat eine eigene,
  geprüfte Ausgabe (Recht, Aufbewahrung).
- Entwürfe: Sie gehören der Person, die schreibt.
- Protokoll, Meldungen von Vorfällen, Anfragen nach Art. 15 bis 21: eigene Ausgaben unter Recht.
- Schlüssel, Zugänge, Geräte und Zugangsdaten der Kanäle: Sie gelten nur in dieser Installation.

Was jetzt gilt
--------------
Dieser Ordner ist nicht mehr verschlüsselt. Er enthält Namen, Nummern und Texte aller Kunden. Leg ihn nur auf Geräte des
Betriebs, gib ihn nur an Auftragsverarbeiter mit Vertrag (Art. 28 DSGVO), und lösch ihn, wenn der Umzug getan ist.
Löschfristen, Widersprüche und Einwilligungen gelten im neuen Programm weiter. Zu den Widersprüchen gehört:
Wer in einwilligungen.csv zuletzt abgelehnt oder widerrufen hat, bekommt keine Werbung.
`;
}
