import { issueOwnerCode } from "../server/members/issue-owner-code.action.ts";
import { installationUrl } from "../server/platform/network/own-address.ts";
import { findBusiness } from "../server/tenants/find-business.action.ts";
import { createPublicUrl } from "../server/tenants/public-url.action.ts";
import { type Call, out, say, withStoreOrBeside } from "./terminal.ts";

/** A new link for the first owner of a business whose link was lost or is older than a day. */
export async function linkOwner({ words: [name = ""] }: Call): Promise<number> {
  return await withStoreOrBeside(async (deps, config) => {
    const found = await findBusiness(deps, name);
    if (typeof found === "string") {
      say(found);
      return 2;
    }
    const publicUrl = await createPublicUrl(deps, () => installationUrl(config));
    const link = await issueOwnerCode({ ...deps, publicUrl }, found.tenantId);
    if (link === undefined) {
      say("Hier ist schon jemand angemeldet. Weitere lädt die Inhaberin oder der Inhaber unter Leute ein.");
      return 2;
    }
    out(`Link für die Inhaberin oder den Inhaber, einen Tag gültig:\n${link}`);
    return 0;
  });
}
