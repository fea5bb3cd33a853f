import type { Finding, ShiftKind } from "../../../contract/roster.ts";
import type { FederalState } from "../../../contract/setup.ts";
import type { Age } from "../../working-time/age.ts";
import type { Span } from "../../working-time/spans.ts";

export interface ShiftPlan extends Span {
  readonly kind: ShiftKind;
  readonly qualification: string | null;
}

export interface Colleague {
  readonly age: Age;
  /** Apprentices whose age nobody entered are planned as minors. */
  readonly apprentice: boolean;
  readonly qualifications: readonly string[];
  readonly endsOn: string | null;
  /** Everything else the person does around this shift, drafts included. */
  readonly shifts: readonly ShiftPlan[];
  readonly absences: readonly Span[];
}

/** What the checks find for a person and a shift, `without` others that go in return. */
export type Check = (
  memberId: string,
  plan: ShiftPlan & { readonly id?: string },
  without?: readonly string[],
) => Finding[];

export interface Place {
  readonly zone: string;
  readonly state: FederalState | null;
  readonly minorsWeekend: boolean;
}
