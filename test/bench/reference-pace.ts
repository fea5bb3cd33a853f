import type { Figure } from "./bench.ts";

/**
 * The aims a second and in milliseconds were written for a machine of two cores on which the bare baseline accepts
 * 9,400 webhooks a second at 16 at once. How fast this machine goes beside it is measured in every run.
 */
const referenceBaseline = { name: "accepted, 16 at once: baseline", perSecond: 9_400 };

/**
 * What a figure would be on the machine of the aims, by the ratio of the two baselines: a reckoning that helps to tell
 * a slow machine from a slow program. Only figures a second and in ms have a pace; aims count what was measured alone.
 * Undefined where the baseline was not measured.
 */
export function atReferencePace(
  figures: readonly Figure[],
): { readonly pace: number; figureOf(figure: Figure): Figure | undefined } | undefined {
  const measured = figures.find(({ name }) => name === referenceBaseline.name);
  if (measured === undefined) return undefined;
  const pace = measured.value / referenceBaseline.perSecond;
  return {
    pace,
    figureOf(figure) {
      if (figure.unit === "1/s") return { ...figure, value: figure.value / pace };
      return figure.unit === "ms" ? { ...figure, value: figure.value * pace } : undefined;
    },
  };
}
