// What a cue is. Cues read folded text (see normalise.ts), one sentence at a time.

type SignalKind =
  | "discount"
  | "offer"
  | "greeting"
  | "event"
  | "review"
  | "maintenance"
  | "novelty"
  | "job"
  | "urgency"
  | "pitch";

export type Cue = {
  readonly kind: SignalKind;
  /** 2 decides alone; 1 needs company. */
  readonly weight: 1 | 2;
  readonly pattern: RegExp;
  /** Same sentence: then the word means something else. */
  readonly unless?: RegExp;
  /** Anywhere in the text: then the word belongs to an answer, a complaint, an order. */
  readonly unlessText?: RegExp;
};

/** A word or phrase that speaks for advertising, in folded spelling. */
export type Signal = { phrase: string; kind: SignalKind };

/** Any one of several patterns. */
export const either = (...patterns: RegExp[]): RegExp =>
  new RegExp(patterns.map((pattern) => pattern.source).join("|"));
