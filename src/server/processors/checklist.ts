// AV-2: what an agreement under Art. 28 GDPR must say, item by item, and what is known about WhatsApp's.
import type { ChecklistItem } from "../../contract/setup-papers.ts";
import type { Words } from "../../contract/words.ts";

export interface ChecklistEntry {
  readonly key: string;
  readonly label: Words;
  readonly article: Words;
  readonly help: Words;
  /** No owner can accept a gap here (catalogue AV-2). */
  readonly core: boolean;
}

/** The date on which we last looked at the public papers of the providers. */
const knownAsOf = "2026-11-24";

export const checklistEntries: readonly ChecklistEntry[] = [
  entry(
    "subject",
    {
      de: "Gegenstand, Dauer, Zweck, Art der Daten und Personen",
      en: "Subject, duration, purpose, kinds of data and people",
    },
    { de: "28(3) Satz 1", en: "28(3) sentence 1" },
    {
      de: "Steht im Vertrag, welche Daten wozu verarbeitet werden?",
      en: "Does the contract say which data are processed and what for?",
    },
    true,
  ),
  entry(
    "instructions",
    { de: "Verarbeitung nur auf dokumentierte Weisung", en: "Processing only on documented instructions" },
    "28(3)(a)",
    { de: "Auch für Übermittlungen in Drittländer.", en: "For transfers to third countries too." },
    true,
  ),
  entry(
    "confidentiality",
    { de: "Verschwiegenheit der Beschäftigten", en: "Confidentiality of their staff" },
    "28(3)(b)",
    { de: "Sind die Leute des Anbieters verpflichtet?", en: "Are the provider’s people bound to it?" },
    false,
  ),
  entry(
    "security",
    { de: "Sicherheitsmaßnahmen (TOM)", en: "Security measures (TOM)" },
    "28(3)(c), 32",
    { de: "Gibt es eine Beschreibung der Maßnahmen?", en: "Is there a description of the measures?" },
    false,
  ),
  entry(
    "subprocessors",
    {
      de: "Unterauftragnehmer: Erlaubnis, Liste, gleiche Pflichten",
      en: "Sub-processors: permission, list, same duties",
    },
    "28(2), (3)(d), (4)",
    { de: "Sind alle Unterauftragnehmer namentlich zu bekommen?", en: "Can you get the names of all sub-processors?" },
    false,
  ),
  entry(
    "rights_help",
    { de: "Hilfe bei Anfragen Betroffener", en: "Help with requests of data subjects" },
    "28(3)(e)",
    { de: "Hilft der Anbieter bei Auskunft und Löschung?", en: "Does the provider help with access and erasure?" },
    false,
  ),
  entry(
    "duty_help",
    { de: "Hilfe bei Datenpannen und Folgenabschätzung", en: "Help with data breaches and impact assessment" },
    "28(3)(f)",
    { de: "Meldet der Anbieter Pannen sofort?", en: "Does the provider report breaches at once?" },
    false,
  ),
  entry(
    "deletion",
    { de: "Löschung oder Rückgabe am Ende", en: "Deletion or return at the end" },
    "28(3)(g)",
    { de: "Was geschieht nach der Kündigung?", en: "What happens after the contract ends?" },
    false,
  ),
  entry(
    "audits",
    { de: "Nachweise und Kontrollen", en: "Proof and audits" },
    "28(3)(h)",
    { de: "Darf man prüfen oder bekommt man Berichte?", en: "May you audit, or do you get reports?" },
    false,
  ),
  entry(
    "unlawful_notice",
    { de: "Hinweis auf rechtswidrige Weisungen", en: "Warning of unlawful instructions" },
    { de: "28(3) letzter Satz", en: "28(3) last sentence" },
    { de: "Sagt der Anbieter Bescheid?", en: "Does the provider tell you?" },
    false,
  ),
  entry(
    "form",
    { de: "Schriftlich oder elektronisch geschlossen", en: "Concluded in writing or electronically" },
    "28(9)",
    { de: "Ein Klick-Vertrag genügt, wenn du ihn aufhebst.", en: "A click contract is enough if you keep it." },
    false,
  ),
  entry(
    "transfer",
    { de: "Grundlage für Drittländer", en: "Basis for third countries" },
    "44 ff.",
    {
      de: "Angemessenheit, Standardvertragsklauseln, oder nichts verlässt die EU.",
      en: "Adequacy decision, standard contractual clauses, or nothing leaves the EU.",
    },
    true,
  ),
  entry(
    "entity",
    { de: "Wer genau ist Vertragspartner?", en: "Who exactly is the contract with?" },
    "–",
    { de: "Name und Sitz der Gesellschaft.", en: "Name and seat of the company." },
    false,
  ),
];

/** @param cited the same in both languages where it is one string */
function entry(key: string, label: Words, cited: string | Words, help: Words, core: boolean): ChecklistEntry {
  return { key, label, article: typeof cited === "string" ? { de: cited, en: cited } : cited, help, core };
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
