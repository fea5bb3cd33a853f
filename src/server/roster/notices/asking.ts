// Being asked "Gesehen?" once more is a reminder, not pressure: once a day, three times at most, then somebody talks.
import { after, hour } from "../../platform/instant.ts";
import { latest } from "../../working-time/spans.ts";

const hoursBetween = 24;
const mostAgain = 3;

/** What was asked of one person, newest last. */
export interface Asked {
  readonly about: "plan" | "swap" | "again";
  readonly madeAt: Date;
  readonly dueAt: Date;
  /** Null: it still waits for their work to begin. */
  readonly sentAt: Date | null;
}

export interface Asking {
  readonly askedAt: Date;
  readonly queuedUntil: Date | null;
  readonly timesAgain: number;
  /** Null: often enough. */
  readonly mayAskFrom: Date | null;
}

/** @param toldAt the first and the last time one of their silent shifts was published */
export function askingOf(asked: readonly Asked[], toldAt: { readonly first: Date; readonly last: Date }): Asking {
  const theirs = asked.filter(({ about, madeAt }) => about !== "swap" && madeAt >= toldAt.first);
  const waiting = theirs.find(({ sentAt }) => sentAt === null);
  const timesAgain = theirs.filter(({ about }) => about === "again").length;
  const askedAt = latest(toldAt.last, ...theirs.flatMap(({ sentAt }) => sentAt ?? []));
  return {
    askedAt,
    queuedUntil: waiting?.dueAt ?? null,
    timesAgain,
    mayAskFrom: timesAgain >= mostAgain ? null : after(waiting?.dueAt ?? askedAt, hoursBetween * hour),
  };
}

export const mayAsk = ({ queuedUntil, mayAskFrom }: Asking, now: Date): boolean =>
  queuedUntil === null && mayAskFrom !== null && mayAskFrom <= now;
