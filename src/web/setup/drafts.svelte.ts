import type { BusinessAnswer, BusinessFields, ImprintAnswer, ImprintFields } from "../../contract/setup.ts";
import type { NoticeAnswer, NoticeSettings } from "../../contract/setup-papers.ts";
import { isAccessUnsaved } from "./access-drafts.svelte.ts";
import { unconfirmed } from "./metadata-drafts.svelte.ts";
import { isRegisterUnsaved } from "./papers/processor-drafts.svelte.ts";
import { isReasonUnsaved } from "./publish-reasons.svelte.ts";
import { setupState } from "./setup-state.svelte.ts";
import { StepDraft } from "./step-draft.svelte.ts";

export const businessDraft = new StepDraft<BusinessFields, BusinessAnswer>({
  path: "/api/setup/business",
  fieldsOf: ({ fields }) => fields,
  problemsOf: ({ problems }) => problems,
});
export const imprintDraft = new StepDraft<ImprintFields, ImprintAnswer>({
  path: "/api/setup/imprint",
  fieldsOf: ({ fields }) => fields,
  problemsOf: ({ problems }) => problems,
});
export const noticeDraft = new StepDraft<NoticeSettings, NoticeAnswer>({
  path: "/api/setup/notice",
  fieldsOf: ({ settings }) => settings,
  problemsOf: ({ problems }) => problems,
});

const drafts = [businessDraft, imprintDraft, noticeDraft];
const ask = (event: BeforeUnloadEvent) => event.preventDefault();

// Also after the set-up was left for another page: what waits for the net goes with this window.
$effect.root(() => {
  $effect(() => {
    const waits = setupState.saving === "saving" || setupState.saving === "failed";
    const isTyped = isRegisterUnsaved() || isAccessUnsaved() || unconfirmed().length > 0 || isReasonUnsaved();
    if (!waits && !isTyped && !drafts.some((draft) => draft.isUnsaved)) return;
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  });
});
