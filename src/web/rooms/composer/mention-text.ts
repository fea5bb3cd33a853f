interface Person {
  readonly id: string;
  readonly name: string;
}

/** The name somebody begins to write: "@ta" right before the caret. Undefined: nobody is being called. */
export function calledAt(text: string, caret: number): { readonly start: number; readonly word: string } | undefined {
  const found = /(^|[\s(])@([\p{L}\p{N}.-]*)$/u.exec(text.slice(0, caret));
  if (!found) return undefined;
  const word = found[2] ?? "";
  return { start: caret - word.length - 1, word };
}

/** People one of whose names begins so. */
export function peopleFor(word: string, people: readonly Person[]): Person[] {
  const wanted = word.toLowerCase();
  return people.filter(({ name }) =>
    name
      .toLowerCase()
      .split(/\s+/)
      .some((part) => part.startsWith(wanted)),
  );
}
