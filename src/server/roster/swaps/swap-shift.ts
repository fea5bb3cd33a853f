import type { SwapView } from "../../../contract/roster-swaps.ts";
import type { PublishedShift } from "../shift.ts";

/** What a colleague learns of a shift: when and what. Where it is and what else is said of it stays with its person. */
export const swapShift = ({ id, kind, localStart, localEnd }: PublishedShift): SwapView["shift"] => ({
  id,
  kind,
  start: localStart,
  end: localEnd,
});
