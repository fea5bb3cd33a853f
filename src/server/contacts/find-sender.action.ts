import type { Address } from "../channels/channel.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { findAddresses } from "./identity.store.ts";
import { identifyingAddresses } from "./identity.ts";
import type { Account } from "./resolve-senders.action.ts";

/** Whom we know under one of these addresses; makes nobody. */
export async function findSender(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  account: Pick<Account, "tenantId" | "accountId">,
  addresses: readonly Address[],
): Promise<{ identityId: string; contactId: string; key: ContactKey } | undefined> {
  const wanted = identifyingAddresses({ addresses }).map((a) => ({
    kind: a.kind,
    blindIndex: deps.seal.blindIndex(account.tenantId, a.kind, a.value),
  }));
  const found = await findAddresses(tx, account.accountId, wanted);
  const first = wanted
    .map((w) => found.find((f) => f.blindIndex === w.blindIndex.toString("hex")))
    .find((f) => f !== undefined);
  if (!first) return undefined;
  if (!first.key) return undefined;
  const key = deps.seal.openContactKey(account.tenantId, first.contactId, first.key);
  return { identityId: first.identityId, contactId: first.contactId, key };
}
