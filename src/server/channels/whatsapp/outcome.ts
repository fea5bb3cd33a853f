import type { ChannelError, SendOutcome } from "../channel.ts";
import { errorOf, OUR_ERRORS, pauseOf } from "./errors.ts";
import { idOf, listOf, numberOf, parseJson, recordOf } from "./read.ts";

/** An answer of the Graph API, as it came. Header names in lower case. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

type Refusal = Exclude<SendOutcome, { kind: "sent" }>;
type SurelyNot = Exclude<Refusal, { kind: "uncertain" }>;

/**
 * What an answer to `POST /messages` means. The question behind it: may Meta have taken the message?
 * With an id: sent. With Meta's own error code: surely not taken. Success without an id, or a server error that
 * may stem from a machine on the way: nobody knows, so it is never sent again by itself.
 * `now` in milliseconds, for `Retry-After` given as a date.
 */
export function sendOutcomeOf(answer: GraphAnswer, now: number): SendOutcome {
  const body = recordOf(parseJson(answer.bytes)?.value);
  if (answer.status >= 200 && answer.status < 300) {
    const externalId = idOf(recordOf(listOf(body?.messages)[0])?.id);
    return externalId === undefined ? { kind: "uncertain", error: OUR_ERRORS.uncertain } : { kind: "sent", externalId };
  }
  return refusalOf(answer, now) ?? unknownRefusal(answer, now);
}

/** Meta's own refusal; `undefined` when the answer is not Meta's (no error code). */
export function refusalOf(answer: GraphAnswer, now: number): SurelyNot | undefined {
  const code = metaCodeOf(answer);
  if (code === undefined) return undefined;
  const { class: errorClass, ...error } = errorOf(code);
  if (errorClass !== "R" && errorClass !== "T") return { kind: "rejected", error };
  return unreachable(error, pauseAsked(answer, now) ?? pauseOf(code));
}

export function metaCodeOf(answer: GraphAnswer): number | undefined {
  return numberOf(recordOf(recordOf(parseJson(answer.bytes)?.value)?.error)?.code);
}

function unknownRefusal(answer: GraphAnswer, now: number): Refusal {
  if (answer.status === 429) return unreachable(OUR_ERRORS.unreachable, pauseAsked(answer, now) ?? 60_000);
  // A gateway that gave up waiting says nothing about what happened behind it.
  if (answer.status >= 500 || answer.status === 408) return { kind: "uncertain", error: OUR_ERRORS.uncertain };
  return { kind: "rejected", error: OUR_ERRORS.badAnswer };
}

export function unreachable(error: ChannelError, retryAfterMs: number | undefined): SurelyNot {
  return { kind: "unreachable", error, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

const LONGEST_PAUSE_MS = 24 * 3_600_000;

/** How long Meta asks us to wait: `Retry-After` (seconds or a date) or its usage header (minutes). */
export function pauseAsked(answer: GraphAnswer, now: number): number | undefined {
  const header = answer.headers["retry-after"];
  const seconds = numberOf(header);
  const date = header === undefined ? Number.NaN : Date.parse(header);
  const asked = seconds === undefined ? (Number.isNaN(date) ? usageMinutes(answer) : date - now) : seconds * 1000;
  return asked === undefined || asked <= 0 ? undefined : Math.min(asked, LONGEST_PAUSE_MS);
}

function usageMinutes(answer: GraphAnswer): number | undefined {
  const header = answer.headers["x-business-use-case-usage"];
  if (header === undefined) return undefined;
  const usage = recordOf(parseJson(asBytes(header))?.value) ?? {};
  const minutes = Object.values(usage)
    .flatMap(listOf)
    .map((one) => numberOf(recordOf(one)?.estimated_time_to_regain_access) ?? 0);
  return Math.max(0, ...minutes) * 60_000;
}

/** Header text is Latin-1, one byte a character. */
function asBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
