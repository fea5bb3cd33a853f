import type { Role } from "../../contract/access.ts";

/** All roles, in the order people read them. Without Zod, so that a page stays small. */
export const roles = [
  "owner",
  "office",
  "crew_lead",
  "crew",
  "apprentice",
  "accountant",
  "privacy_officer",
  "guest",
] as const satisfies readonly Role[];
