import { type JsonRecord, recordOf, wordOf } from "./read.ts";

/** News of the account after which nothing, or less, can be sent, or which somebody did who should not. */
const ALARMS: ReadonlyMap<string, string> = new Map([
  ["account_update.ACCOUNT_DELETED", "WhatsApp hat das Konto des Betriebs gelöscht"],
  ["account_update.ACCOUNT_OFFBOARDED", "Das Konto des Betriebs ist bei WhatsApp abgemeldet"],
  ["account_update.ACCOUNT_RESTRICTION", "WhatsApp hat das Konto des Betriebs eingeschränkt"],
  ["account_update.ACCOUNT_VIOLATION", "WhatsApp meldet einen Verstoß des Betriebs gegen seine Regeln"],
  ["account_update.DISABLED_UPDATE", "WhatsApp hat die Sperre des Kontos geändert"],
  ["account_update.PARTNER_APP_UNINSTALLED", "Die Verbindung des Kontos ist bei Meta getrennt"],
  ["account_update.PARTNER_REMOVED", "Die Verbindung des Kontos ist bei Meta getrennt"],
  ["account_review_update.DEFERRED", "WhatsApp gibt das Konto des Betriebs vorerst nicht frei"],
  ["account_review_update.PENDING", "WhatsApp gibt das Konto des Betriebs vorerst nicht frei"],
  ["account_review_update.REJECTED", "WhatsApp hat das Konto des Betriebs nicht freigegeben"],
  ["phone_number_name_update.REJECTED", "WhatsApp nimmt den Anzeigenamen der Nummer nicht an"],
  ["phone_number_quality_update.DOWNGRADE", "WhatsApp erlaubt dieser Nummer weniger Nachrichten"],
  ["phone_number_quality_update.FLAGGED", "Zu viele Personen haben diese Nummer bei WhatsApp gemeldet"],
]);

/** A sentence of ours for who looks after the channel; it lies in the open, so nothing of Meta's stands in it. */
export function alarmOf(field: string, value: JsonRecord): string | undefined {
  const said = alarming(field, value);
  return said === undefined ? undefined : `${said}. Sieh im Business-Manager von Meta nach.`;
}

function alarming(field: string, value: JsonRecord): string | undefined {
  if (field === "account_alerts") return isGoodNews(value) ? undefined : "WhatsApp warnt wegen des Kontos";
  if (field === "security") return "Jemand hat bei WhatsApp die PIN der Nummer geändert oder verlangt";
  return ALARMS.get(`${field}.${wordOf(value.event ?? value.decision)}`);
}

/** An official account (OBA) that was granted comes in the field of the warnings as well. */
const isGoodNews = (value: JsonRecord): boolean => wordOf(recordOf(value.alert_info)?.alert_type).endsWith("_APPROVED");
