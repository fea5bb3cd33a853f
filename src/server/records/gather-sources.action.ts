import { listChannels } from "../channel-setup/list-channels.action.ts";
import { impactStanding } from "../impact/impact-standing.action.ts";
import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import { gatherNotice } from "../notices/gather-notice.action.ts";
import { readPublicSettings } from "../notices/read-public-settings.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { listProcessors } from "../processors/list-processors.action.ts";
import { gatherHosts } from "./gather-hosts.action.ts";
import { inGerman } from "./german-purposes.ts";
import { loadNumbers, loadSchema } from "./record.store.ts";
import type { RecordSources } from "./sources.ts";

/** Reads the running configuration and the schema: nothing is entered for the records, so they cannot drift. */
export async function gatherSources(
  deps: Pick<Deps, "clock" | "publicUrl" | "seal" | "config">,
  tx: Tx,
  tenantId: string,
): Promise<RecordSources> {
  const settings = await readPublicSettings(tx);
  const { business, imprint, isPublic } = await readPublicBusiness(tx);
  const { accounts } = await listChannels(deps, tx, tenantId);
  const notices = [];
  for (const channel of new Set(accounts.map((one) => one.channel)))
    notices.push((await gatherNotice(deps, tx, channel, await readPublicSettings(tx, channel))).fields);
  return {
    business,
    imprint,
    isPublic,
    settings,
    register: await listProcessors(deps, tx),
    accounts,
    notices,
    tables: inGerman(await loadSchema(tx)),
    called: await gatherHosts(deps, tx, tenantId, imprint.externalLink),
    https: deps.publicUrl(tenantId).startsWith("https:"),
    assessment: (await impactStanding(tx)).assessment,
    ...(await loadNumbers(tx)),
  };
}
