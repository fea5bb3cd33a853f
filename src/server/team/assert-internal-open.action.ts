import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { internalVerdict, whyClosed } from "./internal-verdict.ts";
import { loadTeamSetting } from "./team-setting.store.ts";

export async function isInternalOpen(tx: Tx): Promise<boolean> {
  return internalVerdict(await loadTeamSetting(tx)).verdict.verdict === "allow";
}

/** IN-3: rooms, "Gesehen" and answers to the roster stay closed until a works council agreed, or there is none. */
export async function assertInternalOpen(tx: Tx): Promise<void> {
  const setting = await loadTeamSetting(tx);
  if (internalVerdict(setting).verdict.verdict === "allow") return;
  throw new Problem("setup-incomplete", {
    detail: whyClosed(setting),
    more: { place: "/einstellungen/betrieb-intern", reason: "works-council" },
  });
}
