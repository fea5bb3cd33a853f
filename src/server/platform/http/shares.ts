/** Under which name something is counted, and how much of it there may be. */
export type Share = readonly [name: string, most: number];

/**
 * A budget of all, of which one business has at most its part: however busy one is, its neighbours on this server have
 * the rest. One person has one of these for themselves, and an address many people share (a firm, a mobile network) one
 * at each business they visit.
 */
export const withinBusiness = (
  tenantId: string,
  name: string,
  most: { readonly business: number; readonly all: number },
): readonly Share[] => [
  [name, most.all],
  [`${name} at ${tenantId}`, most.business],
];

/** Counts how much of something is taken at the moment (bytes in memory, open streams), by whom it is for. */
export class Shares {
  readonly #held = new Map<string, number>();

  /** Counts something, or with a number below zero lets it go. */
  hold(list: readonly Share[], amount: number): void {
    for (const [name] of list) {
      const now = (this.#held.get(name) ?? 0) + amount;
      if (now === 0) this.#held.delete(name);
      else this.#held.set(name, now);
    }
  }

  isOver(list: readonly Share[]): boolean {
    return list.some(([name, most]) => (this.#held.get(name) ?? 0) > most);
  }
}
