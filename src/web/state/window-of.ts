/** Which part of the loaded messages stands on the screen. Half-open: [start, end). */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** No more messages than this are drawn at once (U07). */
export const maxDrawn = 120;
export const step = 40;

/** The last messages. */
export function tailOf(count: number): Slice {
  return { start: Math.max(0, count - step * 2), end: count };
}

/** Around one message, e.g. the first unread or the target of a quote. */
export function around(index: number, count: number): Slice {
  return { start: Math.max(0, index - step), end: Math.min(count, index + step * 2) };
}

/** One step towards older messages; what is far below is let go. */
export function growUp(slice: Slice): Slice {
  const start = Math.max(0, slice.start - step);
  return { start, end: Math.min(slice.end, start + maxDrawn) };
}

/** One step towards newer messages; what is far above is let go. */
export function growDown(slice: Slice, count: number): Slice {
  const end = Math.min(count, slice.end + step);
  return { start: Math.max(slice.start, end - maxDrawn), end };
}

/** After `added` messages were put in front. */
export function shifted(slice: Slice, added: number): Slice {
  return { start: slice.start + added, end: slice.end + added };
}
