import type { ShiftAnswer, ShiftKind } from "../../contract/roster.ts";
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
