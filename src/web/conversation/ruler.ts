export interface Mark {
  /** Hours left at this mark, 0 at the right end. */
  readonly left: number;
  readonly long: boolean;
}

/**
 * The window as a folding rule: one mark an hour, a long one every six. What is left is drawn strong.
 * @param hours length of the window, 24 for WhatsApp
 */
export function marks(hours: number): Mark[] {
  return Array.from({ length: hours + 1 }, (_, index) => ({ left: hours - index, long: (hours - index) % 6 === 0 }));
}

/** Share of the window that is over, 0 to 1. */
export function shareGone(endsAt: number, now: number, hours: number): number {
  const left = (endsAt - now) / 3_600_000;
  return Math.min(1, Math.max(0, 1 - left / hours));
}
