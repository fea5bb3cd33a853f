import { after, day } from "../platform/instant.ts";

/** The same, with the clock put back: what the demo says happened then. */
export function daysAgo<D extends { readonly clock: { now(): Date } }>(deps: D, days: number): D {
  const point = after(deps.clock.now(), -days * day);
  return { ...deps, clock: { now: () => point } };
}
