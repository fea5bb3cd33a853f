import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Caller, Role } from "../../src/server/platform/caller.ts";
import { type Business, Person } from "./a-business.ts";
import type { House } from "./house.ts";

/** Members of the demo business who work outside; each with a program of their own. */
export async function crewOf(
  house: House,
  business: Business,
): Promise<Readonly<Record<"lead" | "tarik" | "leonie", Person>>> {
  const person = async (role: Role) => {
    const caller: Caller = await business.callerOf(role);
    const { token } = await createToken(house.deps, caller, "Testprogramm");
    return new Person(house, business.host, token, caller.memberId);
  };
  return { lead: await person("crew_lead"), tarik: await person("crew"), leonie: await person("apprentice") };
}
