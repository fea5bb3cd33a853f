import type { Tx } from "../platform/db.ts";
import { loadTeamSetting } from "./team-setting.store.ts";

/** Whether colleagues see who is writing in a conversation right now (U33). Until the business decides, they do. */
export async function showsTyping(tx: Tx): Promise<boolean> {
  return (await loadTeamSetting(tx)).typingShown;
}
