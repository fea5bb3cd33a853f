import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import { handBack } from "../conversations/hand-back.action.ts";
import { appendEvents, type NewEvent } from "../events/append-events.action.ts";
import { endSessions } from "../members/end-sessions.action.ts";
import { forgetPasskeys } from "../members/passkeys/forget-passkeys.action.ts";
import { forgetKeys } from "../offline/forget-keys.action.ts";
import type { Deps } from "../platform/deps.ts";
import { forgetPushAddress } from "../push/forget-push-address.action.ts";
import { forgetStaffAddresses } from "../team/keep-staff-addresses.action.ts";
import { settleWithDevice } from "./checks/settle-with-device.action.ts";
import { leaversDevices, moveDevice } from "./device.store.ts";

/**
 * DV-4: the day after somebody's last day their devices are out, their sessions are over, and their conversations are
 * nobody's again. The door refuses them from midnight on anyway; this leaves nothing behind for a date to be changed.
 */
export async function endLeavers(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    const devices = await leaversDevices(tx, now);
    const events: NewEvent[] = [];
    for (const { deviceId, memberId } of devices) {
      const moved = await moveDevice(tx, deviceId, ["pending", "approved"], { state: "revoked", at: now, by: null });
      if (!moved) continue;
      await forgetPushAddress(tx, deviceId);
      await forgetKeys(tx, deviceId);
      await settleWithDevice(tx, deviceId, { state: "refused", at: now, by: null });
      await forgetPasskeys(tx, deviceId, "left");
      const ended = await endSessions(deps, tx, tenantId, { memberId });
      const details = { sessionsEnded: ended, why: "last-day" };
      const subject = { subjectKind: "device", subjectId: deviceId };
      await appendAudit(deps, tx, { tenantId, actor: server, verb: "revoke-device", ...subject, details });
      events.push({ kind: "device-changed", memberId });
    }
    for (const memberId of new Set(devices.map((device) => device.memberId)))
      events.push(...(await handBack(tx, memberId)));
    await forgetStaffAddresses(
      tx,
      devices.map(({ memberId }) => memberId),
    );
    await appendEvents(deps, tx, tenantId, events);
  });
}
