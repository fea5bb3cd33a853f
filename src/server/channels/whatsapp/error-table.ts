/**
 * Meta's error codes as of November 2026, each with its class and a sentence for the person at the desk.
 * The sentence stands below a message that failed, for good or after the last try; while a refusal is tried again by
 * itself, the message waits and says so.
 * Source: Meta, "Error codes" (Cloud API), and the codes seen in recordings.
 *
 * The classes:
 * R  a hiccup on Meta's side, try again with back-off
 * T  too fast, wait and slow down
 * W  wait a day or longer
 * A  access: token, permission or lock of the business account
 * F  something must be put right first (content, template, set-up)
 * X  this message will not go, ever
 */
export type ErrorClass = "R" | "T" | "W" | "A" | "F" | "X";

type Row = readonly [codes: readonly number[], errorClass: ErrorClass, whyDe: string];

type Range = readonly [from: number, to: number, errorClass: ErrorClass, whyDe: string];

const CALLS = "Anrufe über WhatsApp sind für diese Nummer nicht eingerichtet.";
const GROUPS = "WhatsApp nimmt die Nachricht für diese Gruppe nicht an.";
const TEMPLATE_FORM = "Die Vorlage hat nicht die Form, die WhatsApp verlangt.";
const BLOCK_LIST = "WhatsApp konnte die Sperrliste nicht ändern.";
const NO_PERMISSION = "Der Zugang darf das bei WhatsApp nicht. Prüfe die Rechte in den Einstellungen.";
const NAME = "WhatsApp nimmt diesen Benutzernamen nicht an.";

