// AV-2: what an agreement under Art. 28 GDPR must say, item by item, and what is known about WhatsApp's.
import type { ChecklistItem } from "../../contract/setup-papers.ts";

export interface ChecklistEntry {
  readonly key: string;
  readonly label: string;
  readonly article: string;
  readonly help: string;
  /** No owner can accept a gap here (catalogue AV-2). */
  readonly core: boolean;
}

/** The date on which we last looked at the public papers of the providers. */
const knownAsOf = "2026-11-24";

export const checklistEntries: readonly ChecklistEntry[] = [
  entry(
    "subject",
    "Gegenstand, Dauer, Zweck, Art der Daten und Personen",
    "28(3) Satz 1",
    "Steht im Vertrag, welche Daten wozu verarbeitet werden?",
    true,
  ),
  entry(
    "instructions",
    "Verarbeitung nur auf dokumentierte Weisung",
    "28(3)(a)",
    "Auch für Übermittlungen in Drittländer.",
    true,
  ),
  entry(
    "confidentiality",
    "Verschwiegenheit der Beschäftigten",
    "28(3)(b)",
    "Sind die Leute des Anbieters verpflichtet?",
    false,
  ),
  entry("security", "Sicherheitsmaßnahmen (TOM)", "28(3)(c), 32", "Gibt es eine Beschreibung der Maßnahmen?", false),
  entry(
    "subprocessors",
    "Unterauftragnehmer: Erlaubnis, Liste, gleiche Pflichten",
    "28(2), (3)(d), (4)",
    "Sind alle Unterauftragnehmer namentlich zu bekommen?",
    false,
  ),
  entry(
    "rights_help",
    "Hilfe bei Anfragen Betroffener",
    "28(3)(e)",
    "Hilft der Anbieter bei Auskunft und Löschung?",
    false,
  ),
  entry(
    "duty_help",
    "Hilfe bei Datenpannen und Folgenabschätzung",
    "28(3)(f)",
    "Meldet der Anbieter Pannen sofort?",
    false,
  ),
  entry("deletion", "Löschung oder Rückgabe am Ende", "28(3)(g)", "Was geschieht nach der Kündigung?", false),
  entry("audits", "Nachweise und Kontrollen", "28(3)(h)", "Darf man prüfen oder bekommt man Berichte?", false),
  entry(
    "unlawful_notice",
    "Hinweis auf rechtswidrige Weisungen",
    "28(3) letzter Satz",
    "Sagt der Anbieter Bescheid?",
    false,
  ),
  entry(
    "form",
    "Schriftlich oder elektronisch geschlossen",
    "28(9)",
    "Ein Klick-Vertrag genügt, wenn du ihn aufhebst.",
    false,
  ),
  entry(
    "transfer",
    "Grundlage für Drittländer",
    "44 ff.",
    "Angemessenheit, Standardvertragsklauseln, oder nichts verlässt die EU.",
    true,
  ),
  entry("entity", "Wer genau ist Vertragspartner?", "–", "Name und Sitz der Gesellschaft.", false),
];

function entry(key: string, label: string, article: string, help: string, core: boolean): ChecklistEntry {
  return { key, label, article, help, core };
}

/** Every item unknown, as for a processor nobody has looked at yet. */
export function unknownChecklist(): ChecklistItem[] {
  return checklistEntries.map(({ key }) => ({ key, state: "unknown", source: "", checkedOn: null }));
}

/**
 * What the public papers of WhatsApp say, to be checked again by the firm. Unknown stays unknown: an item is marked
 * present only where a paper of the provider names it.
 */
export function whatsAppChecklist(): ChecklistItem[] {
  const known: Readonly<Record<string, readonly [ChecklistItem["state"], string]>> = {
    confidentiality: ["present", "WhatsApp Business Data Security Terms (2020)"],
    security: ["present", "WhatsApp Business Data Security Terms (2020), allgemein gehalten"],
    subprocessors: [
      "missing",
      "Data Transfer Addendum (2024) nennt WhatsApp LLC und Meta Platforms Inc. und „weitere“; eine vollständige Liste fanden wir nicht",
    ],
    audits: ["missing", "Verträge mit Unterauftragnehmern nur auf Anfrage und vertraulich"],
    form: ["present", "Klick-Vertrag bei der Anmeldung; bitte Kopie aufheben"],
    transfer: [
      "present",
      "Data Transfer Addendum (2024): Angemessenheitsbeschluss, Standardvertragsklauseln vorbehalten",
    ],
    entity: [
      "unknown",
      "WhatsApp Ireland Ltd.; für die Cloud API nennt Meta sich selbst, welche Gesellschaft ist offen",
    ],
  };
  return checklistEntries.map(({ key }) => {
    const [state, source] = known[key] ?? (["unknown", "In den Bedingungen nachsehen und hier eintragen"] as const);
    return { key, state, source, checkedOn: key in known ? knownAsOf : null };
  });
}
