import { cleanText, type JsonRecord } from "./read.ts";

/**
 * Facts of an account-level notice as short `key: value` lines. Only keys on this list are read, so that names,
 * numbers and requesters of people never end up in a line that is stored unsealed.
 */
const FACT_KEYS: ReadonlySet<string> = new Set([
  "event",
  "type",
  "decision",
  "direction",
  "status",
  "duration",
  "reason",
  "country",
  "code",
  "details",
  "message_template_id",
  "message_template_name",
  "message_template_language",
  "message_template_category",
  "previous_category",
  "new_category",
  "correct_category",
  "category_update_timestamp",
  "previous_quality_score",
  "new_quality_score",
  "disable_date",
  "current_limit",
  "old_limit",
  "max_daily_conversation_per_phone",
  "max_daily_conversations_per_business",
  "max_phone_numbers_per_business",
  "max_phone_numbers_per_waba",
  "violation_type",
  "waba_ban_state",
  "waba_ban_date",
  "restriction_type",
  "expiration",
  "initiated_by",
  "alert_severity",
  "alert_status",
  "alert_type",
  "alert_description",
  "entity_type",
  "rejection_reason",
  "pricing_category",
  "tier",
  "effective_month",
  "join_approval_mode",
  "phase",
  "progress",
  "flow_id",
  "old_status",
  "new_status",
]);

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
    else if (FACT_KEYS.has(key) && inner !== undefined) details.push(`${key}: ${cleanText(String(inner), 200)}`);
  }
}
