import type { ShiftAnswer, ShiftKind } from "../../contract/roster.ts";
import type { Span } from "../working-time/spans.ts";

/** A shift as it is planned, and as it was told: the same things are said of both. */
export interface Shift extends Span {
  readonly id: string;
  readonly memberId: string;
  readonly kind: ShiftKind;
  readonly localStart: string;
  readonly localEnd: string;
  readonly place: string;
  readonly projectId: string | null;
  readonly qualification: string | null;
}

export interface DraftShift extends Shift {
  readonly removed: boolean;
}

export interface PublishedShift extends Shift {
  readonly sequence: number;
  readonly publishedAt: Date;
  readonly cancelledAt: Date | null;
  /** When the person was asked for "Gesehen"; null: nobody asked, the shift was over. */
  readonly askedAt: Date | null;
  readonly answer: ShiftAnswer;
  readonly answeredAt: Date | null;
  readonly reason: string;
}

/** Do both say the same to their person? */
export const saysTheSame = (a: Shift, b: Shift): boolean =>
  a.memberId === b.memberId &&
  a.kind === b.kind &&
  a.localStart === b.localStart &&
  a.localEnd === b.localEnd &&
  a.place === b.place &&
  a.projectId === b.projectId &&
  a.qualification === b.qualification;

export type ShiftState = "new" | "changed" | "removed" | "published";

/** How the plan stands to what was told. `told`: every version of this shift that somebody holds. */
export function stateOf(draft: DraftShift, told: readonly PublishedShift[]): ShiftState {
  const standing = told.filter(({ cancelledAt }) => cancelledAt === null);
  if (draft.removed) return "removed";
  if (standing.length === 0) return "new";
  return standing.every((one) => saysTheSame(one, draft)) ? "published" : "changed";
}

/** What publishing has to tell: versions to write, versions that fall away. */
export function toTell(
  draft: DraftShift,
  told: readonly PublishedShift[],
): { readonly write: boolean; readonly cancel: readonly PublishedShift[] } {
  const standing = told.filter(({ cancelledAt }) => cancelledAt === null);
  const cancel = standing.filter((one) => draft.removed || one.memberId !== draft.memberId);
  const own = standing.find((one) => one.memberId === draft.memberId);
  return { cancel, write: !draft.removed && (own === undefined || !saysTheSame(own, draft)) };
}
