import { z } from "zod";
import { SubscribeToPush } from "../../contract/push.ts";
import type { Role } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, instant } from "../platform/instant.ts";
import { addJobs } from "../platform/jobs.ts";
import type { GuardedFetch } from "../platform/network/guarded-fetch.ts";
import { waitMs } from "./back-off.ts";
import { countPush, deleteAddress, findAddress, type KeptAddress, markFailing, moveTest } from "./push.store.ts";
import { pushContent } from "./push-content.ts";
import { pushKindOf, pushKinds } from "./push-kinds.ts";
import { handOver, type PushOutcome } from "./push-service.adapter.ts";
import { readVapidSubject } from "./read-vapid-subject.action.ts";
import { targetPlace } from "./target-place.ts";

/** How many things a member has not read, wherever they are; for the number on the app's icon. */
export type CountUnread = (tx: Tx, member: { readonly memberId: string; readonly role: Role }) => Promise<number>;

const Job = z.object({
  tenantId: z.uuid(),
  deviceId: z.uuid(),
  kind: z.string(),
  subject: z.string(),
  at: z.number(),
  tries: z.number(),
  token: z.string().optional(),
});
type Job = z.infer<typeof Job>;

/**
 * Hands one push to the service of one device. Whether the device is still in use is asked now, not when the push was
 * queued: what was revoked hears nothing (DV-3). What the service cannot take now is tried again while it is worth
 * telling.
 */
export async function sendPush(deps: Deps, fetch: GuardedFetch, unread: CountUnread, given: unknown): Promise<void> {
  const job = Job.parse(given);
  const kind = pushKindOf(job.kind);
  const now = deps.clock.now();
  if (kind === undefined) return;
  const lifeMs = job.at + pushKinds[kind].lifeMs - now.getTime();
  if (lifeMs <= 0) return;
  const found = await deps.db.withTenant(job.tenantId, async (tx) => {
    const kept = await findAddress(tx, job.deviceId, now);
    if (kept === undefined) return undefined;
    return { kept, count: await unread(tx, kept), subject: await readVapidSubject(deps, tx, job.tenantId) };
  });
  if (found === undefined) return;
  const { kept, count, subject } = found;
  const topic = topicOf(deps, job);
  const outcome: PushOutcome =
    subject.kind === "wrong"
      ? { kind: "refused" }
      : await handOver(fetch, {
          target: openTarget(deps, job, kept),
          content: pushContent({
            kind,
            language: kept.language,
            navigate: deps.publicUrl(job.tenantId) + job.subject,
            tag: topic,
            unread: count,
            token: job.token,
          }),
          lifeMs,
          urgency: pushKinds[kind].urgency,
          topic,
          keys: deps.seal.pushKeys(),
          subject: subject.subject,
        });
  await deps.db.withTenant(job.tenantId, (tx) => record(deps, tx, job, kept, outcome));
}

/** The service sees the topic: a keyed hash says nothing to it. */
function topicOf({ seal }: Pick<Deps, "seal">, { tenantId, deviceId, kind, subject }: Job): string {
  return seal.blindIndex(tenantId, "push-topic", `${deviceId}|${kind}|${subject}`).toString("base64url").slice(0, 32);
}

function openTarget({ seal }: Pick<Deps, "seal">, { tenantId, deviceId }: Job, kept: KeptAddress): SubscribeToPush {
  const bytes = seal.openForTenant(tenantId, targetPlace(deviceId), kept.sealedTarget);
  return SubscribeToPush.parse(JSON.parse(bytes.toString("utf8")));
}

async function record(deps: Deps, tx: Tx, job: Job, kept: KeptAddress, outcome: PushOutcome): Promise<void> {
  const now = deps.clock.now();
  const { tenantId, deviceId } = job;
  await countPush(tx, tenantId, kept.platform, outcome.kind === "later" ? "failed" : outcome.kind, now);
  if (outcome.kind === "gone") return await deleteAddress(tx, deviceId);
  await markFailing(tx, deviceId, outcome.kind === "handed" ? null : now);
  if (job.token !== undefined && outcome.kind !== "later") await moveTest(tx, deviceId, outcome.kind, now);
  if (outcome.kind !== "later") return;
  const runAt = after(now, waitMs(job.tries, outcome.retryAfterSeconds));
  const kind = pushKindOf(job.kind);
  if (kind === undefined || runAt >= after(instant(job.at), pushKinds[kind].lifeMs)) return;
  const key = `push:${deviceId}:${job.kind}:${job.subject}`;
  const { token, ...rest } = job;
  await addJobs(tx, [
    {
      task: "send-push",
      payload: { ...rest, tries: job.tries + 1, ...(token === undefined ? {} : { token }) },
      key,
      runAt,
    },
  ]);
}
