import type { SubscribeToPush } from "../../contract/push.ts";
import { type GuardedFetch, GuardedFetchError } from "../platform/network/guarded-fetch.ts";

export interface Push {
  readonly target: SubscribeToPush;
  /** JSON of push-content.ts. */
  readonly content: string;
  readonly lifeMs: number;
  readonly urgency: "normal" | "high";
  /** At most 32 characters of base64url: a newer push with the same topic takes the place of one not yet delivered. */
  readonly topic: string;
  readonly keys: { readonly publicKey: string; readonly privateKey: string };
  readonly subject: string;
}

export type PushOutcome =
  | { readonly kind: "handed" }
  /** Nobody is there any more: the browser ended it, or made it for another key. */
  | { readonly kind: "gone" }
  | { readonly kind: "refused" }
  | { readonly kind: "later"; readonly retryAfterSeconds: number | undefined };

/**
 * Hands one push over (RFC 8030), encrypted to the browser (RFC 8291), signed as ours (RFC 8292), by the guarded way
 * out. Every body is padded to the same length: the service learns neither what it says nor how long it is.
 */
export async function handOver(fetch: GuardedFetch, push: Push): Promise<PushOutcome> {
  const { encryptNotification, vapidHeaders } = await import("@block65/webcrypto-web-push");
  const browser = { ...push.target, expirationTime: null };
  const { headers } = await vapidHeaders(browser, { ...push.keys, subject: push.subject });
  const body = await encryptNotification(browser, new TextEncoder().encode(push.content));
  try {
    const answer = await fetch(push.target.endpoint, {
      method: "POST",
      headers: {
        ...headers,
        ttl: String(Math.round(push.lifeMs / 1000)),
        urgency: push.urgency,
        topic: push.topic,
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
      },
      body,
      timeoutMs: 10_000,
      maxBytes: 20_000,
    });
    return outcomeOf(answer.status, answer.headers["retry-after"]);
  } catch (error) {
    if (!(error instanceof GuardedFetchError)) throw error;
    return error.reason === "blocked" || error.reason === "redirected"
      ? { kind: "refused" }
      : { kind: "later", retryAfterSeconds: undefined };
  }
}

function outcomeOf(status: number, retryAfter: string | undefined): PushOutcome {
  if (status >= 200 && status < 300) return { kind: "handed" };
  if (status === 404 || status === 410) return { kind: "gone" };
  const seconds = /^\d{1,6}$/.test(retryAfter ?? "") ? Number(retryAfter) : undefined;
  return status === 429 || status >= 500 ? { kind: "later", retryAfterSeconds: seconds } : { kind: "refused" };
}
