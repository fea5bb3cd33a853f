import { type Label, labels } from "../state/taken-photo.ts";

/** Which pictures show what, for a line under them: `before` → "1, 2". */
export function numbersOf(given: readonly (Label | undefined)[]): readonly { label: Label; numbers: string }[] {
  return labels.flatMap((label) => {
    const numbers = given.flatMap((one, index) => (one === label ? [index + 1] : []));
    return numbers.length === 0 ? [] : [{ label, numbers: numbers.join(", ") }];
  });
}
