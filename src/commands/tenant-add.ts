import { issueOwnerCode } from "../server/members/issue-owner-code.action.ts";
import { installationUrl } from "../server/platform/network/own-address.ts";
import { createTenant } from "../server/tenants/create-tenant.action.ts";
import { hostMistake } from "../server/tenants/host-name.ts";
import { createPublicUrl } from "../server/tenants/public-url.action.ts";
import { findHostless, refuseHost } from "../server/tenants/set-host.action.ts";
import { hostlessNow } from "../server/tenants/which-business.ts";
import { type Call, out, say, withStore } from "./terminal.ts";

/** Adds a business with a host of its own; its owner comes in by the printed link. */
export async function addTenant({ words: [given = ""], options }: Call): Promise<number> {
  const [name, host] = [given.trim(), String(options.host)];
  if (name === "") return refused("NAME: fehlt; an ihm erkennen Sie den Betrieb in tenant list.");
  const mistake = hostMistake(host);
  if (mistake !== undefined) return refused(`--host: ${mistake}`);
  return await withStore(false, async ({ deps, keyring }, config) => {
    const installation = installationUrl(config);
    const whyDe = await refuseHost(deps, host, installation);
    if (whyDe !== undefined) return refused(`--host: ${whyDe}`);
    const tenantId = await createTenant(deps, keyring, { name, host });
    const publicUrl = await createPublicUrl(deps, () => installation);
    out(`${name} ist angelegt. Link für die Inhaberin oder den Inhaber, einen Tag gültig:`);
    out((await issueOwnerCode({ ...deps, publicUrl }, tenantId)) ?? "");
    const hostless = await findHostless(deps);
    if (hostless !== undefined) say(hostlessNow(hostless, installation));
    return 0;
  });
}

function refused(whyDe: string): number {
  say(whyDe);
  return 2;
}
