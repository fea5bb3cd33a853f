import { proofText } from "../../contract/proof.ts";
import { judgeOpening } from "../devices/device-access.ts";
import { deviceSigned } from "../devices/device-key.adapter.ts";
import { keepOpening } from "../devices/keep-opening.action.ts";
import { noteDeviceSeen } from "../devices/note-device-seen.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret, sameSecret } from "../platform/ids.ts";
import { Problem } from "../platform/problem.ts";
import { seenEveryMs } from "./access-times.ts";
import { findSession, touchSession } from "./session.store.ts";
import { readProof, readSessionCookie, type SessionCookie, stampText } from "./session-cookie.ts";
import { proofIsTimely, type SessionState, sessionCounts, stampIsFresh } from "./session-rules.ts";
import { spendProof } from "./spend-proof.action.ts";
import { findToken, touchToken } from "./tokens/api-token.store.ts";

/** What of a request decides who asks; every transport hands in the same. */
export interface Knock {
  readonly tenantId: string;
  readonly method: string;
  /** Path with query, as received. */
  readonly url: string;
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
  readonly proof: string | undefined;
}

/**
 * THE way in: session cookies of enrolled devices and tokens of programs, nothing else (V54). Looks at the database
 * every time, so that what was revoked is revoked (V60).
 * @throws Problem not-signed-in; prove-device when the cookie is good but the device must sign first
 */
export async function authenticate(deps: Deps, knock: Knock): Promise<Caller> {
  // A request with a token is a program's, whatever cookie it carries besides: no falling back from one to the other.
  return knock.authorization === undefined ? await bySession(deps, knock) : await byToken(deps, knock);
}

async function bySession(deps: Deps, knock: Knock): Promise<Caller> {
  const cookie = readSessionCookie(knock.cookie);
  if (cookie === undefined) throw new Problem("not-signed-in");
  const now = deps.clock.now();
  const session = await deps.db.withTenant(knock.tenantId, async (tx) => {
    const found = await findSession(tx, hashSecret(cookie.secret), now);
    if (found === undefined || !sessionCounts(found, now)) throw new Problem("not-signed-in");
    await assertProved(deps, tx, knock, cookie, found);
    if (now.getTime() - found.lastSeenAt.getTime() >= seenEveryMs) {
      await touchSession(tx, found.sessionId, now);
      await noteDeviceSeen(tx, found.deviceId, now);
      const { memberId, deviceId, device } = found;
      await keepOpening(deps, tx, { tenantId: knock.tenantId, memberId, deviceId }, device, judgeOpening(device));
    }
    return found;
  });
  return {
    tenantId: knock.tenantId,
    memberId: session.memberId,
    name: session.memberName,
    role: session.role,
    kind: "session",
    sessionId: session.sessionId,
    deviceId: session.deviceId,
    steppedUpAt: session.steppedUpAt,
  };
}

/** Reads need a cookie the device vouched for lately; everything else needs its signature on this very request, used once. */
async function assertProved(
  deps: Deps,
  tx: Tx,
  knock: Knock,
  cookie: SessionCookie,
  session: SessionState,
): Promise<void> {
  const now = deps.clock.now();
  const refuse = () => new Problem("prove-device", { more: { now: now.toISOString() } });
  const safe = knock.method === "GET" || knock.method === "HEAD";
  if (safe && knock.proof === undefined) {
    const mac = deps.seal.blindIndex(knock.tenantId, "session-stamp", stampText(cookie.secret, cookie.stampedAt));
    if (!sameSecret(mac.toString("base64url"), cookie.mac) || !stampIsFresh(cookie.stampedAt, now)) throw refuse();
    return;
  }
  const proof = readProof(knock.proof);
  if (proof === undefined || !proofIsTimely(proof.at, now)) throw refuse();
  const text = proofText(session.sessionId, knock.method, knock.url, proof.at);
  if (!deviceSigned(session.deviceKey, text, proof.signature)) throw refuse();
  if (!(await spendProof(deps, tx, knock.tenantId, session.sessionId, proof))) throw refuse();
}

/** Acts as the member who made the token; the token's id stands where a session's would. */
async function byToken(deps: Deps, knock: Knock): Promise<Caller> {
  const [, token] = /^Bearer (wb_[A-Za-z0-9_-]{43})$/.exec(knock.authorization ?? "") ?? [];
  if (token === undefined) throw new Problem("not-signed-in");
  const now = deps.clock.now();
  const found = await deps.db.withTenant(knock.tenantId, async (tx) => {
    const state = await findToken(tx, hashSecret(token), now);
    if (state === undefined || state.revokedAt !== null || !state.memberActive) throw new Problem("not-signed-in");
    const seen = state.lastUsedAt?.getTime() ?? 0;
    if (now.getTime() - seen >= seenEveryMs) await touchToken(tx, state.tokenId, now);
    return state;
  });
  return {
    tenantId: knock.tenantId,
    memberId: found.memberId,
    name: found.memberName,
    role: found.role,
    kind: "api",
    sessionId: found.tokenId,
    deviceId: null,
    steppedUpAt: null,
  };
}
