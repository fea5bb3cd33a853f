import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { sameSecret } from "../platform/ids.ts";
import { fileCodeMac } from "./fetch-file-link.action.ts";
import { findLinkOfMessage } from "./file-link.store.ts";

/**
 * The link a message brought, for whoever pressed again because no answer came.
 * @param code what this press draws; another member's press draws another one
 * @returns until when it holds; undefined: there is none any more, or it opens with another code
 */
export async function findKeptLink(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  messageId: string,
  code: string,
): Promise<Date | undefined> {
  const row = await findLinkOfMessage(tx, messageId);
  if (!row || row.code_mac === null) return undefined;
  return sameSecret(row.code_mac, fileCodeMac(deps, tenantId, row.file_link_id, code)) ? row.expires_at : undefined;
}
