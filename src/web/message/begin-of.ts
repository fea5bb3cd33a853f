/** So much of a long text stands there at once; a little more is not worth a press. */
const long = 1200;

/**
 * What of a text is shown before one asks for the whole of it.
 * @param brief the house says it to everybody: its first paragraph tells which it is, and leaves room for the answer
 */
export function beginOf(text: string, brief: boolean): string {
  const paragraph = brief ? text.indexOf("\n\n") : -1;
  if (paragraph > 0) return text.slice(0, paragraph);
  return text.length <= long + 200 ? text : `${text.slice(0, long)} …`;
}
