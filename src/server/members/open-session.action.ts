import { noteDeviceSeen } from "../devices/note-device-seen.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { after } from "../platform/instant.ts";
import { sessionLifeMs } from "./access-times.ts";
import { insertSession } from "./session.store.ts";

/** A session just opened. The secret goes into the cookie and nowhere else. */
export interface OpenedSession {
  readonly sessionId: string;
  readonly secret: string;
}

/**
 * Opens a session for a member on one of their devices. Whoever calls has checked passkey and device.
 * @param freshProof the passkey was touched just now: counts for weighty steps as well
 */
export async function openSession(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  about: { tenantId: string; memberId: string; deviceId: string; freshProof: boolean },
): Promise<OpenedSession> {
  const opened = { sessionId: deps.ids.uuid(), secret: deps.ids.secret() };
  const at = deps.clock.now();
  await insertSession(tx, {
    tenantId: about.tenantId,
    sessionId: opened.sessionId,
    secretHash: hashSecret(opened.secret),
    memberId: about.memberId,
    deviceId: about.deviceId,
    at,
    expiresAt: after(at, sessionLifeMs),
    steppedUpAt: about.freshProof ? at : null,
  });
  await noteDeviceSeen(tx, about.deviceId, at);
  return opened;
}
