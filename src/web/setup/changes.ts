// What differs between two states of a form, and the way back: a form sends no more than was changed in it.

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields that differ, with the new value; an entry that went from a record inside is null. */
export function changed(before: object, now: object): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const were: Fields = { ...before };
  const are: Fields = { ...now };
  for (const key of new Set([...Object.keys(were), ...Object.keys(are)])) {
    const [old, new_] = [were[key], are[key]];
    if (isRecord(old) && isRecord(new_)) {
      const inside = changed(old, new_);
      if (Object.keys(inside).length > 0) found[key] = inside;
    } else if (old !== new_) found[key] = new_ ?? null;
  }
  return found;
}

/** The fields with a change laid over them; what is null inside a record goes from it. */
export function laidOver<F extends object>(before: F, change: Fields): F {
  const entries = Object.entries(before).map(([key, value]) => {
    const new_ = change[key];
    if (new_ === undefined) return [key, value];
    if (!isRecord(value) || !isRecord(new_)) return [key, new_];
    return [key, Object.fromEntries(Object.entries({ ...value, ...new_ }).filter(([, inside]) => inside !== null))];
  });
  return Object.fromEntries(entries) as F;
}
