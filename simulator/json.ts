/** Reading foreign JSON without trusting its shape. Every reader answers `undefined` for what is not there. */

export type JsonObject = { [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object itself, or an empty one: lets readers be chained. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function objectAt(value: unknown, key: string): JsonObject | undefined {
  const found = asObject(value)[key];
  return isObject(found) ? found : undefined;
}

export function stringAt(value: unknown, key: string): string | undefined {
  const found = asObject(value)[key];
  return typeof found === "string" ? found : undefined;
}

/** Meta accepts numbers as numbers and as decimal strings (latitude, longitude, button index). */
export function numberAt(value: unknown, key: string): number | undefined {
  const found = asObject(value)[key];
  if (typeof found === "number" && Number.isFinite(found)) return found;
  if (typeof found === "string" && found.trim() !== "" && Number.isFinite(Number(found))) return Number(found);
  return undefined;
}

export function booleanAt(value: unknown, key: string): boolean | undefined {
  const found = asObject(value)[key];
  return typeof found === "boolean" ? found : undefined;
}

export function listAt(value: unknown, key: string): unknown[] {
  const found = asObject(value)[key];
  return Array.isArray(found) ? found : [];
}
