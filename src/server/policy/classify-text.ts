// Is this text advertising? AD-1's table read from free German text, before a member's chosen class is believed.

import { saleCues } from "./text/advertising-cues.ts";
import type { Cue, SignalKind } from "./text/cue.ts";
import { readable, sentences } from "./text/normalise.ts";
import { greetingBack, greetingPatterns, occasionCues } from "./text/occasion-cues.ts";
import { pitchCues } from "./text/pitch-cues.ts";
import { appointed, generalInfo, ownMatter, quote, requested } from "./text/service-context.ts";

export type TextClass = "service" | "advertising" | "mixed";
export type Signal = { phrase: string; kind: SignalKind };
export type ClassifiedText = {
  class: TextClass;
  signals: Signal[];
  promoContent: boolean;
  hasTransactionalCore: boolean;
};

const allCues: readonly Cue[] = [...saleCues, ...occasionCues, ...pitchCues];

/** From this weight on a text counts as advertising: one clear sign, or two faint ones. */
const threshold = 2;

/**
 * Classifies a text. `signals` name the words that speak for advertising (in folded spelling); they may be present
 * in a service text when they are too faint. `mixed` is advertising with a service message around it.
 */
export function classifyText(text: string): ClassifiedText {
  const parts = sentences(text).map((part) => readable(part));
  const whole = parts.join(" ");
  const found = parts.map((part) => cuesIn(part, whole));
  const weight = strengthOf(found.flat());
  const greeting = greetingIn(parts, whole, weight >= threshold);
  const core = parts.some((part, index) => isCore(part) && strengthOf(found[index] ?? []) < threshold);
  const promo = weight >= threshold || greeting.isPoint;
  const signals = unique([...found.flat().map(({ signal }) => signal), ...greeting.signals]);
  return {
    class: promo ? (core ? "mixed" : "advertising") : "service",
    signals,
    promoContent: promo,
    hasTransactionalCore: core || !promo,
  };
}

type Found = { signal: Signal; weight: number };

function cuesIn(part: string, whole: string): Found[] {
  const found: Found[] = [];
  for (const cue of allCues) {
    const match = cue.pattern.exec(part);
    if (match === null || cue.unless?.test(part) || cue.unlessText?.test(whole)) continue;
    found.push({ signal: { phrase: match[0].trim() || part.slice(0, 60), kind: cue.kind }, weight: cue.weight });
  }
  return found;
}

/** Sums the weights, each phrase once: the same word twice is not a second sign. */
function strengthOf(found: readonly Found[]): number {
  const byPhrase = new Map<string, number>();
  for (const { signal, weight } of found) {
    byPhrase.set(signal.phrase, Math.max(weight, byPhrase.get(signal.phrase) ?? 0));
  }
  return [...byPhrase.values()].reduce((sum, weight) => sum + weight, 0);
}

const isCore = (part: string): boolean =>
  ownMatter.test(part) || appointed.test(part) || requested.test(part) || quote.test(part) || generalInfo.test(part);

const isOwnMatter = (part: string): boolean =>
  ownMatter.test(part) || appointed.test(part) || requested.test(part) || quote.test(part);

/**
 * A greeting alone is advertising; greeted back, or said in passing at the end of a message about the customer's own
 * matter, it is courtesy. Beside mere office news it is courtesy only when it is short and comes last.
 */
function greetingIn(parts: string[], whole: string, alreadyPromo: boolean): { isPoint: boolean; signals: Signal[] } {
  const hits = parts.map((part) =>
    greetingPatterns.map((pattern) => pattern.exec(part)?.[0]).filter((hit) => hit !== undefined),
  );
  const signals = hits.flat().map((phrase): Signal => ({ phrase, kind: "greeting" }));
  if (signals.length === 0 || alreadyPromo) return { isPoint: signals.length > 0 && alreadyPromo, signals };
  if (greetingBack.test(whole)) return { isPoint: false, signals };
  const others = parts.filter((_, index) => (hits[index] ?? []).length === 0);
  if (others.some(isOwnMatter) || parts.some((part, index) => (hits[index] ?? []).length > 0 && isOwnMatter(part))) {
    return { isPoint: false, signals };
  }
  const first = hits.findIndex((hit) => hit.length > 0);
  const greetingWords = (parts[first] ?? "").split(" ").length;
  const inPassing =
    first > 0 && first === parts.length - 1 && greetingWords <= 9 && others.some((part) => generalInfo.test(part));
  return { isPoint: !inPassing, signals };
}

function unique(signals: readonly Signal[]): Signal[] {
  const seen = new Map(signals.map((signal) => [`${signal.kind}:${signal.phrase}`, signal]));
  return [...seen.values()];
}
