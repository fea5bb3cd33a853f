/** Closes a switch over a discriminated union: a new case that nobody handles does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${typeof value}`);
}
