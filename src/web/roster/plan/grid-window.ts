/** Where rows of differing height begin; the last number is where they end. */
export function topsOf(heights: readonly number[]): number[] {
  const tops = [0];
  for (const height of heights) tops.push((tops.at(-1) ?? 0) + height);
  return tops;
}

/** The row a distance lies in; the nearest one beyond the ends. */
export function rowAt(tops: readonly number[], y: number): number {
  const found = tops.findIndex((top) => top > y) - 1;
  if (y < 0) return 0;
  return found < 0 ? Math.max(0, tops.length - 2) : found;
}

/** Numbers from..to, and one more that must not vanish: the one with the focus. */
export function shownNumbers(from: number, to: number, always: number, count: number): number[] {
  const first = Math.max(0, from);
  const last = Math.min(count - 1, to);
  const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  if (always < first && always >= 0) numbers.unshift(always);
  else if (always > last && always < count) numbers.push(always);
  return numbers;
}

/** How far to scroll so that a stretch is in sight; as far as before where it is. */
export function revealed(scrolled: number, room: number, from: number, to: number): number {
  if (from < scrolled) return from;
  return to > scrolled + room ? to - room : scrolled;
}
