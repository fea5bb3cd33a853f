// The JSON columns of the register, parsed: at this door data become trusted.
import { z } from "zod";
import {
  Agreement,
  ChecklistItem,
  GapDecision,
  ProcessorFields,
  ProcessorTemplate,
  SetupChannel,
} from "../../contract/setup-papers.ts";
import { asLine } from "../../contract/typed.ts";
import { isAdequate, isThirdCountry } from "./third-country.ts";

/** A row of the register, its JSON columns parsed. */
export interface ProcessorRow {
  readonly id: string;
  readonly template: ProcessorTemplate;
  readonly name: string;
  readonly channel: SetupChannel | null;
  readonly fields: ProcessorFields;
  readonly checklist: readonly ChecklistItem[];
  readonly agreement: Agreement | null;
  readonly gapDecision: GapDecision | null;
  readonly notRequiredReason: string | null;
  readonly nextReviewOn: string | null;
}

/**
 * "Alles bleibt in der EU" is no basis for a recipient in a third country: what counts there is still missing (AV-6),
 * or a decision of the EU on that country. Where there is none, none carries.
 */
function withBasis(fields: ProcessorFields): ProcessorFields {
  const { transferMechanism, country } = fields;
  if (transferMechanism !== "none_needed" && transferMechanism !== "adequacy") return fields;
  if (isAdequate(country)) return { ...fields, transferMechanism: "adequacy" };
  return transferMechanism === "adequacy" || isThirdCountry(country)
    ? { ...fields, transferMechanism: "missing" }
    : fields;
}

/** A row as the database gives it, whether as columns or as one JSON object. */
export const processorJson = z
  .object({
    processor_id: z.string(),
    template: ProcessorTemplate,
    name: z.string().overwrite(asLine),
    channel_kind: SetupChannel.nullable(),
    fields: ProcessorFields,
    checklist: z.array(ChecklistItem),
    agreement: Agreement.nullable(),
    gap_decision: GapDecision.nullable(),
    not_required_reason: z.string().nullable(),
    next_review_on: z.string().nullable(),
  })
  .transform(
    (row): ProcessorRow => ({
      id: row.processor_id,
      template: row.template,
      name: row.name,
      channel: row.channel_kind,
      fields: withBasis(row.fields),
      checklist: row.checklist,
      agreement: row.agreement,
      gapDecision: row.gap_decision,
      notRequiredReason: row.not_required_reason,
      nextReviewOn: row.next_review_on,
    }),
  );
