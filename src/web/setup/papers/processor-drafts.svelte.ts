// What is typed on the cards of the register. It outlives the step on the screen, like the drafts of the other steps.
import type {
  Agreement,
  ChecklistItem,
  GapDecisionInput,
  ProcessorFields,
  ProcessorsAnswer,
} from "../../../contract/setup-papers.ts";
import { tryJson } from "../../../contract/try-json.ts";
import { keepInTab, keptInTab } from "../../tab-storage.ts";
import { StepDraft } from "../step-draft.svelte.ts";

export interface ProcessorForm {
  name: string;
  fields: ProcessorFields;
  checklist: Record<string, Omit<ChecklistItem, "key">>;
  agreement: Agreement | null;
  notRequiredReason: string | null;
}

/** One card: its form, and the decision on gaps that is written and not taken yet. */
class ProcessorDraft extends StepDraft<ProcessorForm, ProcessorsAnswer> {
  decision = $state<GapDecisionInput>({ reason: "", measures: "", alternative: "" });

  constructor(id: string) {
    const from = "/api/setup/processors";
    super({ path: `${from}/${id}`, from, fieldsOf: (answer) => formOf(answer, id), problemsOf: () => [] });
    Object.assign(this.decision, tryJson(keptInTab(decisionKey(id)) ?? ""));
  }

  override get isUnsaved(): boolean {
    return super.isUnsaved || Object.values(this.decision).some((words) => words.trim() !== "");
  }
}

const decisionKey = (id: string) => `gap-decision/${id}`;

/** It is long: a telephone that lets the page go while one looks something up elsewhere takes none of it along. */
export function keepDecision(id: string, words: GapDecisionInput): void {
  keepInTab(decisionKey(id), Object.values(words).every((text) => text === "") ? "" : JSON.stringify(words));
}

const drafts = new Map<string, ProcessorDraft>();

export function processorDraft(id: string): ProcessorDraft {
  const draft = drafts.get(id) ?? new ProcessorDraft(id);
  drafts.set(id, draft);
  return draft;
}

/** Something stands on a card that the server does not have. */
export const isRegisterUnsaved = (): boolean => [...drafts.values()].some((draft) => draft.isUnsaved);

/** The row is gone, and what was typed there with it. */
export function forgetProcessor(id: string): void {
  drafts.delete(id);
  keepInTab(decisionKey(id), "");
}

function formOf({ processors }: ProcessorsAnswer, id: string): ProcessorForm {
  const row = processors.find((one) => one.id === id);
  if (row === undefined) throw new Error("no such row in the register");
  const { name, fields, agreement, notRequiredReason } = row;
  const items = row.checklist.map(({ key, state, source, checkedOn }) => [key, { state, source, checkedOn }]);
  return structuredClone({ name, fields, agreement, notRequiredReason, checklist: Object.fromEntries(items) });
}
