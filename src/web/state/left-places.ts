interface Row {
  readonly id: string;
}

/** Where rows stood that left a list: from there one goes on, not from the top. */
export class LeftPlaces {
  readonly #places = new Map<string, number>();

  clear(): void {
    this.#places.clear();
  }

  /** @returns the rows that are shown now */
  note<T extends Row>(before: readonly T[], now: readonly T[]): readonly T[] {
    const staying = new Set(now.map((row) => row.id));
    for (const [at, { id }] of before.entries()) if (!staying.has(id)) this.#places.set(id, at);
    return now;
  }

  /** The neighbour: 1 = next, -1 = previous. Of a row that left, e.g. snoozed: of the place where it stood. */
  beside<T extends Row>(rows: readonly T[], id: string | undefined, step: 1 | -1): T | undefined {
    const at = rows.findIndex((row) => row.id === id);
    if (at >= 0) return rows[at + step];
    const stood = this.#places.get(id ?? "") ?? (step === 1 ? 0 : rows.length);
    return rows[step === 1 ? stood : stood - 1];
  }
}
