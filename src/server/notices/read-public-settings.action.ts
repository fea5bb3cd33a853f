import { z } from "zod";
import { NoticeSettings, type SetupChannel } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { loadLastNotice } from "./notice.store.ts";

const kept = z.object({ settings: NoticeSettings });

/**
 * Step 3 as it was published last, on this channel or on any; the draft while nothing was. A version that was kept
 * without its settings leaves only the draft.
 */
export async function readPublicSettings(tx: Tx, channel?: SetupChannel): Promise<NoticeSettings> {
  const published = kept.safeParse(await loadLastNotice(tx, channel));
  return published.success ? published.data.settings : (await readSetup(tx)).notice;
}
