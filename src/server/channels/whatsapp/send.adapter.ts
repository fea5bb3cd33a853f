import { FormData } from "undici";
import type { Clock } from "../../platform/clock.ts";
import { type GuardedFetch, GuardedFetchError } from "../../platform/network/guarded-fetch.ts";
import type { FileOutcome, OutboundContent, OutboundMessage, SendOutcome } from "../channel.ts";
import { sendLimits } from "../send-limits.ts";
import type { WhatsAppAccount } from "./account.ts";
import { OUR_ERRORS } from "./errors.ts";
import { callGraph } from "./graph.adapter.ts";
import { metaCodeOf, refusalOf, sendOutcomeOf, unreachable } from "./outcome.ts";
import { idOf, parseJson, recordOf } from "./read.ts";
import { renderWhatsApp } from "./render.ts";
import { soundForWhatsApp } from "./voice.adapter.ts";

const MB = 1_000_000;
/** Meta counts in MB without saying which; the smaller reading is safe. */
const MAX_BYTES = { image: 5 * MB, video: 16 * MB, audio: 16 * MB, voice: 16 * MB, document: 100 * MB } as const;

interface Means {
  readonly fetch: GuardedFetch;
  readonly clock: Clock;
  readonly account: WhatsAppAccount;
}

type Media = Extract<OutboundContent, { type: "media" }>;

/**
 * Takes a file up to Meta, where a message can name it. Nothing has been sent by it, so every failure is safe to try
 * again.
 */
export async function bringToMeta(content: OutboundContent, means: Means): Promise<FileOutcome> {
  return content.type === "media" ? upload(await soundForWhatsApp(content), means) : { kind: "brought", content };
}

/**
 * Hands one message to Meta, once; its file is there (`bringToMeta`). Only an answer tells; there is no idempotency key
 * at Meta, so a lost answer is `uncertain` and is settled by a receipt or a member, never by sending again.
 */
export async function sendToMeta(message: OutboundMessage, means: Means): Promise<SendOutcome> {
  const body = renderWhatsApp(message);
  if (body === undefined) return { kind: "rejected", error: OUR_ERRORS.noAddress };
  return post(body, means);
}

async function post(body: unknown, { fetch, account, clock }: Means): Promise<SendOutcome> {
  try {
    const path = [account.phoneNumberId, "messages"];
    const answer = await callGraph(fetch, account, path, {
      method: "POST",
      json: body,
      timeoutMs: sendLimits.messageMs,
    });
    return sendOutcomeOf(answer, clock.now().getTime());
  } catch (error) {
    return outcomeOfFailure(error);
  }
}

function outcomeOfFailure(error: unknown): SendOutcome {
  if (!(error instanceof GuardedFetchError)) throw error;
  // A redirect is an answer too: the machine that gave it did not take the message.
  if (error.reason === "redirected") return { kind: "rejected", error: OUR_ERRORS.badAnswer };
  // Also where the name leads into the house: a router says so of every host while its line is down.
  if (!error.connected) return unreachable(OUR_ERRORS.unreachable, undefined);
  return { kind: "uncertain", error: OUR_ERRORS.uncertain };
}

async function upload(media: Media, { fetch, account, clock }: Means): Promise<FileOutcome> {
  if (media.bytes.byteLength > MAX_BYTES[media.media]) return { kind: "rejected", error: OUR_ERRORS.tooLarge };
  const form = new FormData();
  form.append("messaging_product", "whatsapp");
  form.append("type", media.mimeType);
  form.append("file", new Blob([new Uint8Array(media.bytes)], { type: media.mimeType }), media.fileName);
  try {
    const path = [account.phoneNumberId, "media"];
    const answer = await callGraph(fetch, account, path, {
      method: "POST",
      form,
      timeoutMs: sendLimits.fileMs,
      silenceMs: sendLimits.fileSilenceMs,
    });
    const id = idOf(recordOf(parseJson(answer.bytes)?.value)?.id);
    if (answer.status < 300 && id !== undefined) return { kind: "brought", content: { ...media, fileId: id } };
    const refusal = metaCodeOf(answer) === undefined ? undefined : refusalOf(answer, clock.now().getTime());
    // Nothing was sent yet, so even an answer nobody understands may be tried again.
    return refusal ?? unreachable(OUR_ERRORS.unreachable, undefined);
  } catch (error) {
    const outcome = outcomeOfFailure(error);
    return outcome.kind === "rejected" ? outcome : unreachable(OUR_ERRORS.unreachable, undefined);
  }
}
