import { isDeepStrictEqual } from "node:util";
import { type Fields, isRecord, namedIn } from "../../../contract/named-in.ts";
import { asLine } from "../../../contract/typed.ts";
import { Problem } from "../problem.ts";

/** What was stored before a field left out what nobody sees does not differ for that from what a form sends back. */
function asTyped(value: unknown): unknown {
  if (typeof value === "string") return asLine(value);
  if (Array.isArray(value)) return value.map(asTyped);
  if (!isRecord(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, asTyped(inside)]));
}

/**
 * Refuses to overwrite what nobody has looked at. A press whose answer was lost finds its own work: that is no conflict.
 * @param was what stood in the form when somebody began to type; undefined: whoever asks does not say
 * @param now what is stored
 * @throws Problem conflict when somebody has changed it since
 */
export function unlessChanged<T>(was: T | undefined, now: T, wanted: T): void {
  if (was === undefined || isDeepStrictEqual(wanted, now) || isDeepStrictEqual(asTyped(was), asTyped(now))) return;
  throw new Problem("conflict", {
    detail: {
      de: "Inzwischen hat jemand das geändert. Sieh nach, was jetzt gespeichert ist.",
      en: "Somebody has changed this in the meantime. Look at what is saved now.",
    },
  });
}

/**
 * The same for a change that names some fields only: what it leaves out, and what it leaves as it is, overwrites nothing.
 * @param was of the fields it names, what one began from
 * @param now what is stored
 * @param next what would be stored then
 */
export function unlessOvertaken(was: object | undefined, now: object, next: object, change: object): void {
  const over = differing(namedIn(now, change), namedIn(next, change));
  unlessChanged<object>(was && namedIn(was, over), over, namedIn(next, over));
}

/** What differs, as it was; a record inside field by field. */
function differing(old: Fields, new_: Fields): Fields {
  const entries = Object.entries(old).flatMap(([key, value]) => {
    const next = new_[key];
    if (!isRecord(value) || !isRecord(next)) return isDeepStrictEqual(value, next) ? [] : [[key, value] as const];
    const inside = differing(value, next);
    return Object.keys(inside).length > 0 ? [[key, inside] as const] : [];
  });
  return Object.fromEntries(entries);
}
