import type { Caller, Role } from "../platform/caller.ts";

/** What a member may do, by role. Pure; every route asks here before it acts. */
export type Ability =
  | "read-conversations"
  | "answer-conversations"
  | "read-proofs"
  | "manage-setup"
  | "manage-members"
  | "manage-channels"
  | "manage-tokens"
  | "manage-retention"
  | "read-letters"
  | "read-subject-requests"
  | "answer-subject-requests"
  | "handle-incidents"
  | "decide-incidents";

const abilities: Readonly<Record<Role, readonly Ability[]>> = {
  owner: [
    "read-conversations",
    "answer-conversations",
    "read-proofs",
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
  ],
  office: [
    "read-conversations",
    "answer-conversations",
    "read-proofs",
    "read-subject-requests",
    "answer-subject-requests",
    "handle-incidents",
  ],
  crew_lead: ["read-conversations", "answer-conversations"],
  crew: [],
  apprentice: [],
  accountant: ["read-proofs", "read-letters"],
  privacy_officer: ["read-proofs", "read-subject-requests", "handle-incidents"],
};

export function can(caller: Pick<Caller, "role">, ability: Ability): boolean {
  return abilities[caller.role].includes(ability);
}

/** Everything a role may do; screens show by it what makes sense, the routes decide again. */
export function abilitiesOf(role: Role): readonly Ability[] {
  return abilities[role];
}
