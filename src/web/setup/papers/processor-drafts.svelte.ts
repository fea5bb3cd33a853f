// What is typed on the cards of the register. It outlives the step on the screen, like the drafts of the other steps.
import type {
  Agreement,
  AnnounceChange,
  ChecklistItem,
  GapDecisionInput,
  ProcessorFields,
  ProcessorsAnswer,
} from "../../../contract/setup-papers.ts";
import { tryJson } from "../../../contract/try-json.ts";
import { newClientId } from "../../client-id.ts";
import { keepInTab, keptInTab } from "../../tab-storage.ts";
import { StepDraft } from "../step-draft.svelte.ts";

export interface ProcessorForm {
  name: string;
  fields: ProcessorFields;
  checklist: Record<string, Omit<ChecklistItem, "key">>;
  agreement: Agreement | null;
  notRequiredReason: string | null;
}

const isWritten = (words: string | undefined): boolean => (words ?? "").trim() !== "";

/** One card: its form, and what is written beside it for a press that has not come or not got through. */
export class ProcessorDraft extends StepDraft<ProcessorForm, ProcessorsAnswer> {
  decision = $state<GapDecisionInput>({ reason: "", measures: "", alternative: "" });
  review = $state(newReview());
  announcement = $state(newAnnouncement());
  /** Of decisions on what was announced, by announcement: several may be open. */
  reasons = $state<Record<string, string>>({});

  constructor(id: string) {
    const from = "/api/setup/processors";
    super({ path: `${from}/${id}`, from, fieldsOf: (answer) => formOf(answer, id), problemsOf: () => [] });
    Object.assign(this.decision, tryJson(keptInTab(decisionKey(id)) ?? ""));
  }

  override get isUnsaved(): boolean {
    const { review, announcement } = this;
    const shown = [review.isOpen && review.result, announcement.isOpen && announcement.who + announcement.what];
    const words = [
      ...Object.values(this.decision),
      ...Object.values(this.reasons),
      ...shown.filter((one) => one !== false),
    ];
    return super.isUnsaved || words.some(isWritten);
  }
}

/** Each has a number of its own: pressed again because no answer came, it is the same one. */
export const newReview = () => ({ isOpen: false, result: "", clientId: newClientId() });
type Announcement = AnnounceChange & { isOpen: boolean; clientId: string };
export const newAnnouncement = (): Announcement => ({
  ...{ announcedOn: "", objectUntil: "", who: "", what: "" },
  isOpen: false,
  clientId: newClientId(),
});

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
