import type { DraftState } from "../state/draft.svelte.ts";
import { toasts } from "../state/toasts.svelte.ts";
import { openGap } from "../text-blocks/fill-block.ts";
import { t } from "../text-blocks/t.ts";

/** A gap nobody has filled goes nowhere: it is marked instead. @returns whether there is one */
export function markGap(draft: DraftState, field: { select(start: number, end: number): void } | undefined): boolean {
  const gap = draft.template ? undefined : openGap(draft.text);
  if (!gap) return false;
  field?.select(gap.start, gap.end);
  toasts.show(t("gap-open", { gap: gap.name }), { kind: "attention" });
  return true;
}
