import type { Tx } from "../platform/db.ts";
import { loadTeamSetting } from "./team-setting.store.ts";

/** The one role sick notes go to. */
export async function sickNotesTo(tx: Tx): Promise<"owner" | "office"> {
  return (await loadTeamSetting(tx)).sickNotesTo;
}
