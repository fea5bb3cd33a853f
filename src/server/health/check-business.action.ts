import { mayAskChannel } from "../channel-papers/may-ask-channel.action.ts";
import { channelTrouble } from "../channel-setup/channel-trouble.ts";
import { loadAccounts } from "../channels/load-accounts.action.ts";
import { readLastHeard } from "../channels/read-last-heard.action.ts";
import { readHostAgreement } from "../host-agreement/read-host-agreement.action.ts";
import { findUnreported } from "../outbound/find-unreported.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";

/**
 * What keeps a business from working as it should: the contract with whoever runs the installation is not concluded, or
 * its WhatsApp stands still. `paused`: the contract with Meta is not in order; the others are what Meta last answered;
 * `silent`: it takes messages and reports nothing; `unsigned`: what it brings is turned away, as the app secret is wrong.
 */
export interface BusinessAilment {
  readonly kind: "contract" | `whatsapp-${"paused" | "refused" | "unreachable" | "silent" | "unsigned"}`;
  readonly since: string | null;
}

/** For whoever runs the installation: states and dates alone, of nobody's work and of no person. */
export async function checkBusiness(
  deps: Pick<Deps, "db" | "clock" | "config">,
  tenantId: string,
): Promise<readonly BusinessAilment[]> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const { offered, agreed } = await readHostAgreement(deps, tx);
    const ofChannels = await ailmentsOfWhatsApp(deps, tx, tenantId);
    return [...(offered === null || agreed ? [] : [{ kind: "contract", since: null } as const]), ...ofChannels];
  });
}

/** Asked of every business again and again: no more is read than this takes. */
async function ailmentsOfWhatsApp(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
): Promise<readonly BusinessAilment[]> {
  const live = (await loadAccounts(tx)).filter(({ kind, state }) => kind === "whatsapp" && state === "live");
  if (live.length === 0) return [];
  if (!(await mayAskChannel(deps, tx, { tenantId, kind: "whatsapp", state: "live" })))
    return live.map(() => ({ kind: "whatsapp-paused", since: null }));
  const ids = live.map(({ id }) => id);
  const heard = await readLastHeard(deps, tx);
  const silent = await findUnreported(deps, tx, ids, heard);
  return live.flatMap((account): BusinessAilment[] => {
    const trouble = channelTrouble(account, silent.get(account.id), heard.get(account.id));
    return trouble === null ? [] : [{ kind: `whatsapp-${trouble.kind}`, since: trouble.since }];
  });
}
