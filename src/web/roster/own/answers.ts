import type { ShiftAnswer } from "../../../contract/roster.ts";

export type Answer = Exclude<ShiftAnswer, "none">;
