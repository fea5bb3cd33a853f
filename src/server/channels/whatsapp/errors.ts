import type { ChannelError } from "../channel.ts";
import { META_IN_ENGLISH } from "./error-english.ts";
import { ERROR_RANGES, ERROR_ROWS, type ErrorClass, type MetaSays } from "./error-table.ts";

export interface ExplainedError extends ChannelError {
  readonly class: ErrorClass;
  readonly whyEn: string;
}

const BY_CODE: ReadonlyMap<number, readonly [ErrorClass, MetaSays]> = new Map(
  ERROR_ROWS.flatMap(([codes, errorClass, whyDe]) => codes.map((code) => [code, [errorClass, whyDe]] as const)),
);

const UNKNOWN = {
  whyDe: "WhatsApp nimmt die Nachricht nicht an und nennt keinen bekannten Grund.",
  whyEn: "WhatsApp does not accept the message and gives no known reason.",
};

/**
 * What a Meta error code means, in both languages, and whether sending again can help. Unknown codes get a sentence too,
 * and no hope: a code nobody knows is no reason to send twice.
 */
export function errorOf(code: number | string): ExplainedError {
  const number = Number(code);
  const known = BY_CODE.get(number) ?? rangeOf(number);
  if (known === undefined) return { code: String(code), class: "X", ...UNKNOWN, retryable: false };
  const [errorClass, whyDe] = known;
  // After an access problem is put right, the same message can go: the member may try again.
  const retryable = errorClass === "R" || errorClass === "T" || errorClass === "A";
  return { code: String(code), class: errorClass, whyDe, whyEn: META_IN_ENGLISH[whyDe], retryable };
}

/** Of several reasons first what somebody can put right, then what will not change, then what passes, then the unknown. */
export const byHelp = (codes: readonly string[]): string[] => codes.toSorted((a, b) => rankOf(a) - rankOf(b));

const ranks: readonly ErrorClass[] = ["A", "F", "X", "W", "T", "R"];

function rankOf(code: string): number {
  // Of the class that never goes, these name another way: a template, and the wish of a person who wants no adverts.
  if (code === "131047" || code === "131050") return 0;
  return isKnownError(Number(code)) ? ranks.indexOf(errorOf(code).class) : ranks.length;
}

export const isKnownError = (code: number): boolean => BY_CODE.has(code) || rangeOf(code) !== undefined;

function rangeOf(code: number): readonly [ErrorClass, MetaSays] | undefined {
  const range = ERROR_RANGES.find(([from, to]) => code >= from && code <= to);
  return range === undefined ? undefined : [range[2], range[3]];
}

/** How long to hold back when Meta names no time of its own. The pair limit is one message in six seconds. */
const PAUSE_MS: ReadonlyMap<number, number> = new Map([
  [4, 60_000],
  [80007, 300_000],
  [130429, 2_000],
  [131056, 6_000],
  [132069, 600_000],
  [133009, 60_000],
  [133015, 300_000],
  [134101, 600_000],
]);

export function pauseOf(code: number | string): number | undefined {
  return PAUSE_MS.get(Number(code));
}

/** Errors that are ours to name, because Meta said nothing or nothing usable. */
export const OUR_ERRORS = {
  unreachable: local("unreachable", "WhatsApp ist nicht erreichbar. Werkbote versucht es weiter.", true),
  uncertain: local("uncertain", "Ob die Nachricht ankam, ist ungewiss. Sieh im Chat auf dem Telefon nach.", false),
  notConfigured: local("not-configured", "Der WhatsApp-Kanal ist nicht fertig eingerichtet.", true),
  noAddress: local("no-address", "Für diese Person ist keine WhatsApp-Adresse bekannt.", false),
  tooLarge: local("too-large", "Die Datei ist zu groß für WhatsApp.", false),
  badAnswer: local("bad-answer", "WhatsApp antwortet unverständlich. Prüfe die Adresse in den Einstellungen.", true),
} as const;

function local(code: string, whyDe: string, retryable: boolean): ChannelError {
  return { code, whyDe, retryable };
}
