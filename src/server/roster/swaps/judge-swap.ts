import type { Finding } from "../../../contract/roster.ts";
import type { Check } from "../checks/shift-plan.ts";
import type { PublishedShift } from "../shift.ts";

export interface JudgedSwap {
  /** Of whoever takes the shift. */
  readonly findings: Finding[];
  /** Of the one who gives it and takes the other in return. */
  readonly returnFindings: Finding[];
  readonly isRefused: boolean;
  /** The law leaves it to somebody who answers for it: a planner decides, whatever else the business lets pass. */
  readonly asks: readonly string[];
}

/** The checks for both sides as the plan is afterwards: each has given theirs away. Pure. */
export function judgeSwap(check: Check, takerId: string, shift: PublishedShift, inReturn?: PublishedShift): JudgedSwap {
  const findings = check(takerId, shift, inReturn && [inReturn.id]);
  const returnFindings = inReturn ? check(shift.memberId, inReturn, [shift.id]) : [];
  const both = [...findings, ...returnFindings];
  return {
    findings,
    returnFindings,
    isRefused: both.some(({ severity }) => severity === "refused"),
    asks: [...new Set(both.filter(({ severity }) => severity === "confirm").map(({ rule }) => rule))],
  };
}
