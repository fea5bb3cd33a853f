import type { MetaSays } from "./error-table.ts";

/** The sentences below a message that failed, for screens in English. A German one without its English does not compile. */
export const META_IN_ENGLISH: Readonly<Record<MetaSays, string>> = {
  "Der Zugang zu WhatsApp gilt nicht mehr. Erneuere ihn in der Einrichtung unter Kanäle.":
    "The access to WhatsApp is no longer valid. Renew it in the set-up under channels.",
  "Der Zugang darf das bei WhatsApp nicht. Prüfe die Rechte in den Einstellungen.":
    "The access may not do that at WhatsApp. Check its permissions in the settings.",
  "WhatsApp meldet einen unbekannten Fehler. Versuche es in ein paar Minuten noch einmal.":
    "WhatsApp reports an unknown error. Try again in a few minutes.",
  "WhatsApp ist gerade gestört. Versuche es in ein paar Minuten noch einmal.":
    "WhatsApp has a fault right now. Try again in a few minutes.",
  "WhatsApp wartet diese Nummer gerade. Versuche es in einer Minute noch einmal.":
    "WhatsApp is doing maintenance on this number. Try again in a minute.",
  "Zu viele Anfragen an WhatsApp, die Nachricht ging nicht hinaus. Sende sie später noch einmal.":
    "Too many requests to WhatsApp, the message did not leave. Send it again later.",
  "Zu viele Nachrichten auf einmal, diese ging nicht hinaus. Sende sie noch einmal.":
    "Too many messages at once, this one did not leave. Send it again.",
  "Zu viele Nachrichten an diese Person in kurzer Zeit. Warte einen Moment.":
    "Too many messages to this person in a short time. Wait a moment.",
  "WhatsApp bremst diese Nummer, weil zu viele Personen sie gemeldet haben. Schreib morgen wieder.":
    "WhatsApp slows this number down because too many people reported it. Write again tomorrow.",
  "Der Betrieb hat diese Person bei WhatsApp blockiert. Heb das auf, oder ruf an.":
    "The business has blocked this person at WhatsApp. Undo that, or call.",
  "WhatsApp stellt dieser Person heute keine weitere Werbung zu.":
    "WhatsApp delivers no more advertising to this person today.",
  "WhatsApp hat das Tageslimit gesenkt, weil Vorlagen falsch eingeordnet waren.":
    "WhatsApp lowered the daily limit because templates were in the wrong category.",
  "Die Nummer wurde zu oft an- und abgemeldet. Warte drei Tage.":
    "The number was registered and deregistered too often. Wait three days.",
  "WhatsApp hat das Konto des Betriebs gesperrt. Sieh im Business-Manager von Meta nach.":
    "WhatsApp has locked the account of the business. Look in Meta's Business Manager.",
  "WhatsApp kennt diese Kennung nicht. Prüfe die Einstellungen des Kanals.":
    "WhatsApp does not know this ID. Check the settings of the channel.",
  "WhatsApp nimmt eine Angabe in der Nachricht nicht an.": "WhatsApp does not accept a value in the message.",
  "In der Nachricht fehlt eine Angabe.": "A value is missing in the message.",
  "WhatsApp stellt Nachrichten von Betrieben in dieses Land nicht zu.":
    "WhatsApp does not deliver messages from businesses to this country.",
  "WhatsApp stellt dieser Person gerade keine Werbung von Betrieben zu.":
    "WhatsApp delivers no advertising from businesses to this person right now.",
  "Empfänger und Absender sind dieselbe Nummer.": "Recipient and sender are the same number.",
  "WhatsApp kann diese Person nicht erreichen. Ruf an oder schreib eine E-Mail.":
    "WhatsApp cannot reach this person. Call them or write an email.",
  "Eine Testnummer darf nur an eingetragene Nummern schreiben.":
    "A test number may only write to numbers that were entered for it.",
  "WhatsApp hat den Anzeigenamen des Betriebs noch nicht bestätigt.":
    "WhatsApp has not confirmed the display name of the business yet.",
  "Bei Meta fehlt eine gültige Zahlungsart. Trag sie im Business-Manager nach.":
    "Meta has no valid payment method. Add one in the Business Manager.",
  "Die Nummer ist bei WhatsApp nicht richtig angemeldet.": "The number is not registered properly at WhatsApp.",
  "Die 24 Stunden sind vorbei. Nimm eine Vorlage.": "The 24 hours are over. Use a template.",
  "Diese Person will auf WhatsApp keine Werbung mehr. Das ist vermerkt.":
    "This person wants no more advertising on WhatsApp. That is noted.",
  "Diese Art von Nachricht kann WhatsApp nicht.": "WhatsApp cannot handle this kind of message.",
  "WhatsApp konnte die Datei nicht laden. Bitte um eine kleinere Datei.":
    "WhatsApp could not load the file. Please use a smaller one.",
  "WhatsApp nimmt die Datei nicht an. Prüfe Art und Größe.":
    "WhatsApp does not accept the file. Check its kind and size.",
  "Dieser Weg für Werbung ist bei WhatsApp nicht freigeschaltet.":
    "This way of advertising is not enabled at WhatsApp.",
  "WhatsApp gibt diese Nachricht nicht weiter. Sieh auf dem Telefon nach.":
    "WhatsApp does not pass this message on. Look at the phone.",
  "Für diese Nachricht braucht WhatsApp die Telefonnummer der Person.":
    "WhatsApp needs the person's phone number for this message.",
  "Werbevorlagen sind für dieses Konto abgeschaltet.": "Marketing templates are switched off for this account.",
  "Die Vorlage hat eine andere Zahl von Lücken. Fülle alle aus.":
    "The template has a different number of gaps. Fill in all of them.",
  "Diese Vorlage gibt es in dieser Sprache nicht, oder WhatsApp hat sie noch nicht freigegeben.":
    "This template does not exist in this language, or WhatsApp has not approved it yet.",
  "Der Text wird mit den Angaben zu lang für die Vorlage.": "With what was filled in the text is too long.",
  "Die Vorlage verstößt gegen die Regeln von WhatsApp.": "The template breaks WhatsApp's rules.",
  "Eine Angabe in der Vorlage hat die falsche Form.": "A value in the template has the wrong form.",
  "WhatsApp hat diese Vorlage angehalten. Nimm eine andere.": "WhatsApp has paused this template. Use another one.",
  "WhatsApp hat diese Vorlage abgeschaltet. Nimm eine andere.":
    "WhatsApp has switched off this template. Use another one.",
  "Eine Vorlage mit diesem Namen gibt es schon.": "There is a template of this name already.",
  "Das Formular ist bei WhatsApp gesperrt.": "The form is blocked at WhatsApp.",
  "Das Formular wurde in dieser Stunde zu oft verschickt.": "The form was sent too often within this hour.",
  "Die Abmeldung der Nummer ist nicht abgeschlossen.": "The number is not fully deregistered yet.",
  "Die Anmeldung bei WhatsApp ist gerade gestört.": "Registration at WhatsApp has a fault right now.",
  "Die PIN der Nummer stimmt nicht.": "The PIN of the number is wrong.",
  "Die Nummer muss neu bestätigt werden.": "The number must be verified anew.",
  "Die PIN wurde zu oft falsch eingegeben. Warte, bevor du es neu versuchst.":
    "The PIN was entered wrongly too often. Wait before you try again.",
  "Die PIN kam zu schnell nacheinander. Warte einen Moment.": "The PIN came too quickly. Wait a moment.",
  "Die Nummer ist bei WhatsApp nicht angemeldet. Melde sie in den Einstellungen an.":
    "The number is not registered at WhatsApp. Register it in the settings.",
  "Die Nummer wurde gerade erst gelöscht. Warte fünf Minuten.": "The number was deleted just now. Wait five minutes.",
  "Die Bedingungen für Zahlungen über WhatsApp sind nicht angenommen.":
    "The terms for payments through WhatsApp have not been accepted.",
  "Auf diesem Weg darf nur Werbung hinaus.": "Only advertising may leave this way.",
  "WhatsApp gleicht die Vorlage noch ab. Versuche es in zehn Minuten noch einmal.":
    "WhatsApp is still syncing the template. Try again in ten minutes.",
  "WhatsApp nimmt die Nachricht so nicht an.": "WhatsApp does not accept the message like this.",
  "Die Person hat ein neues Gerät oder eine neue Nummer. Prüfe, wem du schreibst.":
    "The person has a new device or a new number. Check whom you are writing to.",
  "WhatsApp konnte die Sperrliste nicht ändern.": "WhatsApp could not change the block list.",
  "WhatsApp nimmt die Nachricht für diese Gruppe nicht an.": "WhatsApp does not accept the message for this group.",
  "Es gibt schon zu viele Vorlagen. Lösche eine alte.": "There are too many templates already. Delete an old one.",
  "Die Vorlage hat nicht die Form, die WhatsApp verlangt.":
    "The template does not have the form that WhatsApp demands.",
  "Der Abgleich mit dem Telefon geht nur einmal und nur am ersten Tag.":
    "The phone can be synced only once and only on the first day.",
  "Alte Chats werden nicht übernommen.": "Old chats are not taken over.",
  "WhatsApp nimmt diesen Benutzernamen nicht an.": "WhatsApp does not accept this user name.",
  "Anrufe über WhatsApp sind für diese Nummer nicht eingerichtet.":
    "Calls through WhatsApp are not set up for this number.",
};

/** The same for what is ours to name. */
export const OURS_IN_ENGLISH = {
  unreachable: "WhatsApp cannot be reached. Werkbote keeps trying.",
  uncertain: "Whether the message arrived is uncertain. Look at the chat on the phone.",
  notConfigured: "The WhatsApp channel is not set up completely.",
  noAddress: "No WhatsApp address is known for this person.",
  tooLarge: "The file is too large for WhatsApp.",
  badAnswer: "WhatsApp answers unintelligibly. Check the address in the settings.",
} as const;
