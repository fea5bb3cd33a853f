import type { Role } from "../../contract/access.ts";
import { addDays } from "../time/calendar-day.ts";

const roles: Readonly<Partial<Record<Role, string>>> = {
  owner: "Inhaber",
  office: "Büro",
  crew_lead: "Vorarbeiter",
  crew: "Monteur",
  apprentice: "Azubi",
  accountant: "Buchhaltung",
};

/** DV-4: 90 days after the last day history knows a role and no person (LK-12). */
export function shownName(
  member: { readonly name: string; readonly role: Role; readonly endsOn: string | null },
  today: string,
): string {
  const isForgotten = member.endsOn !== null && addDays(member.endsOn, 90) < today;
  return isForgotten ? `${roles[member.role] ?? "Jemand"} (ausgeschieden)` : member.name;
}
