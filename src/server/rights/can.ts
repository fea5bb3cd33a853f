import type { Caller, Role } from "../platform/caller.ts";

/** What a member may do, by role. Pure; every route asks here before it acts. */
export type Ability =
  | "read-conversations"
  | "read-reserved"
  | "release-reserved"
  | "answer-conversations"
  | "read-proofs"
  | "read-audit"
  | "read-sign-ins"
  | "manage-setup"
  | "manage-members"
  | "manage-channels"
  | "manage-tokens"
  | "manage-retention"
  | "read-letters"
  | "read-subject-requests"
  | "answer-subject-requests"
  | "handle-incidents"
  | "decide-incidents"
  | "use-team"
  | "see-roster"
  | "plan-roster"
  | "approve-swaps"
  | "use-projects"
  | "manage-projects"
  | "invite-guests"
  | "meet-colleagues"
  | "ask-insights"
  | "grant-insights"
  | "read-insights"
  | "export-house"
  | "confirm-bank";

const crew = ["use-team", "meet-colleagues", "see-roster", "use-projects"] as const;
const planner = [...crew, "plan-roster", "manage-projects"] as const;

const abilities: Readonly<Record<Role, readonly Ability[]>> = {
  owner: [
    "read-conversations",
    "read-reserved",
    "release-reserved",
    "answer-conversations",
    "read-proofs",
    "read-audit",
    "manage-setup",
    "manage-members",
    "manage-channels",
    "manage-tokens",
    "manage-retention",
    "read-letters",
    "read-subject-requests",
    "answer-subject-requests",
    "handle-incidents",
    "decide-incidents",
    ...planner,
    "invite-guests",
    "approve-swaps",
    "grant-insights",
    "read-insights",
    "export-house",
    "confirm-bank",
  ],
  office: [
    "read-conversations",
    "read-reserved",
    "answer-conversations",
    "read-proofs",
    "read-subject-requests",
    "answer-subject-requests",
    "handle-incidents",
    ...planner,
    "invite-guests",
    "approve-swaps",
    "confirm-bank",
  ],
  crew_lead: ["read-conversations", "answer-conversations", ...planner],
  crew,
  apprentice: crew,
  // The bookkeeper or tax adviser is the second pair of eyes on bank details where the business is one person (EM-4).
  accountant: ["read-proofs", "read-letters", "use-team", "meet-colleagues", "see-roster", "confirm-bank"],
  // When colleagues sign in is nothing for those who employ them (users' step D9); the officer needs it (D6).
  privacy_officer: [
    "meet-colleagues",
    "read-proofs",
    "read-audit",
    "read-sign-ins",
    "read-subject-requests",
    "handle-incidents",
    "ask-insights",
    "read-insights",
  ],
  // A subcontractor's person: the one project they were let into and its room. Nobody else of the business, no roster,
  // no inbox (test/laws/guest-sees-one-project.test.ts tries every route).
  guest: ["use-team", "use-projects"],
};

export function can(caller: Pick<Caller, "role">, ability: Ability): boolean {
  return abilities[caller.role].includes(ability);
}

/** Everything a role may do; screens show by it what makes sense, the routes decide again. */
export function abilitiesOf(role: Role): readonly Ability[] {
  return abilities[role];
}
