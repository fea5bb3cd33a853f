import { admitOwner } from "../server/devices/admit-owner.action.ts";
import { findBusiness } from "../server/tenants/find-business.action.ts";
import { type Call, out, say, withStoreOrBeside } from "./terminal.ts";

/**
 * Lets an owner's device in when no other one is left that could: the one that shows this number.
 * The device shows it in two groups, and so it is typed. Other words behind the name are the rest of one without quotes:
 * its first word may be another business.
 */
export async function admitDevice({ words: [name = "", ...groups] }: Call): Promise<number> {
  const number = groups.join(" ");
  if (!/^[\d\s]+$/.test(number)) {
    say("Hinter dem Namen steht nur die Zahl. Ein Name aus mehreren Wörtern gehört in Anführungszeichen.");
    return 2;
  }
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
