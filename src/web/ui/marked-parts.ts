interface MarkedText {
  readonly text: string;
  readonly marks: readonly { readonly from: number; readonly to: number }[];
}

/** The words around a hit, piece by piece, those that were looked for marked. */
export function markedParts({ text, marks }: MarkedText) {
  const parts = marks.flatMap(({ from, to }, n) => [
    { text: text.slice(marks[n - 1]?.to ?? 0, from), marked: false },
    { text: text.slice(from, to), marked: true },
  ]);
  return [...parts, { text: text.slice(marks.at(-1)?.to ?? 0), marked: false }].filter((part) => part.text !== "");
}
