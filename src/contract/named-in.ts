export type Fields = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Of what stands somewhere, as much as a change names: what it would overwrite. Where nothing stands it is null, as in
 * a change that takes something away.
 */
export function namedIn(values: object, change: object): Record<string, unknown> {
  const stands: Fields = { ...values };
  return Object.fromEntries(
    Object.entries(change)
      .filter(([, new_]) => new_ !== undefined)
      .map(([key, new_]) => {
        const old = stands[key] ?? null;
        return [key, isRecord(old) && isRecord(new_) ? namedIn(old, new_) : old];
      }),
  );
}
