// Stretches of time, and what is left of them.

export interface Span {
  readonly start: Date;
  readonly end: Date;
}

/** In order, the earliest first. */
const sorted = (moments: readonly Date[]): Date[] => moments.toSorted((a, b) => a.getTime() - b.getTime());
export const earliest = (first: Date, ...others: readonly Date[]): Date => sorted([first, ...others])[0] ?? first;
export const latest = (first: Date, ...others: readonly Date[]): Date => sorted([first, ...others]).at(-1) ?? first;
export const holds = (span: Span, at: Date): boolean => span.start <= at && at < span.end;
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
export const lengthOf = (span: Span): number => span.end.getTime() - span.start.getTime();

/** From the beginning of the first to the end of the last. */
export const spanAround = (span: Span, ...others: readonly (Span | undefined)[]): Span => {
  const more = others.filter((one) => one !== undefined);
  return {
    start: earliest(span.start, ...more.map(({ start }) => start)),
    end: latest(span.end, ...more.map(({ end }) => end)),
  };
};

/** In order, with what touches or overlaps made one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start.getTime() - b.start.getTime())) {
    const last = result.at(-1);
    if (last === undefined || last.end < span.start) result.push(span);
    else if (last.end < span.end) result[result.length - 1] = { start: last.start, end: span.end };
  }
  return result;
}

/** `spans` without what `gaps` cover. */
export function without(spans: readonly Span[], gaps: readonly Span[]): Span[] {
  return gaps.reduce<readonly Span[]>(
    (left, gap) =>
      left.flatMap((span) =>
        overlaps(span, gap)
          ? [
              { start: span.start, end: gap.start },
              { start: gap.end, end: span.end },
            ].filter((rest) => rest.start < rest.end)
          : [span],
      ),
    spans,
  ) as Span[];
}

/** The parts both have. */
export function common(spans: readonly Span[], others: readonly Span[]): Span[] {
  return spans.flatMap((a) =>
    others.filter((b) => overlaps(a, b)).map((b) => ({ start: latest(a.start, b.start), end: earliest(a.end, b.end) })),
  );
}
