import { formerRecipients } from "../notices/former-recipients.action.ts";
import { gatherNotice } from "../notices/gather-notice.action.ts";
import { readPublicSettings } from "../notices/read-public-settings.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import type { PacketNotice } from "./packet.ts";

/**
 * What is done with the data on each channel the person used, as the notice says today, and who got data before.
 * @param times when something of theirs came to be kept, in ISO 8601
 */
export async function noticesInAnswer(
  deps: Deps,
  tx: Tx,
  channels: readonly string[],
  times: readonly string[],
): Promise<PacketNotice[]> {
  const since = instant(Date.parse(times.toSorted()[0] ?? ""));
  const notices: PacketNotice[] = [];
  for (const channel of channels)
    if (channel === "whatsapp" || channel === "webchat") {
      const { fields } = await gatherNotice(deps, tx, channel, await readPublicSettings(tx, channel));
      notices.push({ ...fields, formerRecipients: await formerRecipients(tx, channel, since, fields.recipients) });
    }
  return notices;
}
