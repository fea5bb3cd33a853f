/** How far a strip may reach beyond the others, in their longer side: what every phone can draw. */
const strip = 4;

/**
 * By how much a photo is made smaller before it travels: to `longest` pixels on its longer side. A strip (a panorama, a
 * long screenshot) keeps half of that on its shorter side, or nobody could read it any more. A file of its own: the apps
 * import the rule and no schemas.
 */
export function photoScale(width: number, height: number, longest: number): number {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  return Math.min(1, Math.max(longest / long, Math.min(longest / 2 / short, (strip * longest) / long)));
}
