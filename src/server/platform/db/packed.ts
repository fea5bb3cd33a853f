/**
 * Many byte strings as one parameter: they travel as they are, where an array of them would go as hexadecimal text.
 * @returns `blob`, and for each its first byte (counted from 1) and its length, for `substring(blob, first, length)`
 */
export function packed(parts: readonly Buffer[]): {
  readonly blob: Buffer;
  readonly first: readonly number[];
  readonly length: readonly number[];
} {
  let next = 1;
  const first = parts.map((part) => {
    const at = next;
    next += part.length;
    return at;
  });
  return { blob: Buffer.concat(parts), first, length: parts.map((part) => part.length) };
}
