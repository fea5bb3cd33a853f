import type { OfflineKeys } from "../../contract/push.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day, hour } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { deleteKeysBut, insertKey, keysOf, type OfflineKey } from "./offline-key.store.ts";

/** DV-2: no longer than this without asking the server. */
const offlineMs = 24 * hour;
const rotateAfterMs = 7 * day;

const place = (keyId: string) => ({ table: "offline_key", row: keyId, column: "sealed_key" });

/**
 * Releases the key of this device's store, to a device in use only: the door has looked. A new session or a week makes
 * a new key; those the device still holds come along once more, so that it can seal anew what waits to be sent.
 * @param holds the keys that sealed what the device keeps
 * @throws Problem not-allowed for a program, which has no device
 */
export async function releaseKey(deps: Deps, caller: Caller, holds: readonly string[]): Promise<OfflineKeys> {
  const { tenantId, deviceId, sessionId } = caller;
  if (caller.kind !== "session" || deviceId === null || sessionId === null) throw new Problem("not-allowed");
  const now = deps.clock.now();
  return await deps.db.withTenant(tenantId, async (tx) => {
    const known = await keysOf(tx, deviceId);
    const newest = known.at(-1);
    const fits = newest?.sessionId === sessionId && now.getTime() - newest.madeAt.getTime() < rotateAfterMs;
    const current = newest && fits ? newest : makeKey(deps, tenantId, sessionId, now);
    if (current !== newest) await insertKey(tx, tenantId, deviceId, current);
    const held = known.filter((key) => holds.includes(key.keyId) && key.keyId !== current.keyId);
    const kept = [...held, current];
    await deleteKeysBut(
      tx,
      deviceId,
      kept.map((key) => key.keyId),
    );
    return {
      keys: kept.map(({ keyId, sealedKey }) => ({
        id: keyId,
        secret: deps.seal.openForTenant(tenantId, place(keyId), sealedKey).toString("utf8"),
      })),
      until: after(now, offlineMs).toISOString(),
      now: now.toISOString(),
    };
  });
}

function makeKey(
  { ids, seal }: Pick<Deps, "ids" | "seal">,
  tenantId: string,
  sessionId: string,
  madeAt: Date,
): OfflineKey {
  const keyId = ids.uuid();
  return { keyId, sessionId, madeAt, sealedKey: seal.forTenant(tenantId, place(keyId), ids.secret()) };
}
