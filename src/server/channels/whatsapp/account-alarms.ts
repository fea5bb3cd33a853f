import { errorOf, isKnownError } from "./errors.ts";
import { elementsOf, type JsonRecord, numberOf, recordOf, wordOf } from "./read.ts";

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

/** News of these fields changes nothing anybody has to see to, or is seen to elsewhere (templates are fetched anew). */
const QUIET: ReadonlySet<string> = new Set([
  ...["account_review_update", "account_settings_update", "automatic_events", "business_capability_update"],
  ...["business_status_update", "business_username_update", "business_username_updates", "flows", "history"],
  ...["group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update"],
  ...["message_template_components_update", "message_template_quality_update", "message_template_status_update"],
  ...["messaging_handovers", "partner_solutions", "payment_configuration_update", "phone_number_name_update"],
  ...["phone_number_quality_update", "template_category_update", "template_correct_category_detection"],
  ...["tracking_events"],
]);
/** The same for events of the account: of one that nobody knows yet it is not known. */
const QUIET_EVENTS: ReadonlySet<string> = new Set([
  ...["VERIFIED_ACCOUNT", "ACCOUNT_RECONNECTED", "PARTNER_ADDED", "PARTNER_APP_INSTALLED", "AD_ACCOUNT_LINKED"],
  ...["PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE", "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE", "MM_LITE_TERMS_SIGNED"],
  ...["BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE", "VOLUME_BASED_PRICING_TIER_UPDATE"],
]);

/** Codes of the set-up that hold up everything: no means of payment, a name or a number not confirmed. */
const HOLDS_UP: ReadonlySet<number> = new Set([131037, 131042, 131044, 131045]);

/**
 * An error without a message is one of the account. A lock, or what must be put right first, is an alarm, and so is what
 * nobody knows; a hiccup or "too fast" passes, and whoever sends meanwhile is told there.
 */
export function alarmOfErrors(errors: unknown): string | undefined {
  const codes = elementsOf(errors).map((one) => numberOf(recordOf(one)?.code));
  const grave = codes.find((code) => code !== undefined && (errorOf(code).class === "A" || HOLDS_UP.has(code)));
  if (grave !== undefined) return errorOf(grave).whyDe;
  const isStrange = codes.some((code) => code === undefined || !isKnownError(code));
  return isStrange
    ? "WhatsApp meldet einen Fehler, den Werkbote nicht kennt. Sieh im Business-Manager von Meta nach."
    : undefined;
}

/** A sentence of ours for who looks after the channel; it lies in the open, so nothing of Meta's stands in it. */
export function alarmOf(field: string, value: JsonRecord): string | undefined {
  const said = alarming(field, value);
  return said === undefined ? undefined : `${said}. Sieh im Business-Manager von Meta nach.`;
}

function alarming(field: string, value: JsonRecord): string | undefined {
  if (field === "account_alerts") return isGoodNews(value) ? undefined : "WhatsApp warnt wegen des Kontos";
  if (field === "security") return "Jemand hat bei WhatsApp die PIN der Nummer geändert oder verlangt";
  const word = wordOf(value.event ?? value.decision);
  const isQuiet = field === "account_update" ? QUIET_EVENTS.has(word) : QUIET.has(field);
  return (
    ALARMS.get(`${field}.${word}`) ??
    (isQuiet ? undefined : "WhatsApp meldet etwas zum Konto, das Werkbote nicht kennt")
  );
}

/** An official account (OBA) that was granted comes in the field of the warnings as well. */
const isGoodNews = (value: JsonRecord): boolean => wordOf(recordOf(value.alert_info)?.alert_type).endsWith("_APPROVED");
