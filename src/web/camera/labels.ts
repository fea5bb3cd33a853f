/** What a photo shows; said afterwards, with one tap (G5). */
export const labels = ["before", "after", "plate"] as const;
export type Label = (typeof labels)[number];

/** Which pictures show what, for a line under them: `before` → "1, 2". */
export function numbersOf(given: readonly (Label | undefined)[]): readonly { label: Label; numbers: string }[] {
  return labels.flatMap((label) => {
    const numbers = given.flatMap((one, index) => (one === label ? [index + 1] : []));
    return numbers.length === 0 ? [] : [{ label, numbers: numbers.join(", ") }];
  });
}
