import { type NoticeAnswer, NoticeSettings, type NoticeSettingsChange } from "../../contract/setup-papers.ts";
import { unlessOvertaken } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { saveDraft } from "../tenants/save-draft.action.ts";
import { listNotices } from "./list-notices.action.ts";
import { validateSettings } from "./validate-settings.ts";

/**
 * Saves what was changed of step 3; the rest stays as another screen may have left it. Published versions stay as they
 * are until a new one is published.
 */
export async function saveNoticeSettings(
  deps: Pick<Deps, "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
  { was, ...change }: NoticeSettingsChange,
): Promise<NoticeAnswer> {
  await lockSetup(tx, tenantId);
  const { notice: before } = await readSetup(tx);
  const fields = NoticeSettings.parse({ ...before, ...change });
  unlessOvertaken(was, before, fields, change);
  await saveDraft(deps, tx, tenantId, { step: "notice", fields, done: validateSettings(fields).length === 0 });
  return listNotices(deps, tx, tenantId);
}
