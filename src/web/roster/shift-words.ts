import type { PlannedShift, ShiftAnswer, ShiftKind } from "../../contract/roster.ts";
import type { IconName } from "../ui/Icon.svelte";
import { t as standIn } from "./stand-in/t.ts";
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

/** What is said of a shift in the grid, all of it at once: hundreds of shifts share a few dozen sentences. */
export function gridWords(): (shift: Pick<PlannedShift, "kind" | "state" | "answer" | "unavailable">) => string {
  const said = new Map<string, string>();
  return ({ kind, state, answer, unavailable }) => {
    const key = `${kind}/${state}/${answer}/${unavailable}`;
    const known = said.get(key);
    if (known !== undefined) return known;
    const words = [
      kindWord(kind),
      t(`state.${state}`),
      ...(answer === null ? [] : [answerWord(answer)]),
      ...(unavailable ? [standIn("needed")] : []),
    ].join(", ");
    said.set(key, words);
    return words;
  };
}
