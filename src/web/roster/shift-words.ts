import type { PlannedShift, ShiftAnswer, ShiftKind } from "../../contract/roster.ts";
import type { IconName } from "../ui/Icon.svelte";
import { t } from "./t.ts";

/** A sign and a word for everything that also has a colour. */
export const kindIcon: Readonly<Record<ShiftKind, IconName>> = { work: "pin", on_call: "bell", training: "book" };
export const kindWord = (kind: ShiftKind): string => t(`kind.${kind}`);
export const answerIcon: Readonly<Record<ShiftAnswer, IconName>> = {
  none: "unknown",
  seen: "eye",
  fits: "check",
  reservation: "attention",
  not: "stop",
};
export const answerWord = (answer: ShiftAnswer): string => t(`answer.${answer}`);

const kinds = ["work", "on_call", "training"] as const;
const states = ["new", "changed", "removed", "published"] as const;
const answers = [null, "none", "seen", "fits", "reservation", "not"] as const;

/** What is said of a shift in the grid, all of it at once: hundreds of shifts share a few dozen sentences. */
export function gridWords(): (shift: Pick<PlannedShift, "kind" | "state" | "answer">) => string {
  const said = new Map<string, string>();
  for (const kind of kinds)
    for (const state of states)
      for (const answer of answers) {
        const words = [kindWord(kind), t(`state.${state}`), ...(answer === null ? [] : [answerWord(answer)])];
        said.set(`${kind}/${state}/${answer}`, words.join(", "));
      }
  return ({ kind, state, answer }) => said.get(`${kind}/${state}/${answer}`) ?? "";
}
