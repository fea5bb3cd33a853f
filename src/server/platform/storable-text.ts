/**
 * True when every text inside `value` is text: no NUL and no half of a surrogate pair. PostgreSQL refuses both in text
 * and jsonb (22021, 22P05, 22P02), so they are refused at the door, as a wrong input and not as a bug. Pure.
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("\u0000") && value.isWellFormed();
  if (Array.isArray(value)) return value.every(isStorable);
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}
