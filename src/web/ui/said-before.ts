/**
 * What was said before a dialog opened is none of the dialog's: it waits below, also while another one lies upon it and
 * goes again.
 * @returns told how many dialogs lie upon each other and what was said last; answers up to where the topmost is silent
 */
export function saidBefore(): (depth: number, said: number) => number {
  const marks: number[] = [];
  return (depth, said) => {
    marks.length = Math.min(marks.length, depth);
    while (marks.length < depth) marks.push(said);
    return marks.at(-1) ?? 0;
  };
}
