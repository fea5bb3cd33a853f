import { listChannels } from "../channel-setup/list-channels.action.ts";
import { readHostAgreement } from "../host-agreement/read-host-agreement.action.ts";
import type { Deps } from "../platform/deps.ts";

/**
 * What keeps a business from working as it should: the contract with whoever runs the installation is not concluded, or
 * its WhatsApp stands still. `paused`: the contract with Meta is not in order; the others are what Meta last answered;
 * `silent`: it takes messages and reports nothing.
 */
export interface BusinessAilment {
  readonly kind: "contract" | "whatsapp-paused" | "whatsapp-refused" | "whatsapp-unreachable" | "whatsapp-silent";
  readonly since: string | null;
}

/** For whoever runs the installation: states and dates alone, of nobody's work and of no person. */
export async function checkBusiness(
  deps: Pick<Deps, "db" | "clock" | "config" | "publicUrl">,
  tenantId: string,
): Promise<readonly BusinessAilment[]> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const { offered, agreed } = await readHostAgreement(deps, tx);
    const { accounts } = await listChannels(deps, tx, tenantId);
    const ofChannels = accounts
      .filter(({ channel }) => channel === "whatsapp")
      .flatMap(({ paused, trouble }): BusinessAilment[] => {
        if (paused) return [{ kind: "whatsapp-paused", since: null }];
        return trouble === null ? [] : [{ kind: `whatsapp-${trouble.kind}`, since: trouble.since }];
      });
    return [...(offered === null || agreed ? [] : [{ kind: "contract", since: null } as const]), ...ofChannels];
  });
}
