import { PushPlatform } from "../../contract/push.ts";
import { calledHosts } from "../channels/called-hosts.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { pushHosts } from "../push/push-hosts.ts";
import { servicesInUse } from "../push/services-in-use.action.ts";
import { databaseHost, hostOf } from "./host-of.ts";
import type { CalledHosts } from "./sources.ts";

const owners: Readonly<Record<PushPlatform, string>> = {
  apple: "Apple",
  google: "Google",
  mozilla: "Mozilla",
  microsoft: "Microsoft",
};

/** Each host from where the call itself has it: the settings, the accounts, the list of push services. */
export async function gatherHosts(
  deps: Pick<Deps, "publicUrl" | "seal" | "config">,
  tx: Tx,
  tenantId: string,
  imprintLink: string,
): Promise<CalledHosts> {
  const used = await servicesInUse(tx);
  const { databaseUrl, mail } = deps.config;
  return {
    pages: hostOf(deps.publicUrl(tenantId)) ?? "",
    database: databaseUrl === undefined ? null : databaseHost(databaseUrl),
    ...(await calledHosts(deps, tx, tenantId)),
    push: PushPlatform.options.map((one) => ({ owner: owners[one], host: pushHosts[one], used: used.has(one) })),
    imprint: hostOf(imprintLink),
    mail: mail === undefined ? null : hostOf(mail.url),
  };
}
