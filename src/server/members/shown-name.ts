import type { Role } from "../../contract/access.ts";
import { addDays } from "../time/calendar-day.ts";
import { roleNames } from "./role-names.ts";

/** DV-4: 90 days after the last day history knows a role and no person (LK-12). */
export function shownName(
  member: { readonly name: string; readonly role: Role; readonly endsOn: string | null },
  today: string,
): string {
  const isForgotten = member.endsOn !== null && addDays(member.endsOn, 90) < today;
  return isForgotten ? `${roleNames[member.role]} (ausgeschieden)` : member.name;
}
