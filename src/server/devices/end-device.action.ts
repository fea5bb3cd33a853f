import { appendAudit } from "../audit/append-audit.action.ts";
import { type Actor, actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { type Device, findDevice } from "./device.store.ts";
import { type GoesAlong, retireDevice } from "./retire-device.action.ts";

const lost = "Ein Gerät des Betriebs ist verloren gegangen. Alle Anmeldungen darauf sind beendet.";

export interface Consequences extends GoesAlong {
  /** Starts the 72 hours of a breach (`incidents/open-incident.action.ts`). */
  openIncident(
    deps: Deps,
    tx: Tx,
    by: { readonly tenantId: string; readonly actor: Actor },
    what: { readonly drill: false; readonly awareAt: Date; readonly what: string; readonly deviceId: string },
  ): Promise<unknown>;
}

/**
 * Takes a device out of use, for good: revoked, or lost (DV-3). Its sessions end in the same transaction, its own
 * passkeys go. A lost device that turns up again is enrolled anew.
 * @param mayEnd asked once the device is known: is it the caller's to end?
 * @throws Problem not-found (also for a device that is not the caller's to see), conflict when it ended otherwise before
 */
export async function endDevice(
  deps: Deps,
  caller: Caller,
  deviceId: string,
  state: "revoked" | "lost",
  mayEnd: (device: Pick<Device, "memberId" | "memberRole">) => boolean,
  { openIncident, ...goesAlong }: Consequences,
): Promise<void> {
  const { tenantId } = caller;
  await deps.db.withTenant(tenantId, async (tx) => {
    const device = await findDevice(tx, { id: deviceId });
    if (device === undefined || !mayEnd(device)) throw new Problem("not-found");
    // Asked for again, because the answer was lost.
    if (device.state === state) return;
    if (!(await retireDevice(deps, tx, device, { state, by: caller.memberId }, goesAlong)))
      throw new Problem("conflict");
    const ended = await goesAlong.endSessions(deps, tx, tenantId, { deviceId });
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: state === "lost" ? "report-device-lost" : device.state === "pending" ? "refuse-device" : "revoke-device",
      subjectKind: "device",
      subjectId: deviceId,
      details: { sessionsEnded: ended },
    });
    if (state === "lost")
      await openIncident(
        deps,
        tx,
        { tenantId, actor: actorOf(caller) },
        // A lost device may be a breach of data protection: its 72 hours begin now (DV-3, AC-3).
        { drill: false, awareAt: deps.clock.now(), what: lost, deviceId },
      );
    await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId: device.memberId }]);
  });
}
