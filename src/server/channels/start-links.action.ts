import type { StartCodes } from "../../contract/consent.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadAccounts } from "./channel-account.store.ts";

/**
 * Where a customer sends START, for each open channel: WhatsApp with the word already written, and the page of the own
 * chat. START confirms what was signed on paper (AD-6); null while Meta has not told us the number.
 */
export async function startLinks(
  deps: Pick<Deps, "publicUrl">,
  tx: Tx,
  tenantId: string,
): Promise<StartCodes["items"]> {
  const accounts = (await loadAccounts(tx)).filter(({ state }) => state === "live");
  return accounts.map(({ id, kind, label, slug, publicNumber }) => {
    const page = slug === null ? null : `${deps.publicUrl(tenantId)}/k/${slug}?wort=START`;
    const number = publicNumber === null ? null : `https://wa.me/${publicNumber}?text=START`;
    return { accountId: id, channel: kind, label, link: kind === "webchat" ? page : number };
  });
}
