import type { Role } from "../../contract/access.ts";
import type { Caller } from "../platform/caller.ts";
import { can } from "../rights/can.ts";

interface Held {
  readonly memberId: string;
  readonly memberRole: Role;
}

/** Who lets a device in or not: the owner each one, whoever invites guests those of guests. */
export function mayLetIn(caller: Pick<Caller, "role">, device: Held): boolean {
  return can(caller, "manage-members") || (device.memberRole === "guest" && can(caller, "invite-guests"));
}

/** Who sees a device and ends it: whoever lets it in, and its holder. */
export function looksAfter(caller: Pick<Caller, "role" | "memberId">, device: Held): boolean {
  return device.memberId === caller.memberId || mayLetIn(caller, device);
}
