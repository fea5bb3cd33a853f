import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import { devicesOf } from "./push.store.ts";
import type { PushKind } from "./push-kinds.ts";

export interface Notice {
  readonly tenantId: string;
  /** Who is told. The caller has asked the policy who may be reached now (IN-4 to IN-6); here nobody asks again. */
  readonly memberIds: readonly string[];
  readonly kind: PushKind;
  /** Where it leads: a path of the app with ids in it, such as `/team/<room>`. Never content. */
  readonly subject: string;
  /** Not before: when the free time of these people ends. */
  readonly from?: Date;
}

/**
 * Queues pushes to the devices of these members in the caller's transaction: they exist if and only if it commits. A
 * push about the same thing that still waits for the same device is not sent twice.
 */
export async function notify(deps: Pick<Deps, "clock">, tx: Tx, notice: Notice): Promise<void> {
  const { tenantId, memberIds, kind, subject, from } = notice;
  if (memberIds.length === 0) return;
  const at = (from ?? deps.clock.now()).getTime();
  const devices = await devicesOf(tx, memberIds);
  await addJobs(
    tx,
    devices.map((deviceId) => ({
      task: "send-push",
      payload: { tenantId, deviceId, kind, subject, at, tries: 0 },
      key: `push:${deviceId}:${kind}:${subject}`,
      ...(from === undefined ? {} : { runAt: from }),
    })),
  );
}
