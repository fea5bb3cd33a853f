// What a member can press to get past a requirement.
import { isAutomatic, type RequireToken } from "./verdict.ts";

const labels: Record<RequireToken, string> = {
  deliver_notice: "Hinweis senden",
  template_utility: "Vorlage wählen",
  template_marketing: "Werbevorlage wählen",
  remove_promo: "Werbung entfernen",
  opt_out_hint: "STOPP-Hinweis anhängen",
  unambiguous_answer: "Eindeutig nachfragen",
  renew_consent: "Einwilligung erneuern",
  queue_until_work_start: "Zum Arbeitsbeginn senden",
  repeated_contact_or_order: "Auftrag anlegen",
  avv_risk_decision: "Risiko entscheiden",
  avv_review: "Prüfung nachholen",
  speaking_impressum_link: "Impressum-Link ändern",
  complete_impressum: "Impressum ergänzen",
  metadata_profile: "Metadaten eintragen",
  strip_exif: "Standort entfernen",
  explicit_consent_art9: "Zustimmung einholen",
  split_erase_and_restrict: "Löschen und sperren",
  secure_portal_delivery: "Abruflink senden",
  secure_invoice_delivery: "Geschützt zustellen",
  authority_notification_decision: "Meldung entscheiden",
  individual_sending: "Einzeln senden",
  recipient_confirmation: "Empfänger bestätigen",
  four_eyes: "Zweite Person bestätigt",
  verify_address: "Adresse prüfen",
  owner_approval: "Freigabe anfragen",
  ai_disclosure: "KI-Hinweis anhängen",
  human_contact: "Kontaktweg anhängen",
  withdrawal_instruction: "Widerrufsbelehrung senden",
  dpia_check: "Folgenabschätzung prüfen",
  works_council_agreement: "Vereinbarung hinterlegen",
};

/** Where in the app somebody fulfils a requirement that is none of the message itself. */
const places = {
  repeated_contact_or_order: "/kontakte",
  avv_risk_decision: "/recht/vertraege",
  avv_review: "/recht/vertraege",
  speaking_impressum_link: "/einrichten/impressum",
  complete_impressum: "/einrichten/impressum",
  metadata_profile: "/einrichten/wer-erfaehrt-was",
  split_erase_and_restrict: "/recht/aufbewahrung",
  secure_portal_delivery: "/recht/anfragen",
  authority_notification_decision: "/recht/vorfaelle",
  owner_approval: "/einstellungen/geraete",
  dpia_check: "/recht/verzeichnisse",
  works_council_agreement: "/einstellungen/betrieb-intern",
} as const satisfies Partial<Record<RequireToken, string>>;
export type RemedyPage = (typeof places)[keyof typeof places];

export interface RemedyOf {
  readonly labelDe: string;
  readonly automatic: boolean;
  readonly path: RemedyPage | null;
}

/**
 * The short German label of the button that fulfils a requirement, whether the system does it by itself, and the page
 * on which a person does it; no page: it is done where one writes.
 */
export function remedyFor(token: RequireToken): RemedyOf {
  return {
    labelDe: labels[token],
    automatic: isAutomatic(token),
    path: token in places ? places[token as keyof typeof places] : null,
  };
}
