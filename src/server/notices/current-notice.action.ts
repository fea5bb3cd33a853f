import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { CurrentNotice } from "./current-notice.ts";
import { loadCurrentNotice } from "./notice.store.ts";
import { addressMark, permanentPath } from "./render-notice.ts";

/** The notice to hand over on a channel today; undefined while none is published (the channel is closed then). */
export async function currentNotice(
  deps: Pick<Deps, "publicUrl">,
  tx: Tx,
  tenantId: string,
  channelKind: ChannelKind,
): Promise<CurrentNotice | undefined> {
  if (channelKind !== "whatsapp" && channelKind !== "webchat") return undefined;
  const row = await loadCurrentNotice(tx, channelKind);
  if (row === undefined) return undefined;
  return {
    channelKind,
    version: row.version,
    shortText: row.shortText.replaceAll(addressMark, deps.publicUrl(tenantId)),
    linkUrl: `${deps.publicUrl(tenantId)}${permanentPath(channelKind, row.version)}`,
    contentHash: row.contentHash,
  };
}
