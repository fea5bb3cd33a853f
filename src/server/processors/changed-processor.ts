// A row of the register with a change laid over it. Pure.
import { type ChangeProcessor, ChecklistItem, SaveProcessor } from "../../contract/setup-papers.ts";
import { Problem } from "../platform/problem.ts";
import { checklistEntries } from "./checklist.ts";

type Row = Omit<SaveProcessor, "checklist"> & { readonly checklist: readonly ChecklistItem[] };

/**
 * What a row holds after a change; what the change does not name stays.
 * @throws Problem `bad-input` for an item the checklist does not have
 */
export function changedProcessor(row: Row, change: Omit<ChangeProcessor, "was">): SaveProcessor {
  const items = new Map(row.checklist.map((item) => [item.key, item]));
  for (const [key, item] of Object.entries(change.checklist ?? {}))
    items.set(knownKey(key), ChecklistItem.parse({ state: "unknown", ...items.get(key), ...item, key }));
  const { name = row.name, notRequiredReason = row.notRequiredReason, agreement } = change;
  return SaveProcessor.parse({
    name,
    notRequiredReason,
    fields: { ...row.fields, ...change.fields },
    checklist: [...items.values()],
    agreement: agreement ? { ...row.agreement, ...agreement } : agreement === null ? null : row.agreement,
  });
}

/** A row as a change names its parts: the items of the checklist by their key, as `processorView` shows them. */
export function byItem(row: Row): object {
  const items = new Map(row.checklist.map((item) => [item.key, item]));
  const fresh = (key: string) => ChecklistItem.parse({ key, state: "unknown" });
  return {
    ...row,
    checklist: Object.fromEntries(checklistEntries.map(({ key }) => [key, items.get(key) ?? fresh(key)])),
  };
}

function knownKey(key: string): string {
  if (checklistEntries.some((entry) => entry.key === key)) return key;
  throw new Problem("bad-input");
}
