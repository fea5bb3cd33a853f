// What differs between two states of a form, and the way back: a form sends no more than was changed in it.

import { type Fields, isRecord } from "../../contract/named-in.ts";

/** The fields that differ, with the new value; an entry that went from a record inside is null. Null and absent are the same. */
export function changed(before: object, now: object): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const were: Fields = { ...before };
  const are: Fields = { ...now };
  for (const key of new Set([...Object.keys(were), ...Object.keys(are)])) {
    const [old, new_] = [were[key] ?? null, are[key] ?? null];
    if (isRecord(old) && isRecord(new_)) {
      const inside = changed(old, new_);
      if (Object.keys(inside).length > 0) found[key] = inside;
    } else if (!isSame(old, new_)) found[key] = new_;
  }
  return found;
}

/** A list is the same when the same stands in it. */
const isSame = (old: unknown, new_: unknown): boolean =>
  Array.isArray(old) && Array.isArray(new_) ? JSON.stringify(old) === JSON.stringify(new_) : old === new_;

/** The fields with a change laid over them; what is null inside a record goes from it. */
export function laidOver<F extends object>(before: F, change: Fields): F {
  const entries = Object.entries(before).map(([key, value]) => {
    const new_ = change[key];
    if (new_ === undefined) return [key, value];
    return [key, isRecord(value) && isRecord(new_) ? inside(value, new_) : new_];
  });
  return Object.fromEntries(entries) as F;
}

function inside(before: Fields, change: Fields): Fields {
  const left = Object.entries({ ...before, ...change }).filter(([key]) => change[key] !== null);
  return Object.fromEntries(
    left.map(([key, value]) => {
      const old = before[key];
      return [key, isRecord(old) && isRecord(value) ? inside(old, value) : value];
    }),
  );
}
