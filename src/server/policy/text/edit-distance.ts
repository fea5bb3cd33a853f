// How far two words lie apart, as fingers slip: a letter wrong, missing, too many, or two swapped.

/**
 * Edit distance with swapped neighbours counted once; gives up with limit + 1 as soon as the limit is passed. Asked for
 * every word that arrives, mostly of words that have nothing in common.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  // What both begin and end with costs nothing.
  let first = 0;
  while (first < a.length && a[first] === b[first]) first += 1;
  let left = a.length;
  let right = b.length;
  while (left > first && right > first && a[left - 1] === b[right - 1]) {
    left -= 1;
    right -= 1;
  }
  return distance(a.slice(first, left), b.slice(first, right), limit);
}

function distance(a: string, b: string, limit: number): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  if (limit === 1 && a.length + b.length > 2) return isSwap(a, b) ? 1 : 2;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

const isSwap = (a: string, b: string): boolean => a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
