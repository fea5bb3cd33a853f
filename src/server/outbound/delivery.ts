import type { ChannelKind } from "../../contract/ids.ts";
import type { SendOutcome } from "../channels/channel.ts";
import { sendLimits } from "../channels/send-limits.ts";
import { after, minute, second } from "../platform/instant.ts";
import { unreachable } from "../platform/network/unreachable.ts";

/** What one try to hand a message to its channel means, for its row in the outbox and for the message alike. Pure. */
export type AfterTry =
  | { readonly state: "sent" | "failed" | "unknown"; readonly errorCode: string | null }
  | { readonly state: "queued"; readonly errorCode: string; readonly notBefore: Date };

/** After this many tries a message that surely never left is shown as failed instead of tried for ever. */
export const mostTries = 9;
/** The privacy notice gives up sooner: then its text travels in front of the reply that waits for it (PN-1, edge). */
export const mostNoticeTries = 3;
/** The firm's own page reads our database; every other channel waits for a machine of somebody else. */
export const atHome = "webchat";

/** What such a channel has to send is a task of its own, so that it holds up nobody else's (tasks.ts, `lanes`). */
export const deliverTask = (channelKind: ChannelKind): string =>
  channelKind === atHome ? "deliver" : `deliver-${channelKind}`;

const longestWait = 30 * minute;

/** How long a worker may hold a message: longer than its channel may take for it (F11). */
export const leaseMs = sendLimits.messageMs + 50 * second;
/** The same where a file goes to a foreign machine before it. */
export const fileLeaseMs = sendLimits.fileMs + leaseMs;
/** How long "Rückgängig" stands beside a message before its channel is called (U28). */
export const holdMs = 5 * second;

/** @param most tries before giving up */
export function afterTry(outcome: SendOutcome, attempt: number, now: Date, most: number): AfterTry {
  switch (outcome.kind) {
    case "sent":
      return { state: "sent", errorCode: null };
    case "rejected":
      return { state: "failed", errorCode: outcome.error.code };
    case "uncertain":
      // It may have left: never again by itself. A receipt settles it, or a member who looked at the phone (F12).
      return { state: "unknown", errorCode: outcome.error.code };
    case "unreachable": {
      const errorCode = outcome.error.code;
      if (attempt >= most) return { state: "failed", errorCode };
      // What a channel names is the least: it may name the same few seconds for minutes.
      const wait = Math.max(outcome.retryAfterMs ?? 0, Math.min(longestWait, 2 * second * 4 ** (attempt - 1)));
      return { state: "queued", errorCode, notBefore: after(now, wait) };
    }
    default:
      return unreachable(outcome);
  }
}
