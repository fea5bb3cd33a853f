import { impactStanding } from "../impact/impact-standing.action.ts";
import type { Tx } from "../platform/db.ts";
import { type Closed, internalVerdict, whyClosed } from "./internal-verdict.ts";
import type { StoredTeamSetting } from "./team-setting.store.ts";

/** What keeps the internal messenger closed today; undefined: it is open. */
export async function internalClosed(tx: Tx, setting: StoredTeamSetting): Promise<Closed | undefined> {
  // what was opened stays open: Art. 35 asks before something new begins
  const impact = setting.opened ? undefined : await impactStanding(tx);
  const { verdict } = internalVerdict(setting, impact);
  return verdict.verdict === "allow" ? undefined : whyClosed(setting, verdict);
}
