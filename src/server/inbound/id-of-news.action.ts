import { uuidOf } from "../../contract/uuid.ts";
import type { Account } from "../contacts/resolve-senders.action.ts";
import type { Seal } from "../platform/seal.ts";

/** What has no id of the channel is known by what it says: a keyed hash as an id of version 8 (RFC 9562). */
export function idOfNews(
  seal: Pick<Seal, "proof">,
  { tenantId, accountId }: Pick<Account, "tenantId" | "accountId">,
  parts: readonly (string | number)[],
): string {
  const hex = seal.proof(tenantId, "news", [accountId, ...parts].join("|")).toString("hex");
  return uuidOf(`${hex.slice(0, 12)}8${hex.slice(13, 16)}8${hex.slice(17)}`);
}
