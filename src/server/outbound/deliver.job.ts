import type { Channels, SendOutcome } from "../channels/channel.ts";
import { isTwin } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { failpoint } from "../platform/failpoint.ts";
import { type Claim, claimNext } from "./delivery/claim-next.action.ts";
import { type ApplyParked, recordOutcome } from "./delivery/record-outcome.action.ts";
import { lockNext } from "./outbox.store.ts";

/**
 * PATH 2, steps 4 and 5: sends what waits in one conversation, in order. Between the two transactions the message is with
 * the channel; a crash there leaves it "being sent", which becomes "unknown" and is never sent again by itself.
 * @returns when the next one may leave, if that is later
 */
export async function deliver(
  deps: Deps,
  channels: Channels,
  tenantId: string,
  conversationId: string,
  applyParked: ApplyParked,
): Promise<Date | undefined> {
  for (;;) {
    const claim = await deps.db.withTenant(tenantId, (tx) => claimNext(deps, tx, channels, tenantId, conversationId));
    if (claim.kind === "nothing") return claim.until;
    if (claim.kind === "next") continue;
    failpoint("after-claim-commit");
    const outcome = await send(deps, tenantId, claim);
    failpoint("after-channel-answered");
    const record = (became: SendOutcome) =>
      deps.db.withTenant(tenantId, async (tx) => {
        await recordOutcome(deps, tx, tenantId, claim, became, applyParked);
        return (await lockNext(tx, conversationId, deps.clock.now())) !== undefined;
      });
    const more = await record(outcome).catch((error: unknown) => {
      if (outcome.kind !== "sent" || !isTwin(error)) throw error;
      deps.log.error("channel gave an id that another message has", { tenantId, messageId: claim.row.messageId });
      return record(unclear);
    });
    failpoint("after-outcome-commit");
    // What is written from here on brings a job of its own.
    if (!more || outcome.kind === "unreachable") return undefined;
  }
}

const unclear: SendOutcome = {
  kind: "uncertain",
  error: { code: "adapter", whyDe: "Ob die Nachricht angekommen ist, wissen wir nicht.", retryable: false },
};

/** An adapter that throws did so at an unknown point: whatever it was, it may have left. */
async function send(
  { log }: Pick<Deps, "log">,
  tenantId: string,
  { channel, approved, credentials, row }: Extract<Claim, { kind: "send" }>,
): Promise<SendOutcome> {
  try {
    return await channel.send(approved, credentials);
  } catch (error) {
    log.error("channel threw while sending", { tenantId, messageId: row.messageId, kind: channel.kind, error });
    return unclear;
  }
}
