import { day, instant, minute } from "../platform/instant.ts";

/** How often something may be tried. `name` keeps the counts of different things apart. */
export interface RateRule {
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
}

/** Passkeys cannot be guessed; this bounds the work an unknown caller can cause. */
export const signInRate: RateRule = { name: "sign-in", limit: 10, windowMs: minute };
export const challengeRate: RateRule = { name: "challenge", limit: 60, windowMs: minute };
/** Codes of all kinds, by address. A right one is taken back, so an office can enrol many devices at once. */
export const codeRate: RateRule = { name: "code", limit: 5, windowMs: 10 * minute };
/** Wrong guesses at one code, from wherever they come; with the fifth the code is dead (V56). */
export const selectorRate: RateRule = { name: "selector", limit: 5, windowMs: day };
export const statusRate: RateRule = { name: "enrol-status", limit: 120, windowMs: minute };
export const demoRate: RateRule = { name: "demo", limit: 30, windowMs: minute };

/** No count is needed for longer. */
export const longestWindowMs = selectorRate.windowMs;

/** Start of the window `now` lies in, and seconds until it ends. */
export function windowOf(rule: RateRule, now: Date): { start: Date; secondsLeft: number } {
  const start = Math.floor(now.getTime() / rule.windowMs) * rule.windowMs;
  return { start: instant(start), secondsLeft: Math.ceil((start + rule.windowMs - now.getTime()) / 1000) };
}
