import { z } from "zod";
import type { ChannelKind } from "../../contract/ids.ts";
import type { Address, ForgetOutcome } from "../channels/channel.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour, minute } from "../platform/instant.ts";
import { addJobs, type JobSpec } from "../platform/jobs.ts";
import { type ChannelForget, putChannelForget } from "./channel-forget.store.ts";

/** Less than a day altogether: the week whose key seals the address may end the night after next. */
const pauses = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour];

const Addresses = z.array(z.object({ kind: z.enum(["bsuid", "phone", "email", "telegram"]), value: z.string() }));

const place = (erasureId: string) => ({ table: "channel_forget", row: erasureId, column: "sealed_addresses" });

export interface Asked {
  readonly erasureId: string;
  readonly accountId: string;
  readonly channelKind: ChannelKind;
  readonly addresses: readonly Address[];
  /** `nobody`: nobody could be asked, because the address or the account is gone; no further try would help. */
  readonly outcome: ForgetOutcome | "nobody";
  /** The address as it lies sealed already: another try never makes it live longer. */
  readonly sealed?: Uint8Array | null;
}

/**
 * Writes down what a channel said to a deletion. Where it did not do it the address is kept under the key of the week,
 * and it is asked again with growing pauses; after the last try a person has to look, and may ask once more for as long
 * as that key is there.
 */
export async function noteForget(deps: Deps, tx: Tx, tenantId: string, asked: Asked, earlier = 0): Promise<void> {
  const { erasureId, accountId, channelKind, addresses, outcome, sealed } = asked;
  const tries = outcome === "nobody" ? earlier : earlier + 1;
  const isOpen = outcome === "failed" || outcome === "nobody";
  const pause = outcome === "failed" ? pauses[tries - 1] : undefined;
  const seal = () => deps.seal.forEpoch(tenantId, place(erasureId), JSON.stringify(addresses));
  const kept = !isOpen ? null : sealed === undefined ? seal() : sealed;
  await putChannelForget(tx, tenantId, {
    erasureId,
    accountId,
    channelKind,
    sealedAddresses: kept,
    tries,
    triedAt: deps.clock.now(),
    outcome: !isOpen ? outcome : pause === undefined ? "parked" : "waiting",
  });
  if (pause !== undefined)
    await addJobs(tx, [forgetJob(tenantId, erasureId, accountId, after(deps.clock.now(), pause))]);
}

export const forgetKey = ({ erasureId, accountId }: Pick<ChannelForget, "erasureId" | "accountId">): string =>
  `forget-at-channel:${erasureId}:${accountId}`;

export const forgetJob = (tenantId: string, erasureId: string, accountId: string, runAt: Date): JobSpec => ({
  task: "forget-at-channel",
  payload: { tenantId, erasureId, accountId },
  key: forgetKey({ erasureId, accountId }),
  runAt,
});

/** Undefined when the week is over and its key with it. */
export function openForgotten(
  deps: Pick<Deps, "seal">,
  tenantId: string,
  row: ChannelForget,
): readonly Address[] | undefined {
  if (row.sealedAddresses === null) return undefined;
  try {
    const text = deps.seal.openForEpoch(tenantId, place(row.erasureId), row.sealedAddresses).toString("utf8");
    return Addresses.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
