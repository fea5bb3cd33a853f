import { issueOwnerCode } from "../server/members/issue-owner-code.action.ts";
import { createTenant } from "../server/tenants/create-tenant.action.ts";
import { createPublicUrl } from "../server/tenants/public-url.action.ts";
import { type Call, out, say, withStore } from "./terminal.ts";

/** Adds a business with a host of its own; its owner comes in by the printed link. */
export async function addTenant({ words: [name = ""], options }: Call): Promise<number> {
  const host = String(options.host);
  if (!/^[a-z0-9.-]+$/.test(host)) {
    say("--host: nur Kleinbuchstaben, Ziffern, Punkt und Strich");
    return 2;
  }
  return await withStore(false, async ({ deps, keyring }, config) => {
    const tenantId = await createTenant(deps, keyring, { name, host });
    const publicUrl = await createPublicUrl(deps, () => config.publicUrl ?? `http://localhost:${config.port}`);
    out(`${name} ist angelegt. Link für die Inhaberin oder den Inhaber, einen Tag gültig:`);
    out((await issueOwnerCode({ ...deps, publicUrl }, tenantId)) ?? "");
    return 0;
  });
}
