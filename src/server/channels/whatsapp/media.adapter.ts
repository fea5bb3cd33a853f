import { createHash, timingSafeEqual } from "node:crypto";
import type { Clock } from "../../platform/clock.ts";
import { type GuardedFetch, GuardedFetchError, type GuardedResponse } from "../../platform/network/guarded-fetch.ts";
import type { MediaOutcome, MediaRef } from "../channel.ts";
import { isGraphId, type WhatsAppAccount } from "./account.ts";
import { errorOf } from "./errors.ts";
import { callGraph } from "./graph.adapter.ts";
import { metaCodeOf, pauseAsked } from "./outcome.ts";
import { numberOf, parseJson, recordOf, textOf } from "./read.ts";

const RESOLVE_TIMEOUT_MS = 10_000;
const DOWNLOAD_TIMEOUT_MS = 60_000;
/** A host that falls silent holds up whatever else waits for a free hand, replies among it. */
const SILENCE_MS = 10_000;
/** A page that says why there is no file may be longer than the file. */
const PAGE_BYTES = 16_000;

const GONE = "WhatsApp hält die Datei nicht mehr bereit. Sieh auf dem Telefon nach.";
const TOO_LARGE = "Die Datei ist zu groß. Sieh auf dem Telefon nach.";
const FOREIGN = "Die Datei liegt an einer Adresse, die nicht zu WhatsApp gehört. Sie wird nicht geladen.";

interface Means {
  readonly fetch: GuardedFetch;
  readonly clock: Clock;
  readonly account: WhatsAppAccount;
}

interface Resolved {
  readonly kind: "resolved";
  readonly url: string;
  readonly mimeType: string;
  readonly size?: number;
  readonly hashes: readonly string[];
}

/**
 * Fetches an inbound file in Meta's two steps: the id gives an address that lives five minutes, the address gives
 * the bytes. An address that has expired in between is asked for once more. The address in the webhook itself is
 * not kept: it may be old, and it came from outside.
 */
export async function fetchFromMeta(ref: MediaRef, means: Means, maxBytes: number): Promise<MediaOutcome> {
  if (!isGraphId(ref.id)) return { kind: "gone", whyDe: GONE };
  for (let attempt = 1; ; attempt += 1) {
    const resolved = await resolve(ref, means);
    if (resolved.kind !== "resolved") return resolved;
    if (!isMediaHost(resolved.url, means.account.mediaHosts)) return { kind: "gone", whyDe: FOREIGN };
    if (resolved.size !== undefined && resolved.size > maxBytes) return { kind: "gone", whyDe: TOO_LARGE };
    const outcome = await download(resolved, means, maxBytes);
    if (outcome !== "expired") return outcome;
    if (attempt === 2) return { kind: "unreachable" };
  }
}

async function resolve(ref: MediaRef, { fetch, clock, account }: Means): Promise<Resolved | MediaOutcome> {
  let answer: GuardedResponse;
  try {
    const query = { phone_number_id: account.phoneNumberId };
    answer = await callGraph(fetch, account, [ref.id], { method: "GET", query, timeoutMs: RESOLVE_TIMEOUT_MS });
  } catch (error) {
    return notReached(error);
  }
  if (answer.status >= 300) return refused(answer, clock);
  const body = recordOf(parseJson(answer.bytes)?.value) ?? {};
  const url = textOf(body.url, 4096);
  if (url === undefined) return { kind: "unreachable" };
  const size = numberOf(body.file_size);
  const hashes = [ref.sha256, textOf(body.sha256, 128)].filter((hash) => hash !== undefined);
  const mimeType = textOf(body.mime_type, 128) ?? ref.mimeType;
  return { kind: "resolved", url, mimeType, hashes, ...(size === undefined ? {} : { size }) };
}

/** Media Meta does not know any more is gone; trouble with access or pace passes. */
function refused(answer: GuardedResponse, clock: Clock): MediaOutcome {
  const code = metaCodeOf(answer);
  const errorClass = code === undefined ? undefined : errorOf(code).class;
  if (answer.status === 404 || errorClass === "F" || errorClass === "X") return { kind: "gone", whyDe: GONE };
  const retryAfterMs = pauseAsked(answer, clock.now().getTime());
  return { kind: "unreachable", ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** The list decides before the token is attached: a token that went to a stranger cannot be called back. */
export function isMediaHost(address: string, mediaHosts: readonly string[]): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (url.protocol !== "https:" && url.protocol !== "http:") return false;
  // `host` carries the port unless it is the usual one.
  return mediaHosts.some((host) => host.toLowerCase() === url.host);
}

async function download(file: Resolved, means: Means, maxBytes: number): Promise<MediaOutcome | "expired"> {
  let answer: GuardedResponse;
  try {
    answer = await means.fetch(file.url, {
      headers: { authorization: `Bearer ${means.account.accessToken}` },
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
      silenceMs: SILENCE_MS,
      maxBytes: file.size === undefined ? maxBytes : Math.max(file.size, PAGE_BYTES),
      redirects: 0,
    });
  } catch (error) {
    const tooLarge = error instanceof GuardedFetchError && error.reason === "too-large";
    // What goes on beyond its announced length is not that file.
    return tooLarge && file.size === undefined ? { kind: "gone", whyDe: TOO_LARGE } : notReached(error);
  }
  if (answer.status === 404) return "expired";
  if (answer.status !== 200 || !isWhole(answer.bytes, file)) return { kind: "unreachable" };
  return { kind: "fetched", bytes: answer.bytes, mimeType: file.mimeType };
}

/** Also where a name leads into the house: a router says so of every host while its line is down. */
function notReached(error: unknown): MediaOutcome {
  if (!(error instanceof GuardedFetchError)) throw error;
  return { kind: "unreachable" };
}

/** As web servers write it when something is wrong with them, whatever status they give. */
const page = /^\s*<(!doctype html|html)[\s>]/i;
/** What may begin like that and be a file. */
const pageTypes = /^(text\/|application\/(xhtml|octet-stream)|$)/i;

function isForeignPage(bytes: Uint8Array, { mimeType }: Resolved): boolean {
  return page.test(Buffer.from(bytes.subarray(0, 256)).toString("utf8")) && !pageTypes.test(mimeType);
}

/**
 * Length and digest as Meta named them. The webhook gives Base64; hex is seen in answers. An empty answer, or a page where
 * a photo was announced, is a file only where the digest says so.
 */
function isWhole(bytes: Uint8Array, file: Resolved): boolean {
  if (file.hashes.length === 0 && (bytes.byteLength === 0 || isForeignPage(bytes, file))) return false;
  if (file.size !== undefined && file.size !== bytes.byteLength) return false;
  const digest = createHash("sha256").update(bytes).digest();
  return file.hashes.every((hash) => {
    const claimed = Buffer.from(hash, /^[0-9a-f]{64}$/i.test(hash) ? "hex" : "base64");
    return claimed.length === digest.length && timingSafeEqual(claimed, digest);
  });
}
