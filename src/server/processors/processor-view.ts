// A row of the register as the screen shows it: status in words, and whether its gaps can be accepted at all.
import type { AgreementStatus, ProcessorView } from "../../contract/setup-papers.ts";
import type { Words } from "../../contract/words.ts";
import { englishDay, germanDay } from "../time/calendar-day.ts";
import {
  agreementStatus,
  coreGaps,
  gapsOf,
  germanToday,
  hasAgreement,
  type RegisterRow,
  relevantGaps,
} from "./agreement-status.ts";
import { checklistEntries } from "./checklist.ts";
import { isBare, openPoints } from "./open-points.ts";

type ViewSource = RegisterRow & Pick<ProcessorView, "id" | "template" | "name" | "channel" | "fields">;
type Kept = Pick<ProcessorView, "files" | "changes">;

const sentences: Readonly<Record<AgreementStatus, Words>> = {
  complete: { de: "Der Vertrag ist da und vollständig.", en: "The contract is there and complete." },
  gaps_accepted: {
    de: "Der Vertrag hat Lücken. Die Entscheidung dazu ist schriftlich festgehalten.",
    en: "The contract has gaps. The decision on them is kept in writing.",
  },
  gaps_open: {
    de: "Der Vertrag hat offene Lücken. Es fehlt die schriftliche Entscheidung der Inhaberin oder des Inhabers.",
    en: "The contract has open gaps. The owner’s written decision is missing.",
  },
  missing: { de: "Der Vertrag zur Auftragsverarbeitung fehlt.", en: "The data processing contract (AVV) is missing." },
  review_overdue: { de: "Die jährliche Prüfung ist überfällig.", en: "The yearly review is overdue." },
  not_required: {
    de: "Hier ist kein Vertrag nötig. Die Begründung ist festgehalten.",
    en: "No contract is needed here. The reason is on record.",
  },
};

const coreNames: Readonly<Record<string, Words>> = {
  contract: { de: "der Vertrag selbst", en: "the contract itself" },
  art_28_3_core: { de: "Gegenstand und Zweck der Verarbeitung", en: "subject and purpose of the processing" },
  instructions: { de: "die Bindung an Weisungen", en: "that they are bound to instructions" },
  transfer: { de: "die Grundlage für das Drittland", en: "the legal basis for the third country" },
};

/** The status in words; of a contract that does not count yet, why. */
export function statusSentence(row: RegisterRow, now: Date): Words {
  const status = agreementStatus(row, now);
  const { agreement, notRequiredReason } = row;
  if (status !== "missing") return sentences[status];
  if (notRequiredReason !== null)
    return {
      de: "Es fehlt eine Begründung mit mindestens 10 Zeichen.",
      en: "A reason of at least 10 characters is missing.",
    };
  if (agreement === null) return sentences.missing;
  if (!hasAgreement(row) || agreement.signedOn === null)
    return {
      de: "Die Angaben zum Vertrag sind noch nicht vollständig.",
      en: "What is entered about the contract is not complete yet.",
    };
  return {
    de: `Der Vertrag gilt erst ab dem ${germanDay(agreement.signedOn)}.`,
    en: `The contract counts from ${englishDay(agreement.signedOn)} on.`,
  };
}

/** The view of one row today. */
export function processorView(row: ViewSource, now: Date, { files, changes }: Kept): ProcessorView {
  const status = agreementStatus(row, now);
  return {
    id: row.id,
    template: row.template,
    name: row.name,
    channel: row.channel,
    fields: row.fields,
    checklist: checklistEntries.map(({ key, label, article, help, core: isCore }) => {
      const item = row.checklist.find((one) => one.key === key);
      const known = item ?? { key, state: "unknown" as const, source: "", checkedOn: null };
      return { ...known, label, article, help, core: isCore };
    }),
    agreement: row.agreement,
    gapDecision: row.gapDecision,
    notRequiredReason: row.notRequiredReason,
    nextReviewOn: row.nextReviewOn,
    status,
    statusSentence: statusSentence(row, now),
    open: openPoints(row, files.length > 0, germanToday(now)),
    files,
    changes,
    gapsAcceptable: gapsAcceptable(row),
    gaps: relevantGaps(row),
    removable: isBare(row) && files.length === 0 && changes.length === 0,
  };
}

/** Whether the owner may answer for the gaps at all; if something nobody can answer for is missing, `why` names it. */
export function gapsAcceptable(row: RegisterRow): ProcessorView["gapsAcceptable"] {
  const core = coreGaps(row);
  if (core.length === 0) return { ok: gapsOf(row).length > 0, why: { de: "", en: "" } };
  const names = (language: keyof Words) => core.map((key) => coreNames[key]?.[language] ?? key).join(", ");
  return {
    ok: false,
    why: {
      de: `Das kann niemand verantworten: Es fehlt ${names("de")}.`,
      en: `Nobody can answer for that. Missing: ${names("en")}.`,
    },
  };
}

/** Rows that concern a channel: its own, and those every channel runs over (hosting). */
export function concerning<T extends { readonly channel: string | null }>(rows: readonly T[], channel: string): T[] {
  return rows.filter((row) => row.channel === null || row.channel === channel);
}
