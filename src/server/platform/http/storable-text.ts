/** No form of ours nests so deep; what does is made to exhaust the stack of whoever reads it. */
const deepest = 100;

/**
 * True when every text inside `value` is text: no NUL and no half of a surrogate pair. PostgreSQL refuses both in text
 * and jsonb (22021, 22P05, 22P02), so they are refused at the door, as a wrong input and not as a bug. So is what is
 * nested without end. Pure.
 */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return !value.includes("\u0000") && value.isWellFormed();
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return true;
  if (depth >= deepest) return false;
  if (Array.isArray(value)) return value.every((inner) => isStorable(inner, depth + 1));
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner, depth + 1));
}
