import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import { findBusiness } from "./find-business.action.ts";
import { hostMistake, hostNameOf } from "./host-name.ts";
import { loadHosts, updateHost } from "./tenant.store.ts";
import { called } from "./which-business.ts";

export type HostSet =
  | { readonly kind: "set"; readonly tenantId: string }
  /** `whyDe` is for people; nothing was changed. */
  | { readonly kind: "refused"; readonly whyDe: string };

/**
 * Why nobody may be given this host, in German; undefined = it is good and free. A business without a host is reached at
 * the installation's own address: whoever got that name as well would shut it out and meet its customers.
 * @param installation the installation's address
 */
export async function refuseHost(
  deps: Pick<Deps, "db">,
  host: string,
  installation: string,
): Promise<string | undefined> {
  const mistake = hostMistake(host);
  if (mistake !== undefined) return mistake;
  const standing = hostNameOf(installation);
  const taken = (await loadHosts(deps.db.outside)).find((row) => (row.host?.toLowerCase() ?? standing) === host);
  return taken && `${host} gehört schon zu ${called(taken)}`;
}

/**
 * Gives a business that exists, by its name, a host of its own.
 * @param installation the installation's address, at which the one without a host is: it may keep that name
 */
export async function setHost(
  deps: Pick<Deps, "db" | "clock" | "ids">,
  name: string,
  host: string,
  installation: string,
): Promise<HostSet> {
  const found = await findBusiness(deps, name);
  if (typeof found === "string") return { kind: "refused", whyDe: found };
  if (found.host !== host) {
    const keeps = found.host === null && host === hostNameOf(installation);
    const whyDe = keeps ? hostMistake(host) : await refuseHost(deps, host, installation);
    if (whyDe !== undefined) return { kind: "refused", whyDe: `HOST: ${whyDe}.` };
    const { tenantId } = found;
    await deps.db.withTenant(tenantId, async (tx) => {
      await updateHost(tx, tenantId, host);
      await appendAudit(deps, tx, { tenantId, actor: server, verb: "change-host", subjectKind: "tenant" });
    });
  }
  return { kind: "set", tenantId: found.tenantId };
}

/** The business that has no host of its own while others have one; undefined when there is none. */
export async function findHostless(deps: Pick<Deps, "db">): Promise<string | undefined> {
  const businesses = await loadHosts(deps.db.outside);
  return businesses.length < 2 ? undefined : businesses.find(({ host }) => host === null)?.name;
}
