import { admitOwner } from "../server/devices/admit-owner.action.ts";
import { findBusiness } from "../server/tenants/find-business.action.ts";
import { type Call, out, say, withStoreOrBeside } from "./terminal.ts";

/** Lets an owner's device in when no other one is left that could: the one that shows this number. */
export async function admitDevice({ words: [name = "", number = ""] }: Call): Promise<number> {
  return await withStoreOrBeside(async (deps) => {
    const found = await findBusiness(deps, name);
    if (typeof found === "string") {
      say(found);
      return 2;
    }
    const label = await admitOwner(deps, found.tenantId, number.replace(/\D/g, ""));
    if (label === undefined) {
      say(
        "Mit dieser Zahl wartet kein Gerät einer Inhaberin oder eines Inhabers. Sie steht auf dem Gerät selbst; alle anderen gibt frei, wer in Werkbote Geräte verwaltet.",
      );
      return 2;
    }
    out(`„${label}“ ist freigegeben. Ist das alte Gerät verloren, melden Sie es dort gleich unter Geräte.`);
    return 0;
  });
}
