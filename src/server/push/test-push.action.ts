import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { addJobs } from "../platform/jobs.ts";
import { Problem } from "../platform/problem.ts";
import { beginTest, endTest, findAddress } from "./push.store.ts";

/** Where one looks whether it arrived. */
const testPath = "/einstellungen/app";

/**
 * Sends a push to the very device that asks. It carries a word; only a device that got it can say the word back.
 * @throws Problem not-found when the device is not reached anywhere
 */
export async function testPush(deps: Deps, { tenantId, deviceId }: Caller): Promise<void> {
  const now = deps.clock.now();
  const token = deps.ids.secret();
  await deps.db.withTenant(tenantId, async (tx) => {
    if (deviceId === null || !(await findAddress(tx, deviceId, now))) throw new Problem("not-found");
    await beginTest(tx, deviceId, hashSecret(token), now);
    const job = { tenantId, deviceId, kind: "test", subject: testPath, at: now.getTime(), tries: 0, token };
    await addJobs(tx, [{ task: "send-push", payload: job, key: `push:${deviceId}:test:${testPath}` }]);
  });
}

/** @throws Problem not-found for a word that belongs to no running test of this device */
export async function noteTestArrived(deps: Deps, { tenantId, deviceId }: Caller, token: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const known = deviceId !== null && (await endTest(tx, deviceId, hashSecret(token), deps.clock.now()));
    if (!known) throw new Problem("not-found");
  });
}
