import type { Ampel } from "../../contract/ampel.ts";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import { backupStanding } from "../backup/backup-standing.action.ts";
import { channelFacts } from "../channel-papers/channel-facts.action.ts";
import { listChannels } from "../channel-setup/list-channels.action.ts";
import { countEnding } from "../consent/count-ending.action.ts";
import { countDevices } from "../devices/count-devices.action.ts";
import { readHostAgreement } from "../host-agreement/read-host-agreement.action.ts";
import { readImprint } from "../imprint/read-imprint.action.ts";
import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import { countIncidents } from "../incidents/count-incidents.action.ts";
import { countPeople } from "../members/count-people.action.ts";
import { isNoticeOutdated } from "../notices/is-notice-outdated.action.ts";
import { readPublicSettings } from "../notices/read-public-settings.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { isoDay } from "../processors/agreement-status.ts";
import { listProcessors } from "../processors/list-processors.action.ts";
import { countRequests } from "../subject-requests/count-requests.action.ts";
import { ampelLights } from "./ampel.ts";
import { worstLevel } from "./light.ts";

/** Everything the Ampel shows, as it stands at this moment. */
export async function gatherAmpel(
  deps: Pick<Deps, "clock" | "publicUrl" | "config">,
  tx: Tx,
  tenantId: string,
): Promise<Ampel> {
  const now = deps.clock.now();
  const { business } = await readPublicBusiness(tx);
  const { accounts } = await listChannels(deps, tx, tenantId);
  const { processors } = await listProcessors(deps, tx);
  const imprint = await readImprint(deps, tx, tenantId);
  const { offered, agreed, concluded } = await readHostAgreement(deps, tx);
  const kinds: SetupChannel[] = [...new Set(accounts.map(({ channel }) => channel))];
  const channels = [];
  for (const channel of kinds) {
    const noticeOutdated = await isNoticeOutdated(deps, tx, channel);
    channels.push({ channel, papers: await channelFacts(deps, tx, tenantId, channel), noticeOutdated });
  }
  const judged = ampelLights({
    today: isoDay(now),
    accounts: accounts.map(({ channel, label, state }) => ({ channel, label, state })),
    channels,
    processors,
    imprintCheckedOn: imprint.checkedAt?.slice(0, 10) ?? null,
    relayUnregistered: deps.config.mail !== undefined && !processors.some(({ template }) => template === "mail_relay"),
    hostAgreementDue:
      offered === null || agreed ? undefined : { operator: offered.operator, isNewer: concluded.length > 0 },
    ...(await countDevices(deps, tx, tenantId)),
    activePeople: await countPeople(deps, tx),
    backup: await backupStanding(deps, tx, tenantId),
    consents: await countEnding(deps, tx, tenantId),
    requests: await countRequests(tx, isoDay(now)),
    incidents: await countIncidents(tx),
    officerAppointed: (await readPublicSettings(tx)).dpoAppointed === true,
  });
  const levels = [...judged.channels, ...judged.lights].map(({ level }) => level);
  return { at: now.toISOString(), business: business.name, level: worstLevel(levels), ...judged };
}
