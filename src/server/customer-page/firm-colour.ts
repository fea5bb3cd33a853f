// The firm's own colour carries white text on buttons and the head of the page: only where that stays readable.

const channel = (value: number): number => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** Contrast with white, WCAG 2.2 "contrast ratio": 1 to 21. */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16)));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** The stylesheet that sets the firm's colour; undefined for none, or one too pale to read (4.5:1, WCAG 1.4.3). */
export function colourSheet(colour: string | null): string | undefined {
  if (colour === null || !/^#[0-9a-f]{6}$/i.test(colour) || contrastWithWhite(colour) < 4.5) return undefined;
  return `:root{--firm:${colour.toLowerCase()}}`;
}
