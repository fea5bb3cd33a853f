import type { Role } from "../../contract/access.ts";
import type { HandedOver } from "../../contract/departures.ts";
import { can } from "../rights/can.ts";

/** What a colleague may take over, by role: who cannot answer customers takes no conversations. */
export function mayTake(role: Role): HandedOver[] {
  if (role === "guest") return [];
  const may = { role };
  return [
    ...(can(may, "answer-conversations") ? (["conversations"] as const) : []),
    ...(can(may, "use-projects") ? (["projects"] as const) : []),
    ...(can(may, "use-team") ? (["rooms"] as const) : []),
    ...(can(may, "see-roster") ? (["shifts", "duty"] as const) : []),
  ];
}
