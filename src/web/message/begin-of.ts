/** So much of a long text stands there at once; a little more is not worth a press. */
const long = { signs: 1_200, lines: 40 };
const little = { signs: 200, lines: 5 };

/**
 * What of a text is shown before one asks for the whole of it.
 * @param brief the house says it to everybody: its first paragraph tells which it is, and leaves room for the answer
 */
export function beginOf(text: string, brief: boolean): string {
  const paragraph = brief ? text.indexOf("\n\n") : -1;
  if (paragraph > 0) return text.slice(0, paragraph);
  const lines = text.split("\n", long.lines + little.lines + 1);
  const begin = lines.length > long.lines + little.lines ? lines.slice(0, long.lines).join("\n") : text;
  if (begin.length > long.signs + little.signs) return `${halfless(begin.slice(0, long.signs))} …`;
  return begin === text ? text : `${begin} …`;
}

/** A sign outside the first 65,536 has two halves (UTF-16); one alone is none. */
const halfless = (text: string): string => text.replace(/\p{Surrogate}$/u, "");
