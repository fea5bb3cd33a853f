import { issueOwnerCode } from "../server/members/issue-owner-code.action.ts";
import { linkOwnerBack } from "../server/members/link-owner-back.action.ts";
import { installationUrl } from "../server/platform/network/own-address.ts";
import { findBusiness } from "../server/tenants/find-business.action.ts";
import { createPublicUrl } from "../server/tenants/public-url.action.ts";
import { type Call, out, say, withStoreOrBeside } from "./terminal.ts";

/**
 * A new link for the first owner of a business whose link was lost or is older than a day; where people are in already, for
 * an owner whom nothing else brings back.
 */
export async function linkOwner({ words: [name = ""] }: Call): Promise<number> {
  return await withStoreOrBeside(async (deps, config) => {
    const found = await findBusiness(deps, name);
    if (typeof found === "string") {
      say(found);
      return 2;
    }
    const publicUrl = await createPublicUrl(deps, () => installationUrl(config));
    const own = { ...deps, publicUrl };
    const link = await issueOwnerCode(own, found.tenantId);
    const back = link === undefined ? await linkOwnerBack(own, found.tenantId) : undefined;
    if (back !== undefined)
      out(
        `Link, mit dem ${back.name} ein Gerät einträgt, einen Tag gültig:\n${back.link}\nFreigeben kann es, wer in Werkbote Geräte verwaltet; ist niemand mehr da: tenant admit NAME ZAHL.`,
      );
    else if (link !== undefined) out(`Link für die Inhaberin oder den Inhaber, einen Tag gültig:\n${link}`);
    else {
      say("Hier darf sich keine Inhaberin und kein Inhaber mehr anmelden.");
      return 2;
    }
    return 0;
  });
}
