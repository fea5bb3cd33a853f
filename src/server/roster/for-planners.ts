import type { Caller } from "../platform/caller.ts";

/** The event of a change nobody was told of yet: it reaches planners and whoever made it (events/reaches). */
export const forPlanners = ({ memberId }: Pick<Caller, "memberId">) => ({ kind: "roster-changed", memberId }) as const;
