import { type DeviceStanding, judgeOpening } from "../devices/device-access.ts";
import type { Role } from "../platform/caller.ts";
import { clockSkewMs, proofLifeMs, sessionIdleMs } from "./access-times.ts";

/** A session with everything that decides whether it still counts; read in one query. */
export interface SessionState {
  readonly sessionId: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly role: Role;
  /** Not disabled and not past the last day. */
  readonly memberActive: boolean;
  readonly deviceId: string;
  readonly device: DeviceStanding;
  readonly deviceKey: unknown;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly steppedUpAt: Date | null;
}

/** Everything must hold at once; each condition alone ends access (reliability 5.2, DV-1, DV-3, DV-4). */
export function sessionCounts(session: SessionState, now: Date): boolean {
  return (
    session.revokedAt === null &&
    session.expiresAt > now &&
    session.lastSeenAt.getTime() + sessionIdleMs > now.getTime() &&
    session.memberActive &&
    judgeOpening(session.device).verdict === "allow"
  );
}

/** True while a cookie stamped then may read. A stamp from the future is no stamp. */
export function stampIsFresh(stampedAt: number, now: Date): boolean {
  const age = now.getTime() - stampedAt;
  return age >= 0 && age < proofLifeMs;
}

/** True when the device's clock and ours agree well enough to take a proof. */
export function proofIsTimely(at: number, now: Date): boolean {
  return Math.abs(now.getTime() - at) <= clockSkewMs;
}
