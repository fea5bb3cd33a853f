import { createHash } from "node:crypto";
import { recordDecision } from "../decisions/record-decision.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { rulesetVersionOf, type Verdict } from "../policy/verdict.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { noteOpeningKept } from "./device.store.ts";
import { type DeviceStanding, openingFacts } from "./device-access.ts";

/**
 * Keeps what `open_inbox` said: a refusal each time, an allow once a day and device, and again when what it rests on
 * has changed. A screen that is open all day is one line of proof, not thousands.
 */
export async function keepOpening(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  at: { readonly tenantId: string; readonly memberId: string; readonly deviceId: string },
  device: DeviceStanding,
  verdict: Verdict,
): Promise<void> {
  const facts = openingFacts(device);
  if (verdict.verdict === "allow") {
    const day = localDay(deps.clock.now(), await loadTimeZone(tx, at.tenantId));
    const known = createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 16);
    if (!(await noteOpeningKept(tx, at.deviceId, `${day} ${rulesetVersionOf(undefined)} ${known}`))) return;
  }
  const actor = { kind: "member", id: at.memberId, deviceId: at.deviceId } as const;
  await recordDecision(deps, tx, { tenantId: at.tenantId, actor, action: "open_inbox", facts, verdict });
}