export const ERROR_ROWS = [
  [[0, 190], "A", "Der Zugang zu WhatsApp gilt nicht mehr. Erneuere ihn in der Einrichtung unter Kanäle."],
  [[3, 10, 131005], "A", NO_PERMISSION],
  [[1, 131000], "R", "WhatsApp meldet einen unbekannten Fehler. Versuche es in ein paar Minuten noch einmal."],
  [[2, 131016], "R", "WhatsApp ist gerade gestört. Versuche es in ein paar Minuten noch einmal."],
  [[131057, 2494100], "R", "WhatsApp wartet diese Nummer gerade. Versuche es in einer Minute noch einmal."],
  [[4, 80007], "T", "Zu viele Anfragen an WhatsApp, die Nachricht ging nicht hinaus. Sende sie später noch einmal."],
  [[130429], "T", "Zu viele Nachrichten auf einmal, diese ging nicht hinaus. Sende sie noch einmal."],
  [[131056], "T", "Zu viele Nachrichten an diese Person in kurzer Zeit. Warte einen Moment."],
  [[131048], "W", "WhatsApp bremst diese Nummer, weil zu viele Personen sie gemeldet haben. Schreib morgen wieder."],
  [[131049], "W", "WhatsApp stellt dieser Person heute keine weitere Werbung zu."],
  [[131064], "W", "WhatsApp hat das Tageslimit gesenkt, weil Vorlagen falsch eingeordnet waren."],
  [[133016], "W", "Die Nummer wurde zu oft an- und abgemeldet. Warte drei Tage."],
  [[368, 131031], "A", "WhatsApp hat das Konto des Betriebs gesperrt. Sieh im Business-Manager von Meta nach."],
  [[33], "F", "WhatsApp kennt diese Kennung nicht. Prüfe die Einstellungen des Kanals."],
  [[100, 131009], "F", "WhatsApp nimmt eine Angabe in der Nachricht nicht an."],
  [[131008], "F", "In der Nachricht fehlt eine Angabe."],
  [[130497], "X", "WhatsApp stellt Nachrichten von Betrieben in dieses Land nicht zu."],
  [[130403], "X", "Der Betrieb hat diese Person bei WhatsApp blockiert. Heb das auf, oder ruf an."],
  [[130472], "X", "WhatsApp stellt dieser Person gerade keine Werbung von Betrieben zu."],
  [[131021], "X", "Empfänger und Absender sind dieselbe Nummer."],
  [[131026], "X", "WhatsApp kann diese Person nicht erreichen. Ruf an oder schreib eine E-Mail."],
  [[131030], "F", "Eine Testnummer darf nur an eingetragene Nummern schreiben."],
  [[131037], "F", "WhatsApp hat den Anzeigenamen des Betriebs noch nicht bestätigt."],
  [[131042, 131044], "F", "Bei Meta fehlt eine gültige Zahlungsart. Trag sie im Business-Manager nach."],
  [[131045], "F", "Die Nummer ist bei WhatsApp nicht richtig angemeldet."],
  [[131047], "X", "Die 24 Stunden sind vorbei. Nimm eine Vorlage."],
  [[131050], "X", "Diese Person will auf WhatsApp keine Werbung mehr. Das ist vermerkt."],
  [[131051], "F", "Diese Art von Nachricht kann WhatsApp nicht."],
  [[131052], "F", "WhatsApp konnte die Datei nicht laden. Bitte um eine kleinere Datei."],
  [[131053], "F", "WhatsApp nimmt die Datei nicht an. Prüfe Art und Größe."],
  [[131055, 134102], "F", "Dieser Weg für Werbung ist bei WhatsApp nicht freigeschaltet."],
  [[131060], "X", "WhatsApp gibt diese Nachricht nicht weiter. Sieh auf dem Telefon nach."],
  [[131062], "F", "Für diese Nachricht braucht WhatsApp die Telefonnummer der Person."],
  [[131063], "F", "Werbevorlagen sind für dieses Konto abgeschaltet."],
  [[132000], "F", "Die Vorlage hat eine andere Zahl von Lücken. Fülle alle aus."],
  [[132001], "F", "Diese Vorlage gibt es in dieser Sprache nicht, oder WhatsApp hat sie noch nicht freigegeben."],
  [[132005], "F", "Der Text wird mit den Angaben zu lang für die Vorlage."],
  [[132007], "F", "Die Vorlage verstößt gegen die Regeln von WhatsApp."],
  [[132008, 132012, 132018], "F", "Eine Angabe in der Vorlage hat die falsche Form."],
  [[132015], "X", "WhatsApp hat diese Vorlage angehalten. Nimm eine andere."],
  [[132016], "X", "WhatsApp hat diese Vorlage abgeschaltet. Nimm eine andere."],
  [[132021], "F", "Eine Vorlage mit diesem Namen gibt es schon."],
  [[132068], "F", "Das Formular ist bei WhatsApp gesperrt."],
  [[132069], "T", "Das Formular wurde in dieser Stunde zu oft verschickt."],
  [[133000], "F", "Die Abmeldung der Nummer ist nicht abgeschlossen."],
  [[133004], "R", "Die Anmeldung bei WhatsApp ist gerade gestört."],
  [[133005], "F", "Die PIN der Nummer stimmt nicht."],
  [[133006], "F", "Die Nummer muss neu bestätigt werden."],
  [[133008], "W", "Die PIN wurde zu oft falsch eingegeben. Warte, bevor du es neu versuchst."],
  [[133009], "T", "Die PIN kam zu schnell nacheinander. Warte einen Moment."],
  [[133010], "F", "Die Nummer ist bei WhatsApp nicht angemeldet. Melde sie in den Einstellungen an."],
  [[133015], "T", "Die Nummer wurde gerade erst gelöscht. Warte fünf Minuten."],
  [[134011], "F", "Die Bedingungen für Zahlungen über WhatsApp sind nicht angenommen."],
  [[134100], "F", "Auf diesem Weg darf nur Werbung hinaus."],
  [[134101], "R", "WhatsApp gleicht die Vorlage noch ab. Versuche es in zehn Minuten noch einmal."],
  [[135000], "F", "WhatsApp nimmt die Nachricht so nicht an."],
  [[137000], "F", "Die Person hat ein neues Gerät oder eine neue Nummer. Prüfe, wem du schreibst."],
  [[139100, 139101, 139102, 139103], "F", BLOCK_LIST],
  [[131020, 131041, 131059], "F", GROUPS],
  [[2388019], "F", "Es gibt schon zu viele Vorlagen. Lösche eine alte."],
  [[2388039, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299], "F", TEMPLATE_FORM],
  [[2593107, 2593108], "X", "Der Abgleich mit dem Telefon geht nur einmal und nur am ersten Tag."],
  [[2593109], "X", "Alte Chats werden nicht übernommen."],
  [[147001, 147002, 147003, 147004], "F", NAME],
] as const satisfies readonly Row[];

/** Runs of codes that share a sentence: permissions, groups, calls. */
export const ERROR_RANGES = [
  [200, 299, "A", NO_PERMISSION],
  [131201, 131215, "F", GROUPS],
  [138000, 138018, "F", CALLS],
] as const satisfies readonly Range[];

/** Every sentence there is for a code of Meta's. */
export type MetaSays = (typeof ERROR_ROWS)[number][2] | (typeof ERROR_RANGES)[number][3];
