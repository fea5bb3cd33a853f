import type { Channels, FileOutcome, SendOutcome } from "../channels/channel.ts";
import { isTwin } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { failpoint } from "../platform/failpoint.ts";
import { type Claimed, claimBrought, claimNext } from "./delivery/claim-next.action.ts";
import { type ApplyParked, recordOutcome } from "./delivery/record-outcome.action.ts";
import { lockNext } from "./outbox.store.ts";

/**
 * PATH 2, steps 4 and 5: sends what waits in one conversation, in order. Between the two transactions the message is with
 * the channel; a crash there leaves it "being sent", which becomes "unknown" and is never sent again by itself. Where its
 * file goes first, a transaction between the two judges it again: a crash before that leaves what surely did not leave.
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
    const outcome = await carry(deps, channels, tenantId, claim);
    if (outcome === undefined) continue;
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

/** @returns undefined: while its file was on its way it became somebody else's, or may not leave any more */
async function carry(
  deps: Deps,
  channels: Channels,
  tenantId: string,
  claimed: Claimed,
): Promise<SendOutcome | undefined> {
  if (claimed.kind === "send") return await send(deps, tenantId, claimed);
  const file = await bring(deps, tenantId, claimed);
  if (file.kind !== "brought") return file;
  const next = await deps.db
    .withTenant(tenantId, (tx) => claimBrought(deps, tx, channels, tenantId, claimed, file.content))
    .catch((error: unknown) => {
      deps.log.error("file brought, message not judged", { tenantId, messageId: claimed.row.messageId, error });
      return notOut;
    });
  if (next.kind === "unreachable") return next;
  return next.kind === "send" ? await send(deps, tenantId, next) : undefined;
}

/** A file that was on its way for nothing: its message has not left and is tried again. */
const notOut = {
  kind: "unreachable",
  error: { code: "adapter", whyDe: "Die Datei ging nicht hinaus.", retryable: true },
} as const;

/** However its adapter ends, of the message itself nothing has left. */
async function bring(
  { log }: Pick<Deps, "log">,
  tenantId: string,
  { channel, approved, credentials, row }: Claimed,
): Promise<FileOutcome> {
  try {
    return (await channel.bringFile?.(approved, credentials)) ?? { kind: "brought", content: approved.message.content };
  } catch (error) {
    log.error("channel threw over a file", { tenantId, messageId: row.messageId, kind: channel.kind, error });
    return notOut;
  }
}

/** An adapter that throws did so at an unknown point: whatever it was, it may have left. */
async function send(
  { log }: Pick<Deps, "log">,
  tenantId: string,
  { channel, approved, credentials, row }: Claimed,
): Promise<SendOutcome> {
  try {
    return await channel.send(approved, credentials);
  } catch (error) {
    log.error("channel threw while sending", { tenantId, messageId: row.messageId, kind: channel.kind, error });
    return unclear;
  }
}
