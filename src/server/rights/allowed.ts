import type { Caller } from "../platform/caller.ts";
import { Problem } from "../platform/problem.ts";
import { type Ability, can } from "./can.ts";

/** The caller, who may do one of these. @throws Problem not-allowed */
export function allowed<Who extends Pick<Caller, "role">>(caller: Who, ...oneOf: readonly Ability[]): Who {
  if (!oneOf.some((ability) => can(caller, ability))) throw new Problem("not-allowed");
  return caller;
}
