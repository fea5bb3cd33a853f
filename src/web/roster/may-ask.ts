import type { MissingAnswer } from "../../contract/roster.ts";

/** Whether somebody who has not answered may be asked once more by now. */
export const mayAsk = ({ queuedUntil, mayAskFrom }: MissingAnswer, now: number): boolean =>
  queuedUntil === null && mayAskFrom !== null && Date.parse(mayAskFrom) <= now;
