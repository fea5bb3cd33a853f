import { instant } from "../../platform/instant.ts";
import { cleanText, type JsonRecord } from "./read.ts";

/**
 * Facts of an account-level notice as short lines: Meta's field in our words, its value in Meta's. Only fields on this
 * list are read, so that names, numbers and requesters of people never end up in a line of ours.
 */
const FACTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    event: "Ereignis",
    type: "Art",
    decision: "Entscheidung",
    direction: "Richtung",
    status: "Stand",
    duration: "Dauer in Sekunden",
    reason: "Grund",
    country: "Land",
    code: "Fehlernummer",
    details: "Einzelheiten",
    message_template_id: "Nummer der Vorlage",
    message_template_name: "Vorlage",
    message_template_language: "Sprache der Vorlage",
    message_template_category: "Kategorie der Vorlage",
    previous_category: "Kategorie bisher",
    new_category: "Kategorie jetzt",
    correct_category: "Richtige Kategorie",
    category_update_timestamp: "Kategorie geändert am",
    previous_quality_score: "Qualität bisher",
    new_quality_score: "Qualität jetzt",
    disable_date: "Gesperrt ab",
    current_limit: "Grenze jetzt",
    old_limit: "Grenze bisher",
    max_daily_conversation_per_phone: "Gespräche am Tag je Nummer",
    max_daily_conversations_per_business: "Gespräche am Tag für den Betrieb",
    max_phone_numbers_per_business: "Nummern für den Betrieb",
    max_phone_numbers_per_waba: "Nummern für das Konto",
    violation_type: "Verstoß",
    waba_ban_state: "Sperre",
    waba_ban_date: "Sperre vom",
    restriction_type: "Einschränkung",
    expiration: "Gilt bis",
    initiated_by: "Ausgelöst von",
    alert_severity: "Schwere der Warnung",
    alert_status: "Stand der Warnung",
    alert_type: "Art der Warnung",
    alert_description: "Warnung",
    entity_type: "Betrifft",
    rejection_reason: "Grund der Ablehnung",
    pricing_category: "Preisgruppe",
    tier: "Stufe",
    effective_month: "Gilt ab Monat",
    join_approval_mode: "Beitritt",
    phase: "Abschnitt",
    progress: "Fortschritt",
    flow_id: "Nummer des Formulars",
    old_status: "Stand bisher",
    new_status: "Stand jetzt",
  }),
);

/** Meta gives these in seconds, which say nothing to a person. */
const MOMENTS: ReadonlySet<string> = new Set(["expiration", "category_update_timestamp"]);
const MAX_DETAILS = 20;
const MAX_DEPTH = 4;

export function accountDetails(value: JsonRecord): readonly string[] {
  const details: string[] = [];
  collect(value, 0, details);
  return details;
}

function collect(value: unknown, depth: number, details: string[]): void {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return;
  for (const [key, inner] of Object.entries(value)) {
    if (details.length >= MAX_DETAILS) return;
    if (typeof inner === "object") collect(inner, depth + 1, details);
    else if (FACTS.has(key) && inner !== undefined) details.push(`${FACTS.get(key)}: ${readable(key, String(inner))}`);
  }
}

function readable(key: string, value: string): string {
  if (!MOMENTS.has(key) || !/^\d{9,10}$/.test(value)) return cleanText(value, 200);
  const at = instant(Number(value) * 1_000).toISOString();
  return `${at.slice(8, 10)}.${at.slice(5, 7)}.${at.slice(0, 4)}, ${at.slice(11, 16)} (UTC)`;
}
