import { session } from "../state/session.svelte.ts";

/** What a page of "Recht" may ask for. */
const needs = [
  "read-proofs",
  "read-subject-requests",
  "handle-incidents",
  "read-insights",
  "export-house",
  "read-audit",
] as const;
export type LawNeed = (typeof needs)[number];

/** Whether there is anything in it for this member. Asked at every start, and so not beside the pages: they bring the words of nine folders along. */
export const isLawOpen = (): boolean => needs.some((need) => session.can(need));
