// A row of the register as the screen shows it: status in words, and whether its gaps can be accepted at all.
import type { AgreementStatus, ProcessorView } from "../../contract/setup-papers.ts";
import { agreementStatus, coreGaps, gapsOf, type RegisterRow } from "./agreement-status.ts";
import { checklistEntries } from "./checklist.ts";
import { openPoints } from "./open-points.ts";

type ViewSource = RegisterRow & Pick<ProcessorView, "id" | "template" | "name" | "channel" | "fields">;
type Kept = Pick<ProcessorView, "files" | "changes">;

const sentences: Readonly<Record<AgreementStatus, string>> = {
  complete: "Der Vertrag ist da und vollständig.",
  gaps_accepted: "Der Vertrag hat Lücken. Die Entscheidung dazu ist schriftlich festgehalten.",
  gaps_open: "Der Vertrag hat offene Lücken. Es fehlt die schriftliche Entscheidung der Inhaberin oder des Inhabers.",
  missing: "Der Vertrag zur Auftragsverarbeitung fehlt.",
  review_overdue: "Die jährliche Prüfung ist überfällig.",
  not_required: "Hier ist kein Vertrag nötig. Die Begründung ist festgehalten.",
};

const coreNames: Readonly<Record<string, string>> = {
  contract: "der Vertrag selbst",
  art_28_3_core: "Gegenstand und Zweck der Verarbeitung",
  instructions: "die Bindung an Weisungen",
  transfer: "die Grundlage für das Drittland",
};

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
    statusSentence: sentences[status],
    open: openPoints(row, files.length > 0),
    files,
    changes,
    gapsAcceptable: gapsAcceptable(row),
  };
}

/** Whether the owner may answer for the gaps at all; if something nobody can answer for is missing, `why` names it. */
export function gapsAcceptable(row: RegisterRow): ProcessorView["gapsAcceptable"] {
  const core = coreGaps(row);
  if (core.length === 0) return { ok: gapsOf(row).length > 0, why: "" };
  const names = core.map((key) => coreNames[key] ?? key).join(", ");
  return { ok: false, why: `Das kann niemand verantworten: Es fehlt ${names}.` };
}

/** Rows that concern a channel: its own, and those every channel runs over (hosting). */
export function concerning<T extends { readonly channel: string | null }>(rows: readonly T[], channel: string): T[] {
  return rows.filter((row) => row.channel === null || row.channel === channel);
}
