import { z } from "zod";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import { asLine } from "../../contract/typed.ts";
import type { Tx } from "../platform/db.ts";
import { ownServer } from "./build-notice.ts";
import { loadNotices } from "./notice.store.ts";

const Kept = z.object({ recipients: z.array(z.string()) });

/**
 * Whom the notices named that held since then, and today's does not: a processor one no longer has, or has forgotten,
 * got data of that time all the same (Art. 15(1)(c) GDPR: to whom data have been disclosed).
 */
export async function formerRecipients(
  tx: Tx,
  channel: SetupChannel,
  since: Date,
  today: readonly string[],
): Promise<string[]> {
  const notices = await loadNotices(tx, channel);
  const held = notices.slice(
    Math.max(
      0,
      notices.findLastIndex(({ publishedAt }) => publishedAt <= since),
    ),
  );
  const named = held.flatMap(({ fields }) => Kept.safeParse(fields).data?.recipients ?? []);
  const known = new Set(today.map(asLine));
  return [...new Set(named)].filter((line) => !known.has(asLine(line)) && !line.endsWith(ownServer));
}
